"""All records of a file together: what they name must be in it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assessments.api.answers import MAX_VERSION, KeyField, find_wrong_answers
from assessments.api.portable.records import (
    DIGEST_LENGTH,
    AssessmentRecordSerializer,
    BriefRecordSerializer,
    DirectionRecordSerializer,
    GoalRecordSerializer,
    KeyTechnologyRecordSerializer,
    LookBackRecordSerializer,
    ReflectionRecordSerializer,
)
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.portable import KINDS, REFERENCES, Portable
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services.direction import MOST_TECHNOLOGIES
from setframework.web.api.serializers import (
    StrictCharField,
    StrictIntegerField,
    StrictListField,
    StrictSerializer,
)

# Ten years of a result every second day; a longer history is imported in parts.
MAX_RECORDS = 2000
# A file that is wrong all over needs no list of everything.
MAX_MISTAKES = 50


class RecordsField(StrictListField):
    """A list of records; left out, there is none. Gives up after MAX_MISTAKES wrong ones."""

    def __init__(self, child: serializers.Serializer, max_length: int = MAX_RECORDS):
        super().__init__(child=child, max_length=max_length, required=False)

    def run_child_validation(self, data: list[Any]) -> list[Any]:
        found: list[Any] = []
        wrong: dict[Any, Any] = {}
        for index, each in enumerate(data):
            try:
                found.append(self.child.run_validation(each))
            except serializers.ValidationError as error:
                wrong[index] = error.detail
                if len(wrong) == MAX_MISTAKES:
                    break
        if wrong:
            raise serializers.ValidationError(wrong)
        return found


class UsedVersionSerializer(StrictSerializer):
    """A version with its whole text, so that the answers can be read without this site."""

    key = KeyField()
    version = StrictIntegerField(min_value=1, max_value=MAX_VERSION)
    digest = StrictCharField(max_length=DIGEST_LENGTH)
    document = serializers.DictField(help_text=_("The questionnaire file, as JSON."))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _version, wrong = self.context["vocabulary"].find(attrs, "key")
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs


class PortableSerializer(StrictSerializer):
    """The lists of a file. Needs `now` and a `vocabulary` in its context."""

    questionnaires = RecordsField(UsedVersionSerializer())
    assessments = RecordsField(AssessmentRecordSerializer())
    reflections = RecordsField(ReflectionRecordSerializer())
    look_backs = RecordsField(LookBackRecordSerializer())
    briefs = RecordsField(BriefRecordSerializer())
    directions = RecordsField(DirectionRecordSerializer())
    goals = RecordsField(GoalRecordSerializer())
    key_technologies = RecordsField(KeyTechnologyRecordSerializer(), MOST_TECHNOLOGIES)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        wrong: dict[str, Any] = {}
        for kind, index, name, message in self._find_mistakes(attrs):
            wrong.setdefault(kind, {}).setdefault(index, {}).setdefault(name, message)
        if wrong:
            raise serializers.ValidationError(wrong)
        return attrs

    def as_records(self) -> Portable:
        """What import_records takes."""
        found = self.validated_data
        return {
            kind: {each["identity"]: _record(kind, each) for each in found.get(kind, ())}
            for kind in KINDS
        }

    def _find_mistakes(self, attrs: dict[str, Any]) -> Iterator[tuple[str, int, str, Any]]:
        """List, place in it, field, messages."""
        for kind in KINDS:
            for index, message in _find_twice(kind, attrs.get(kind, ())):
                yield kind, index, "identity", message
        assessments = attrs.get("assessments", ())
        drafts = [place for place, each in enumerate(assessments) if each["completed_at"] is None]
        for index in drafts[1:]:
            yield "assessments", index, "completed_at", [_("Only one draft can be open.")]
        completed = {each["identity"]: each for each in assessments if each["completed_at"]}
        for kind in KINDS:
            for index, each in enumerate(attrs.get(kind, ())):
                for name, message in self._find_misfit(kind, each, completed):
                    yield kind, index, name, message

    def _find_misfit(
        self, kind: str, attrs: Mapping[str, Any], completed: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        """Of one record that names assessments: field, messages."""
        names = [name for name in REFERENCES & attrs.keys() if attrs[name] is not None]
        missing = [name for name in names if attrs[name] not in completed]
        for name in missing:
            yield name, [_("No completed assessment in this file has this identity.")]
        if missing or kind not in MISFITS:
            return
        about = completed[attrs["assessment"]]
        version = self.context["vocabulary"].versions[about["questionnaire"], about["version"]]
        yield from MISFITS[kind](attrs, read_questionnaire(version), about, completed)


def _record(kind: str, attrs: Mapping[str, Any]) -> Any:
    return KINDS[kind](**{name: value for name, value in attrs.items() if name != "identity"})


def _find_twice(kind: str, records: Any) -> Iterator[tuple[int, Any]]:
    """An identity that was there before, or a second record for a place that only one can take."""
    identities, slots = set(), set()
    for index, attrs in enumerate(records):
        slot = _record(kind, attrs).slot
        if attrs["identity"] in identities:
            yield index, [_("This identity is in the list twice.")]
        elif slot is not None and slot in slots:
            yield index, [_("An earlier record of the list has the same place.")]
        identities.add(attrs["identity"])
        slots.add(slot)


def _misfit_reflection(
    attrs: Mapping[str, Any], questionnaire: Questionnaire, *_others: Any
) -> Iterator[tuple[str, Any]]:
    if attrs["key"] not in {prompt.key for prompt in questionnaire.reflections}:
        yield "key", [_("There is no such key.")]


def _misfit_look_back(
    attrs: Mapping[str, Any],
    questionnaire: Questionnaire,
    about: Mapping[str, Any],
    completed: Mapping[str, Any],
) -> Iterator[tuple[str, Any]]:
    later = completed[attrs["seen_from"]]
    if later is about or later["completed_at"] < about["completed_at"]:
        yield "seen_from", [_("One looks back from a later assessment.")]
    wrong = find_wrong_answers(questionnaire, attrs["responses"])
    if wrong or not attrs["responses"]:
        yield "responses", wrong or [_("Answer at least one question.")]


def _misfit_brief(
    attrs: Mapping[str, Any], questionnaire: Questionnaire, *_others: Any
) -> Iterator[tuple[str, Any]]:
    known = {item.key for item in questionnaire.items}
    for name in ("strengths", "evidence", "gaps"):
        if not known.issuperset(attrs[name]):
            yield name, [_("There is no item with this key.")]


# Kind -> what in it can't be about its assessment.
MISFITS: dict[str, Callable[..., Iterator[tuple[str, Any]]]] = {
    "reflections": _misfit_reflection,
    "look_backs": _misfit_look_back,
    "briefs": _misfit_brief,
}
