"""`direction/`: the person's direction."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from assessments.api.answers import KeyField
from assessments.forms.direction import AnyDayField
from assessments.models.direction import Direction
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.direction import find_direction
from assessments.selectors.questionnaires import find_site_questionnaire
from assessments.services.direction import set_direction
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.conditions import ConditionalAPI, if_unchanged
from setframework.web.api.serializers import (
    StrictDateField,
    StrictListField,
    StrictSerializer,
    WordsField,
)

MAX_NOTE = Direction._meta.get_field("note").max_length
MAX_KEYS = 50
KEYS = ("level", "aims_at", "path", "brings")


class DirectionWriteSerializer(StrictSerializer):
    """The whole direction: what is left out is empty from now on."""

    level = KeyField(required=False, allow_null=True, default=None)
    aims_at = KeyField(required=False, allow_null=True, default=None)
    by_on = StrictDateField(required=False, allow_null=True, default=None)
    path = KeyField(required=False, allow_null=True, default=None)
    brings = KeyField(required=False, allow_null=True, default=None)
    holds_back = StrictListField(
        child=KeyField(),
        required=False,
        default=list,
        max_length=MAX_KEYS,
        help_text=_("Leaves out keys that the questionnaire never stores, such as money."),
    )
    note = WordsField(required=False, default="", allow_blank=True, max_length=MAX_NOTE)

    def validate_by_on(self, value: Any) -> Any:
        """The same days as on the page."""
        AnyDayField(required=False).validate(value)
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        known = _known(self.context["questionnaire"])
        wrong: dict[str, Any] = {
            name: [_("There is no such key.")]
            for name in KEYS
            if attrs[name] is not None and attrs[name] not in known[name]
        }
        if not known["holds_back"].issuperset(attrs["holds_back"]):
            wrong["holds_back"] = [_("There is no such key.")]
        if wrong:
            raise serializers.ValidationError(wrong)
        named = {name: attrs[name] or "" for name in KEYS}
        return attrs | named | {"holds_back": list(dict.fromkeys(attrs["holds_back"]))}


class DirectionSerializer(serializers.Serializer):
    level = serializers.SerializerMethodField()
    aims_at = serializers.SerializerMethodField()
    by_on = serializers.DateField(allow_null=True)
    path = serializers.SerializerMethodField()
    brings = serializers.SerializerMethodField()
    holds_back = serializers.ListField(child=serializers.CharField())
    note = serializers.CharField(allow_blank=True)

    def get_level(self, direction: Direction) -> str | None:
        return direction.level or None

    def get_aims_at(self, direction: Direction) -> str | None:
        return direction.aims_at or None

    def get_path(self, direction: Direction) -> str | None:
        return direction.path or None

    def get_brings(self, direction: Direction) -> str | None:
        return direction.brings or None


class DirectionAPI(ConditionalAPI):
    @extend_schema(operation_id="direction_read", responses=DirectionSerializer)
    def get(self, request: PersonAPIRequest) -> Response:
        """Read your direction; everything is empty while nothing is said."""
        return Response(_show(find_direction(request.user)))

    @extend_schema(
        operation_id="direction_write",
        request=DirectionWriteSerializer,
        responses=DirectionSerializer,
    )
    @if_unchanged
    def put(self, request: PersonAPIRequest) -> Response:
        """Say your direction from now on; earlier ones stay in your history."""
        questionnaire = find_site_questionnaire()
        if questionnaire is None:
            raise NotFound
        asked = DirectionWriteSerializer(
            data=request.data, context={"questionnaire": questionnaire}
        )
        asked.is_valid(raise_exception=True)
        said = set_direction(person=request.user, at=timezone.now(), **asked.validated_data)
        return Response(_show(said))


def _show(direction: Direction | None) -> Any:
    return DirectionSerializer(direction or Direction()).data


def _known(questionnaire: Questionnaire) -> dict[str, set[str]]:
    levels = {level.key for level in questionnaire.levels}
    content = questionnaire.direction
    return {
        "level": levels,
        "aims_at": levels,
        "path": {path.key for path in questionnaire.paths},
        "brings": {each.key for each in content.brings} if content else set(),
        "holds_back": {each.key for each in content.holds_back} if content else set(),
    }
