"""`mentor-profile/`: the person's own profile as a whole."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response

from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.api.own import CONFLICT
from mentors.models.profiles import MAX_PLACES, MentorProfile
from mentors.selectors.aspirations import find_unknown_aspirations
from mentors.selectors.choices import (
    HOURS,
    LANGUAGE,
    MAX_LANGUAGES,
    MAX_TAGS,
    PRIORITIES,
    TAG_LENGTH,
    time_zones,
)
from mentors.selectors.profiles import get_profile
from mentors.services import profiles
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.conditions import ConditionalAPI, if_unchanged
from setframework.web.api.serializers import (
    LineField,
    StrictBooleanField,
    StrictCharField,
    StrictDateField,
    StrictIntegerField,
    StrictListField,
    StrictSerializer,
)

MAX_KEY = 60
MOST = 200  # goals or items; no questionnaire has more


class KeysField(StrictListField):
    """Keys, each once however often it came."""

    child = StrictCharField(max_length=MAX_KEY)

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, max_length=kwargs.pop("max_length", MOST), **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        return list(dict.fromkeys(super().to_internal_value(data)))


class ChosenGoalSerializer(StrictSerializer):
    goal = StrictCharField(max_length=MAX_KEY)
    priority = StrictIntegerField(min_value=min(PRIORITIES), max_value=max(PRIORITIES))


class ColumnField(LineField):
    def __init__(self, name: str, **kwargs: Any):
        longest = MentorProfile._meta.get_field(name).max_length  # type: ignore[union-attr]
        super().__init__(required=False, allow_blank=True, max_length=longest, **kwargs)


class MentorProfileSerializer(StrictSerializer):
    """A field that is left out takes its default."""

    code = serializers.UUIDField(source="person.code", read_only=True)
    name = ColumnField("name")
    headline = ColumnField("headline")
    level = ColumnField("level", allow_null=True)
    role = ColumnField("role")
    background = StrictListField(
        child=LineField(max_length=TAG_LENGTH),
        required=False,
        max_length=MAX_TAGS,
        help_text=_("Keys such as qa, or own words."),
    )
    goals = StrictListField(child=ChosenGoalSerializer(), required=False, max_length=MOST)
    offers = KeysField(help_text=_("Items the person helps with."))
    wants = KeysField(help_text=_("Items the person wants to grow."))
    hidden = KeysField(help_text=_("Items used for matching only and never shown."))
    languages = KeysField(max_length=MAX_LANGUAGES, help_text=_("Such as en."))
    time_zone = ColumnField("time_zone", help_text=_("Such as Europe/Berlin."))
    hours = KeysField(help_text=_("Slots such as mon-18, in the person's time zone."))
    async_ok = StrictBooleanField(required=False)
    cadence = serializers.ChoiceField(MentorProfile.Cadence.values, required=False)
    agenda = serializers.ChoiceField(MentorProfile.Agenda.values, required=False)
    background_preference = serializers.ChoiceField(MentorProfile.Preference.values, required=False)
    capacity = StrictIntegerField(required=False, min_value=0, max_value=MAX_PLACES)
    open = StrictBooleanField(required=False, source="is_open")
    paused_until = StrictDateField(required=False, allow_null=True)
    listed = StrictBooleanField(required=False, source="is_listed")
    adult = StrictBooleanField(required=False, source="is_adult", help_text=_("18 or older."))

    def to_representation(self, instance: MentorProfile) -> dict[str, Any]:
        return {**super().to_representation(instance), "level": instance.level or None}

    def validate_level(self, value: str | None) -> str:
        self._refuse_unknown({value or ""} - {""}, {level.key for level in self._asks.levels})
        return value or ""

    def validate_goals(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        keys = [goal["goal"] for goal in value]
        if len(set(keys)) < len(keys):
            raise ValidationError(_("Name each goal once."))
        unknown = find_unknown_aspirations(keys)
        if unknown:
            raise ValidationError(self._unknown(unknown))
        return [dict(goal) for goal in value]

    def validate_offers(self, value: list[str]) -> list[str]:
        self._refuse_unknown(set(value), {item.key for item in self._asks.items})
        return value

    validate_wants = validate_hidden = validate_offers

    def validate_languages(self, value: list[str]) -> list[str]:
        self._refuse_unknown({code for code in value if not LANGUAGE.fullmatch(code)}, set())
        return value

    def validate_time_zone(self, value: str) -> str:
        self._refuse_unknown({value}, set(time_zones()))
        return value

    def validate_hours(self, value: list[str]) -> list[str]:
        self._refuse_unknown(set(value), set(HOURS))
        return sorted(value, key=HOURS.index)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("is_listed") and not attrs.get("is_adult"):
            raise ValidationError({"adult": [_("Only people of 18 or older can be listed.")]})
        return attrs

    @property
    def _asks(self) -> Questionnaire:
        questionnaire: Questionnaire = self.context["questionnaire"]
        return questionnaire

    def _refuse_unknown(self, keys: set[str], known: set[str]) -> None:
        if keys - known:
            raise ValidationError(self._unknown(keys - known))

    def _unknown(self, keys: set[str]) -> list[str]:
        return [_now("%(key)s is not known here.") % {"key": key} for key in sorted(keys)]


class MentorProfileAPI(ConditionalAPI):
    @extend_schema(operation_id="mentor_profile_read", responses=MentorProfileSerializer)
    def get(self, request: PersonAPIRequest) -> Response:
        """Your own profile; its defaults while you have none."""
        return Response(MentorProfileSerializer(get_profile(request.user)).data)

    @extend_schema(
        operation_id="mentor_profile_replace",
        request=MentorProfileSerializer,
        responses={
            200: MentorProfileSerializer,
            404: OpenApiResponse(description=_("No levels.")),
            409: CONFLICT,
        },
    )
    @if_unchanged
    def put(self, request: PersonAPIRequest) -> Response:
        """Replace your profile. It is shown to others only if `listed`, with a verified e-mail."""
        questionnaire = find_site_questionnaire()
        if questionnaire is None:
            raise NotFound
        body = MentorProfileSerializer(data=request.data, context={"questionnaire": questionnaire})
        body.is_valid(raise_exception=True)
        profile = profiles.save_profile(
            person=request.user,
            values=profiles.ProfileValues(**body.validated_data),
            at=timezone.now(),
        )
        return Response(MentorProfileSerializer(profile).data)
