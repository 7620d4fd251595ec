"""Answers in a request, checked against the version that they name."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.scoring.parse.shape import MAX_ITEMS
from assessments.scoring.questionnaire import MAX_VALUE, NO_OPPORTUNITY, Questionnaire, UnknownKey
from assessments.scoring.score import InvalidResponses, check_responses
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_version,
    list_versions,
    read_questionnaire,
)
from setframework.web.api.serializers import StrictCharField, StrictIntegerField, StrictSerializer

MAX_KEY = 60
MAX_VERSION = 2**31 - 1

ANSWER = {
    "oneOf": [
        {"type": "integer", "minimum": 0, "maximum": MAX_VALUE},
        {"type": "null"},
        {"type": "string", "enum": [NO_OPPORTUNITY]},
    ]
}
RESPONSES = {
    "type": "object",
    "description": "Item key: an answer, null (skipped) or no opportunity so far.",
    "additionalProperties": ANSWER,
    "maxProperties": MAX_ITEMS,
}


class KeyField(StrictCharField):
    """A key of the questionnaire."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=MAX_KEY, **kwargs)


@extend_schema_field(RESPONSES)
class ResponsesField(serializers.Field):
    """An object; what its values may be depends on the version."""

    default_error_messages = {
        "invalid": gettext_lazy("Expected an object: item key, answer."),
        "max_length": gettext_lazy("No questionnaire has more than {max_length} items."),
    }

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if type(data) is not dict:
            self.fail("invalid")
        if len(data) > MAX_ITEMS:
            self.fail("max_length", max_length=MAX_ITEMS)
        return dict(data)

    def to_representation(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return dict(value)


class VersionedSerializer(StrictSerializer):
    """Names a questionnaire and what to compare with; its `version` becomes the published one."""

    questionnaire = KeyField()
    version = StrictIntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=MAX_VERSION,
        help_text=gettext_lazy("Without it the newest published one."),
    )
    level = KeyField(required=False, allow_null=True)
    path = KeyField(
        required=False, allow_null=True, help_text="Without it the questionnaire's first path."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs["version"] = _published(attrs["questionnaire"], attrs.get("version"))
        return self.check(read_questionnaire(attrs["version"]), attrs)

    def check(self, questionnaire: Questionnaire, attrs: dict[str, Any]) -> dict[str, Any]:
        return without_mistakes(questionnaire, attrs)


def without_mistakes(questionnaire: Questionnaire, values: dict[str, Any]) -> dict[str, Any]:
    """Returns the values. Raises ValidationError with every mistake in them."""
    mistakes = {
        name: messages
        for name, find in FINDERS.items()
        if values.get(name) is not None and (messages := find(questionnaire, values[name]))
    }
    if mistakes:
        raise serializers.ValidationError(mistakes)
    return values


def find_wrong_answers(
    questionnaire: Questionnaire, responses: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Item key -> messages."""
    try:
        check_responses(questionnaire, responses)
    except InvalidResponses as error:
        return {key: [message] for key, message in error.errors.items()}
    return {}


def _find_unknown_level(questionnaire: Questionnaire, key: str) -> list[str]:
    try:
        questionnaire.level(key)
    except UnknownKey:
        return [_("This questionnaire has no level %(key)s.") % {"key": key}]
    return []


def _find_unknown_path(questionnaire: Questionnaire, key: str) -> list[str]:
    try:
        questionnaire.path(key)
    except UnknownKey:
        return [_("This questionnaire has no path %(key)s.") % {"key": key}]
    return []


def _find_no_gain(questionnaire: Questionnaire, keys: Iterable[str]) -> list[str]:
    possible = {item.key for item in questionnaire.items if item.can_gain}
    return [
        _("No item with the key %(key)s asks where it could be gained.") % {"key": key}
        for key in dict.fromkeys(keys)
        if key not in possible
    ]


def _find_notes_of_nothing(
    questionnaire: Questionnaire, notes: Mapping[str, Any]
) -> dict[str, list[str]]:
    known = {item.key for item in questionnaire.items}
    return {key: [_("There is no item with this key.")] for key in notes if key not in known}


# Field -> the function that finds its mistakes.
FINDERS: dict[str, Callable[[Questionnaire, Any], Any]] = {
    "level": _find_unknown_level,
    "path": _find_unknown_path,
    "responses": find_wrong_answers,
    "can_gain": _find_no_gain,
    "notes": _find_notes_of_nothing,
}


def _published(key: str, version: int | None) -> QuestionnaireVersion:
    try:
        return get_version(key, version)
    except UnknownQuestionnaire:
        field = "version" if list_versions().filter(key=key).exists() else "questionnaire"
        message = _("No such questionnaire is published.")
        raise serializers.ValidationError({field: [message]}) from None
