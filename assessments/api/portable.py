"""The document that a person carries away, as it comes back: every record checked.

What is wrong is named by its place: {"assessments": {"3": {"responses": {...}}}}.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assessments.api.answers import MAX_VERSION, KeyField, ResponsesField, without_mistakes
from assessments.api.records import EARLIEST, MAX_NOTE
from assessments.forms import AnyDayField
from assessments.models import Brief, Direction, Goal, KeyTechnology, QuestionnaireVersion
from assessments.scoring.parse.items import MAX_ITEMS
from assessments.scoring.questionnaire import MAX_VALUE, Questionnaire
from assessments.selectors import list_versions, read_questionnaire
from assessments.services import Records, answers_anything
from setframework.web.serializers import (
    StrictBooleanField,
    StrictCharField,
    StrictDateField,
    StrictDateTimeField,
    StrictDictField,
    StrictIntegerField,
    StrictListField,
    StrictSerializer,
)

FORMAT = 1
MAX_RECORDS = 5000
MAX_KEYS = 50
IDENTITY_LENGTH = 64
# The clock of the installation that the document comes from may be a little ahead.
CLOCK_DIFFERENCE = timedelta(minutes=5)
KINDS = ("assessments", "look_backs", "directions", "key_technologies", "goals")


def _length(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length)


class PastField(StrictDateTimeField):
    """A moment that has been."""

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not EARLIEST <= moment <= timezone.now() + CLOCK_DIFFERENCE:
            raise serializers.ValidationError(_("This must be a time in the past, from 2000 on."))
        return moment


class LifeDayField(StrictDateField):
    """A day of a working life, as on the pages."""

    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        AnyDayField(required=False).validate(day)
        return day


class IdentityField(StrictCharField):
    """What another record of the document is called by."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=IDENTITY_LENGTH, **kwargs)


class GivenValueField(StrictIntegerField):
    """A number on the scale of the answers."""

    def __init__(self, **kwargs: Any):
        super().__init__(min_value=0, max_value=MAX_VALUE, **kwargs)


class PassedOver(serializers.JSONField):
    """Part of every export and of no import."""


class PortableNoteSerializer(StrictSerializer):
    text = StrictCharField(max_length=MAX_NOTE)
    happened_on = LifeDayField(allow_null=True)


class PortableReflectionSerializer(StrictSerializer):
    text = StrictCharField(max_length=MAX_NOTE)
    written_at = PastField()


class PortableBriefSerializer(StrictSerializer):
    strengths = StrictListField(child=KeyField(), max_length=MAX_KEYS)
    evidence = StrictDictField(
        child=StrictCharField(max_length=MAX_NOTE, allow_blank=True), max_length=MAX_ITEMS
    )
    gaps = StrictListField(child=KeyField(), max_length=MAX_KEYS)
    request = StrictCharField(allow_blank=True, max_length=_length(Brief, "request"))
    has_name = StrictBooleanField()
    saved_at = PastField()


