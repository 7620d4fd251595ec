"""One record of a file, as far as it can be checked alone."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assessments.api.answers import MAX_VERSION, KeyField, ResponsesField, without_mistakes
from assessments.api.portable.vocabulary import Vocabulary
from assessments.api.taking_bodies import EARLIEST, NoteWriteSerializer
from assessments.forms.direction import AnyDayField
from assessments.forms.taking import DayField
from assessments.models.brief import Brief
from assessments.models.direction import Direction, KeyTechnology
from assessments.models.plan import Goal
from assessments.models.reflections import Reflection
from assessments.scoring.parse.items import MAX_ITEMS
from assessments.scoring.questionnaire import MAX_VALUE
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services.taking import answers_anything
from setframework.web.api.serializers import (
    StrictBooleanField,
    StrictCharField,
    StrictDateField,
    StrictDateTimeField,
    StrictDictField,
    StrictIntegerField,
    StrictListField,
    StrictSerializer,
)

DIGEST_LENGTH = 64
CODE_LENGTH = 36
MAX_KEYS = 50


def _length(model: Any, name: str) -> int:
    length: int = model._meta.get_field(name).max_length
    return length


class PastField(StrictDateTimeField):
    default_error_messages = {"past": _("This must be a time in the past, from 2000 on.")}

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not EARLIEST <= moment <= self.context["now"]:
            self.fail("past")
        return moment


class AnyDay(StrictDateField):
    """The same days as on the pages."""

    days: type[AnyDayField | DayField] = AnyDayField

    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        self.days(required=False).validate(day)
        return day


class PastDay(AnyDay):
    days = DayField


class RecordSerializer(StrictSerializer):
    """What each record has; keys that are null are empty in the tables."""

    identity = StrictCharField(
        max_length=DIGEST_LENGTH,
        help_text=_("Names the record within the file: a digest of its content."),
    )
    code = StrictCharField(
        required=False,
        allow_null=True,
        max_length=CODE_LENGTH,
        help_text=_("What the exporting site calls it. An import gives a new one."),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs.pop("code", None)
        wrong = self.find_mistakes(attrs)
        if wrong:
            raise serializers.ValidationError(wrong)
        keys = [name for name, each in self.fields.items() if isinstance(each, KeyField)]
        return attrs | {name: attrs[name] or "" for name in keys}

    def find_mistakes(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Field -> messages, as far as the record alone can tell."""
        return {}

    @property
    def vocabulary(self) -> Vocabulary:
        vocabulary: Vocabulary = self.context["vocabulary"]
        return vocabulary


class IdentityField(StrictCharField):
    """The identity of an assessment of the same file."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=DIGEST_LENGTH, **kwargs)


class AssessmentRecordSerializer(RecordSerializer):
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

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        for name in ("can_gain", "carried_over"):
            attrs[name] = sorted(set(attrs[name]))
        attrs["notes"] = {
            item: {"text": note["text"], "happened_on": note.get("happened_on")}
            for item, note in attrs["notes"].items()
            if note["text"]
        }
        return attrs

    def find_mistakes(self, attrs: dict[str, Any]) -> dict[str, Any]:
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
            return {"responses": [_("Answer at least one question.")]}
        return {}


class ReflectionRecordSerializer(RecordSerializer):
    assessment = IdentityField()
    # No KeyField: it is never empty.
    key = StrictCharField(max_length=_length(Reflection, "key"))
    text = StrictCharField(max_length=_length(Reflection, "text"))
    written_at = PastField()


class LookBackRecordSerializer(RecordSerializer):
    assessment = IdentityField()
    seen_from = IdentityField()
    responses = StrictDictField(
        child=StrictIntegerField(min_value=0, max_value=MAX_VALUE), max_length=MAX_ITEMS
    )
    made_at = PastField()


class BriefRecordSerializer(RecordSerializer):
    assessment = IdentityField()
    strengths = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    evidence = StrictDictField(
        child=StrictCharField(max_length=_length(Brief, "request"), allow_blank=True),
        max_length=MAX_ITEMS,
    )
    gaps = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    request = StrictCharField(allow_blank=True, max_length=_length(Brief, "request"))
    has_name = StrictBooleanField()
    saved_at = PastField()


class DirectionRecordSerializer(RecordSerializer):
    level = KeyField(allow_null=True)
    aims_at = KeyField(allow_null=True)
    by_on = AnyDay(allow_null=True)
    path = KeyField(allow_null=True)
    brings = KeyField(allow_null=True)
    holds_back = StrictListField(child=KeyField(), max_length=MAX_KEYS)
    note = StrictCharField(allow_blank=True, max_length=_length(Direction, "note"))
    created_at = PastField()

    def find_mistakes(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return self.vocabulary.find_unknown_direction(attrs)


class GoalRecordSerializer(RecordSerializer):
    assessment = IdentityField(allow_null=True)
    questionnaire = StrictCharField(max_length=_length(Goal, "questionnaire"))
    item = KeyField(allow_null=True)
    route = serializers.ChoiceField(choices=Goal.Route.choices)
    action = KeyField(allow_null=True)
    text = StrictCharField(max_length=_length(Goal, "text"))
    expects = KeyField(allow_null=True)
    due_on = AnyDay(allow_null=True)
    done_at = PastField(allow_null=True)
    note = StrictCharField(allow_blank=True, max_length=_length(Goal, "note"))
    created_at = PastField()

    def find_mistakes(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["route"] == Goal.Route.OWN and attrs["action"]:
            return {"action": [_("A step of your own has no action of the questionnaire.")]}
        return self.vocabulary.find_unknown_steps(attrs)


class KeyTechnologyRecordSerializer(RecordSerializer):
    name = StrictCharField(max_length=_length(KeyTechnology, "name"))
    value = StrictIntegerField(min_value=0, max_value=MAX_VALUE)
    evidence = StrictCharField(allow_blank=True, max_length=_length(KeyTechnology, "evidence"))
    happened_on = PastDay(allow_null=True)
    rated_at = PastField()
