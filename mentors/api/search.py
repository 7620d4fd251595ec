"""`mentors/`: the people who fit, best first, with reasons. A score is never shown."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.matching.filters import EMPTY, MOST
from mentors.matching.profile import KINDS, MENTOR
from mentors.matching.rank import BANDS
from mentors.selectors.profiles import find_profile
from mentors.selectors.search import Asked, Match, start_search, to_asked
from setframework.people.models import User
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.paging import Paging

FACTORS = ("goals", "wants", "background", "hours", "style", "answers")


HELP = {"goal": _("Key of a goal."), "item": _("Item they help with.")}


class MentorsQuery(serializers.Serializer):
    """The kind, and every filter there is."""

    kind = serializers.ChoiceField(
        KINDS, default=MENTOR, help_text=_("reverse: somebody earlier in their career.")
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        return {**super().get_fields(), **{name: _parameter(name) for name in EMPTY}}


def _parameter(name: str) -> serializers.Field:
    about: dict[str, Any] = {"default": EMPTY[name], "help_text": HELP.get(name)}
    if isinstance(EMPTY[name], int):
        return serializers.IntegerField(min_value=0, max_value=MOST[name], **about)
    return serializers.CharField(allow_blank=True, max_length=MOST[name], **about)


class ReasonSerializer(serializers.Serializer):
    factor = serializers.ChoiceField(FACTORS)
    text = serializers.CharField()


class MatchSerializer(serializers.Serializer):
    """`code` names the person in other addresses; `you_could_offer` reads it the other way."""

    code = serializers.UUIDField(source="profile.person.code")
    name = serializers.CharField(source="profile.name")
    headline = serializers.CharField(source="profile.headline")
    band = serializers.ChoiceField(BANDS)
    reasons = ReasonSerializer(many=True)
    you_could_offer = ReasonSerializer(many=True, source="could_offer")


class MentorListAPI(APIView):
    pagination_class = Paging

    @extend_schema(parameters=[MentorsQuery], responses=MatchSerializer(many=True))
    def get(self, request: PersonAPIRequest) -> Response:
        """List who fits you, best first; nobody while you have no mentor profile."""
        query = MentorsQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        paging = self.pagination_class()
        page = paging.paginate_queryset(
            _find(request.user, to_asked(query.validated_data)), request
        )
        return paging.get_paginated_response(MatchSerializer(page, many=True).data)


def _find(person: User, asked: Asked) -> Any:
    questionnaire, profile = find_site_questionnaire(), find_profile(person)
    if questionnaire is None:
        raise NotFound
    if profile is None:
        return list[Match]()
    return start_search(profile, questionnaire, timezone.now()).find(asked)
