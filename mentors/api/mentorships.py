"""`mentorships/`: mentorships and their states."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.api.own import CONFLICT
from mentors.models.mentorships import Mentorship
from mentors.models.requests import Kind
from mentors.selectors.mentorships import get_mentorship, list_mentorships
from mentors.services import mentorships
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import (
    MomentField,
    NothingSerializer,
    StrictDateField,
    StrictSerializer,
)


class MentorshipSerializer(serializers.Serializer):
    code = serializers.UUIDField()
    state = serializers.ChoiceField(choices=Mentorship.State.choices)
    kind = serializers.ChoiceField(choices=Kind.choices)
    goal = serializers.SerializerMethodField()
    mentor = serializers.UUIDField(source="mentor.code")
    mentee = serializers.UUIDField(source="mentee.code")
    started_at = MomentField()
    paused_until = serializers.DateField(allow_null=True)
    closing_at = MomentField(allow_null=True)
    ended_at = MomentField(allow_null=True)

    def get_goal(self, mentorship: Mentorship) -> str | None:
        return mentorship.goal or None


class PauseSerializer(StrictSerializer):
    until = StrictDateField(
        required=False, allow_null=True, default=None, help_text=_("60 days from today at most.")
    )


class MentorshipListAPI(APIView):
    pagination_class = Paging

    @extend_schema(responses=MentorshipSerializer(many=True))
    def get(self, request: PersonAPIRequest) -> Response:
        """List your mentorships, open ones first."""
        paging = self.pagination_class()
        page = paging.paginate_queryset(list_mentorships(request.user), request)
        return paging.get_paginated_response(MentorshipSerializer(page, many=True).data)


class MentorshipAPI(APIView):
    @extend_schema(responses=MentorshipSerializer)
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Read a mentorship of yours."""
        return Response(MentorshipSerializer(get_mentorship(request.user, code)).data)


class PauseAPI(APIView):
    @extend_schema(request=PauseSerializer, responses={200: MentorshipSerializer, 409: CONFLICT})
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Pause it; the place is kept."""
        get_mentorship(request.user, code)  # 404 first, whatever they send
        asked = PauseSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        until: date | None = asked.validated_data["until"]
        mentorship = mentorships.pause(
            person=request.user, code=code, until=until, at=timezone.now()
        )
        return Response(MentorshipSerializer(mentorship).data)


class _VerbAPI(APIView):
    """A step that needs nothing but its name."""

    def take(self, verb: Any, request: PersonAPIRequest, code: UUID) -> Response:
        get_mentorship(request.user, code)
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        mentorship = verb(person=request.user, code=code, at=timezone.now())
        return Response(MentorshipSerializer(mentorship).data)


class ResumeAPI(_VerbAPI):
    @extend_schema(request=NothingSerializer, responses={200: MentorshipSerializer, 409: CONFLICT})
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Go on after a pause."""
        return self.take(mentorships.resume, request, code)


class CloseAPI(_VerbAPI):
    @extend_schema(request=NothingSerializer, responses={200: MentorshipSerializer, 409: CONFLICT})
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Propose that it has done its work; the other confirms, or seven days pass."""
        return self.take(mentorships.propose_end, request, code)


class ConfirmAPI(_VerbAPI):
    @extend_schema(request=NothingSerializer, responses={200: MentorshipSerializer, 409: CONFLICT})
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Confirm the end that the other one proposed."""
        return self.take(mentorships.confirm_end, request, code)


class EndAPI(_VerbAPI):
    @extend_schema(request=NothingSerializer, responses={200: MentorshipSerializer, 409: CONFLICT})
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """End it at once; no reason is asked for or told."""
        return self.take(mentorships.end_early, request, code)