class PortableAssessmentSerializer(StrictSerializer):
    identity = IdentityField()
    questionnaire = KeyField()
    version = StrictIntegerField(min_value=1, max_value=MAX_VERSION)
    digest = StrictCharField(max_length=64)
    level = KeyField(allow_null=True)
    path = KeyField(allow_null=True)
    started_at = PastField()
    completed_at = PastField(allow_null=True)
    responses = ResponsesField()
    can_gain = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    carried_over = StrictListField(child=KeyField(), max_length=MAX_ITEMS)
    notes = StrictDictField(child=PortableNoteSerializer(), max_length=MAX_ITEMS)
    reflections = StrictDictField(child=PortableReflectionSerializer(), max_length=MAX_ITEMS)
    brief = PortableBriefSerializer(allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        version = self.context["published"].find(attrs)
        questionnaire = read_questionnaire(version)
        without_mistakes(questionnaire, attrs)
        mistakes = _mistakes(questionnaire, attrs)
        if mistakes:
            raise serializers.ValidationError(mistakes)
        return attrs | {"version": version}


class PortableLookBackSerializer(StrictSerializer):
    assessment = IdentityField()
    seen_from = IdentityField()
    responses = StrictDictField(
        child=StrictIntegerField(min_value=0, max_value=MAX_VALUE), max_length=MAX_ITEMS
    )
    made_at = PastField()


class PortableDirectionSerializer(StrictSerializer):
    level = KeyField(allow_null=True)
    aims_at = KeyField(allow_null=True)
    by_on = LifeDayField(allow_null=True)
    path = KeyField(allow_null=True)
    brings = KeyField(allow_null=True)
    holds_back = StrictListField(child=KeyField(), max_length=MAX_KEYS)
    note = StrictCharField(allow_blank=True, max_length=_length(Direction, "note"))
    created_at = PastField()


class PortableTechnologySerializer(StrictSerializer):
    name = StrictCharField(max_length=_length(KeyTechnology, "name"))
    value = GivenValueField()
    evidence = StrictCharField(allow_blank=True, max_length=_length(KeyTechnology, "evidence"))
    happened_on = LifeDayField(allow_null=True)
    rated_at = PastField()


class PortableGoalSerializer(StrictSerializer):
    assessment = IdentityField(allow_null=True)
    questionnaire = KeyField()
    item = KeyField(allow_null=True)
    route = serializers.ChoiceField(choices=Goal.Route.choices)
    action = KeyField(allow_null=True)
    text = StrictCharField(max_length=_length(Goal, "text"))
    expects = KeyField(allow_null=True)
    due_on = LifeDayField(allow_null=True)
    done_at = PastField(allow_null=True)
    note = StrictCharField(allow_blank=True, max_length=_length(Goal, "note"))
    created_at = PastField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["route"] == Goal.Route.OWN and attrs["action"] is not None:
            raise serializers.ValidationError({"action": [_("A step of one's own has none.")]})
        known = self.context["published"].items(attrs["questionnaire"])
        for name in ("item", "expects"):
            if attrs[name] is not None and attrs[name] not in known:
                raise serializers.ValidationError({name: [_("There is no item with this key.")]})
        return attrs


class PortableSerializer(StrictSerializer):
    """The whole document."""

    format = serializers.ChoiceField(choices=[FORMAT])
    person = PassedOver(required=False)
    account = PassedOver(required=False)
    questionnaires = PassedOver(required=False)
    assessments = StrictListField(
        child=PortableAssessmentSerializer(), max_length=MAX_RECORDS, default=list
    )
    look_backs = StrictListField(
        child=PortableLookBackSerializer(), max_length=MAX_RECORDS, default=list
    )
    directions = StrictListField(
        child=PortableDirectionSerializer(), max_length=MAX_RECORDS, default=list
    )
    key_technologies = StrictListField(
        child=PortableTechnologySerializer(), max_length=MAX_KEYS, default=list
    )
    goals = StrictListField(child=PortableGoalSerializer(), max_length=MAX_RECORDS, default=list)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, context={"published": _Published()}, **kwargs)

    def as_records(self) -> Records:
        return Records(**{kind: self.validated_data[kind] for kind in KINDS})


class _Published:
    """What this installation has published, read once a document."""

    @cached_property
    def _versions(self) -> dict[tuple[str, int], QuestionnaireVersion]:
        return {(each.key, each.version): each for each in list_versions()}

    def find(self, values: Mapping[str, Any]) -> QuestionnaireVersion:
        version = self._versions.get((values["questionnaire"], values["version"]))
        if version is None:
            raise serializers.ValidationError(
                {"version": [_("This version is not published here.")]}
            )
        if version.digest != values["digest"]:
            raise serializers.ValidationError(
                {"digest": [_("This version is published here with other content.")]}
            )
        return version

    def items(self, key: str) -> set[str]:
        """The keys of every version of the questionnaire."""
        versions = [each for (name, _number), each in self._versions.items() if name == key]
        if not versions:
            raise serializers.ValidationError(
                {"questionnaire": [_("No such questionnaire is published.")]}
            )
        return {item.key for each in versions for item in read_questionnaire(each).items}


def _mistakes(questionnaire: Questionnaire, attrs: Mapping[str, Any]) -> dict[str, Any]:
    """What no other check of answers looks for."""
    wrong: dict[str, Any] = {}
    completed_at = attrs["completed_at"]
    if completed_at is not None and completed_at < attrs["started_at"]:
        wrong["completed_at"] = [_("This must not be before the start.")]
    if completed_at is not None and not answers_anything(attrs["responses"]):
        wrong["responses"] = [_("A completed assessment has an answer.")]
    items = {item.key for item in questionnaire.items}
    if not items.issuperset(attrs["carried_over"]):
        wrong["carried_over"] = [_("There is no item with this key.")]
    prompts = {prompt.key for prompt in questionnaire.reflections}
    if not prompts.issuperset(attrs["reflections"]):
        wrong["reflections"] = [_("There is no prompt with this key.")]
    return wrong
