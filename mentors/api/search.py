"""`mentors/`: who fits, best first, with reasons; a score is never told."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.matching.profile import KINDS, MENTOR
from mentors.matching.rank import BANDS, Filters
from mentors.selectors.choices import TAG_LENGTH
from mentors.selectors.crowd import tag_key
from mentors.selectors.profiles import find_profile
from mentors.selectors.search import Asked, Match, start_search
from mentors.selectors.words import to_tag
from setframework.people.models import User
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.paging import Paging

FACTORS = ("goals", "wants", "background", "hours", "style", "answers")


class MentorsQuery(serializers.Serializer):
    kind = serializers.ChoiceField(
        KINDS, default=MENTOR, help_text=_("reverse: somebody earlier in their career.")
    )
    goal = serializers.CharField(
        default="", allow_blank=True, max_length=60, help_text=_("Key of a goal.")
    )
    item = serializers.CharField(
        default="", allow_blank=True, max_length=60, help_text=_("Item they help with.")
    )
    language = serializers.CharField(default="", allow_blank=True, max_length=12)
    background = serializers.CharField(default="", allow_blank=True, max_length=TAG_LENGTH)

    def as_asked(self) -> Asked:
        values = dict(self.validated_data)
        values["background"] = tag_key(to_tag(values["background"]))
        return Asked(values.pop("kind"), Filters(**values))


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
        page = paging.paginate_queryset(_find(request.user, query.as_asked()), request)
        return paging.get_paginated_response(MatchSerializer(page, many=True).data)


def _find(person: User, asked: Asked) -> Any:
    questionnaire, profile = find_site_questionnaire(), find_profile(person)
    if questionnaire is None:
        raise NotFound
    if profile is None:
        return list[Match]()
    return start_search(profile, questionnaire, timezone.now()).find(asked)
