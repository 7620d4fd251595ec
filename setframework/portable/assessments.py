"""The kinds of records that an import brings back, with their fields.

A declared field is exported, checked, imported and part of the identity. A new field needs a new
format, and a step in `format` that adds it to older files.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assessments.api.answers import (
    MAX_VERSION,
    KeyField,
    ResponsesField,
    find_wrong_answers,
    without_mistakes,
)
from assessments.api.taking_bodies import NoteWriteSerializer
from assessments.models.brief import Brief
from assessments.models.direction import Direction, KeyTechnology
from assessments.models.look_back import LookBack
from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.reflections import Reflection
from assessments.models.taking import Assessment
from assessments.scoring.parse.shape import MAX_ITEMS
from assessments.scoring.questionnaire import MAX_VALUE
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services.direction import MOST_TECHNOLOGIES, stored
from assessments.services.taking import NothingAnswered, answers_anything
from setframework.portable.format import as_json
from setframework.portable.record import (
    DIGEST_LENGTH,
    AnyDay,
    PastDay,
    PastField,
    Record,
    ReferenceField,
    Values,
    text_of,
)
from setframework.web.api.serializers import (
    LineField,
    StrictBooleanField,
    StrictCharField,
    StrictDictField,
    StrictIntegerField,
    StrictListField,
)
from setframework.web.forms.signs import one_line

MAX_KEYS = 50


class AssessmentRecord(Record):
    questionnaire = KeyField()
    version = StrictIntegerField(min_value=1, max_value=MAX_VERSION)
    digest = StrictCharField(max_length=DIGEST_LENGTH)
    level = KeyField(allow_null=True)
    path = KeyField(allow_null=True)
    started_at = PastField()
    completed_at = PastField(allow_null=True, help_text=_("Null: an open draft."))
    responses = ResponsesField()
    can_gain = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    carried_over = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    notes = StrictDictField(child=NoteWriteSerializer(), max_length=MAX_ITEMS)

    model = Assessment

    @classmethod
    def read(cls, row: Any, identities: Mapping[int, str]) -> Values:
        differ = {
            "questionnaire": row.version.key,
            "version": row.version.version,
            "digest": row.version.digest,
            "can_gain": sorted(set(row.can_gain)),
            "carried_over": sorted(set(row.carried_over)),
            "notes": {
                note.item: {"text": note.text, "happened_on": note.happened_on}
                for note in sorted(row.notes.all(), key=lambda note: note.item)
            },
        }
        same = {name: getattr(row, name) for name in cls.names if name not in differ}
        return {"code": row.code} | {name: (differ | same)[name] for name in cls.names}

    @classmethod
    def as_columns(cls, values: Values, version: QuestionnaireVersion) -> dict[str, Any]:
        """The columns of the row. A completed assessment has an answer or null for every item."""
        apart = {"questionnaire", "version", "digest", "notes"}
        columns = {name: value for name, value in values.items() if name not in apart}
        responses = values["responses"]
        if values["completed_at"] is not None:
            items = read_questionnaire(version).items
            responses = {item.key: responses.get(item.key) for item in items}
        return columns | {"version": version, "responses": dict(responses)}

    @classmethod
    def sitting(cls, values: Values) -> list[Any]:
        """The version and the time of the start. Everything else in a draft can change."""
        return [values[name] for name in ("questionnaire", "version", "started_at")]

    @classmethod
    def content(cls, values: Values) -> dict[str, Any]:
        """The notes are no part of the identity. A missing answer counts as skipped."""
        if values["completed_at"] is None:
            return {"draft": as_json(cls.sitting(values))}
        content = super().content(values)
        del content["notes"]
        answered = {key: value for key, value in values["responses"].items() if value is not None}
        return content | {"responses": answered}

    def validate(self, attrs: Values) -> Values:
        attrs = super().validate(attrs)
        for name in ("can_gain", "carried_over"):
            attrs[name] = sorted(set(attrs[name]))
        attrs["notes"] = {
            item: {"text": note["text"], "happened_on": note.get("happened_on")}
            for item, note in attrs["notes"].items()
            if note["text"]
        }
        return attrs

    def find_mistakes(self, attrs: Values) -> dict[str, Any]:
        version, wrong = self.vocabulary.find(attrs)
        if version is None:
            return wrong
        without_mistakes(read_questionnaire(version), attrs)
        responses, completed_at = attrs["responses"], attrs["completed_at"]
        if any(responses.get(key) is None for key in attrs["carried_over"]):
            return {"carried_over": [_("Only an answer can be carried over.")]}
        if completed_at is None:
            return {}
        if completed_at < attrs["started_at"]:
            return {"completed_at": [_("This can't be earlier than when it was started.")]}
        if not answers_anything(responses):
            return {"responses": [NothingAnswered.says]}
        return {}


class ReflectionRecord(Record):
    assessment = ReferenceField()
    # Not a KeyField, as it is never empty.
    key = text_of(Reflection, "key", StrictCharField)
    text = text_of(Reflection, "text")
    written_at = PastField()

    model = Reflection
    owner = "assessment__person"
    unique = ("assessment", "key")

    def find_misfits(
        self, attrs: Values, about: Values, completed: Mapping[str, Values]
    ) -> Iterator[tuple[str, Any]]:
        prompts = self.vocabulary.read(about).reflections
        if attrs["key"] not in {prompt.key for prompt in prompts}:
            yield "key", [_("There is no such key.")]


class LookBackRecord(Record):
    assessment = ReferenceField()
    seen_from = ReferenceField()
    responses = StrictDictField(
        child=StrictIntegerField(min_value=0, max_value=MAX_VALUE), max_length=MAX_ITEMS
    )
    made_at = PastField()

    model = LookBack
    owner = "assessment__person"
    unique = ("assessment", "seen_from")

    def find_misfits(
        self, attrs: Values, about: Values, completed: Mapping[str, Values]
    ) -> Iterator[tuple[str, Any]]:
        later = completed[attrs["seen_from"]]
        if later is about or later["completed_at"] < about["completed_at"]:
            yield "seen_from", [_("A look-back needs a later assessment.")]
        wrong = find_wrong_answers(self.vocabulary.read(about), attrs["responses"])
        if wrong or not attrs["responses"]:
            yield "responses", wrong or [NothingAnswered.says]


class BriefRecord(Record):
    assessment = ReferenceField()
    strengths = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    evidence = StrictDictField(child=text_of(Brief, "request", LineField), max_length=MAX_ITEMS)
    gaps = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    request = text_of(Brief, "request", LineField)
    has_name = StrictBooleanField()
    saved_at = PastField()

    model = Brief
    owner = "assessment__person"
    unique = ("assessment",)

    def find_misfits(
        self, attrs: Values, about: Values, completed: Mapping[str, Values]
    ) -> Iterator[tuple[str, Any]]:
        known = {item.key for item in self.vocabulary.read(about).items}
        for name in ("strengths", "evidence", "gaps"):
            if not known.issuperset(attrs[name]):
                yield name, [_("There is no item with this key.")]


class DirectionRecord(Record):
    level = KeyField(allow_null=True)
    aims_at = KeyField(allow_null=True)
    by_on = AnyDay(allow_null=True)
    path = KeyField(allow_null=True)
    brings = KeyField(allow_null=True)
    holds_back = StrictListField(child=KeyField(), max_length=MAX_KEYS)
    note = text_of(Direction, "note")
    created_at = PastField()

    model = Direction

    def validate(self, attrs: Values) -> Values:
        attrs = super().validate(attrs)
        return attrs | {"holds_back": stored(attrs["holds_back"])}

    def find_mistakes(self, attrs: Values) -> dict[str, Any]:
        return self.vocabulary.find_unknown_direction(attrs)


class GoalRecord(Record):
    assessment = ReferenceField(allow_null=True)
    questionnaire = text_of(Goal, "questionnaire", StrictCharField)
    item = KeyField(allow_null=True)
    route = serializers.ChoiceField(choices=Goal.Route.choices)
    action = KeyField(allow_null=True)
    text = text_of(Goal, "text")
    expects = KeyField(allow_null=True)
    due_on = AnyDay(allow_null=True)
    done_at = PastField(allow_null=True)
    note = text_of(Goal, "note")
    created_at = PastField()

    model = Goal

    def find_mistakes(self, attrs: Values) -> dict[str, Any]:
        if attrs["route"] == Goal.Route.OWN and attrs["action"]:
            return {"action": [_("A step of your own has no action of the questionnaire.")]}
        return self.vocabulary.find_unknown_steps(attrs)


class KeyTechnologyRecord(Record):
    name = text_of(KeyTechnology, "name", LineField)
    value = StrictIntegerField(min_value=0, max_value=MAX_VALUE)
    evidence = text_of(KeyTechnology, "evidence")
    happened_on = PastDay(allow_null=True)
    rated_at = PastField()

    model = KeyTechnology
    most = MOST_TECHNOLOGIES

    @classmethod
    def slot(cls, values: Values) -> Any:
        return one_line(values["name"]).lower()


# Name of the list in a document -> kind of its records. These name assessments, which come first.
OTHERS: dict[str, type[Record]] = {
    "reflections": ReflectionRecord,
    "look_backs": LookBackRecord,
    "briefs": BriefRecord,
    "directions": DirectionRecord,
    "goals": GoalRecord,
    "key_technologies": KeyTechnologyRecord,
}
KINDS: dict[str, type[Record]] = {"assessments": AssessmentRecord, **OTHERS}
