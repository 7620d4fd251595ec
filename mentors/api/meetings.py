"""`mentorships/<code>/meetings/`: meetings, planned and logged."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.api.own import CONFLICT
from mentors.models.meetings import Meeting
from mentors.selectors.meetings import get_meeting, list_meetings
from mentors.selectors.mentorships import get_mentorship
from mentors.services.meetings import change_meeting, plan_meeting, remove_meeting
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.conditions import ConditionalAPI, if_unchanged
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import (
    MomentField,
    StrictBooleanField,
    StrictDateTimeField,
    StrictIntegerField,
    StrictSerializer,
    WordsField,
)

SHORTEST, LONGEST = 5, 480


class MeetingSerializer(serializers.Serializer):
    code = serializers.UUIDField()
    starts_at = MomentField()
    minutes = serializers.IntegerField()
    agenda = serializers.CharField(allow_blank=True)
    log = serializers.CharField(allow_blank=True)
    is_held = serializers.BooleanField()


class MeetingWriteSerializer(StrictSerializer):
    starts_at = StrictDateTimeField()
    minutes = StrictIntegerField(required=False, default=30, min_value=SHORTEST, max_value=LONGEST)
    agenda = WordsField(required=False, default="", allow_blank=True, max_length=2000)


class MeetingUpdateSerializer(StrictSerializer):
    starts_at = StrictDateTimeField(required=False)
    minutes = StrictIntegerField(required=False, min_value=SHORTEST, max_value=LONGEST)
    agenda = WordsField(required=False, allow_blank=True, max_length=2000)
    log = WordsField(required=False, allow_blank=True, max_length=4000)
    is_held = StrictBooleanField(required=False)


class MeetingListAPI(APIView):
    pagination_class = Paging

    @extend_schema(operation_id="mentorship_meetings_list", responses=MeetingSerializer(many=True))
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """List the meetings, newest first."""
        paging = self.pagination_class()
        meetings = list_meetings(get_mentorship(request.user, code))
        page = paging.paginate_queryset(meetings, request)
        return paging.get_paginated_response(MeetingSerializer(page, many=True).data)

    @extend_schema(
        request=MeetingWriteSerializer, responses={201: MeetingSerializer, 409: CONFLICT}
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Plan a meeting, or add one that was."""
        get_mentorship(request.user, code)  # 404 first, whatever they send
        asked = MeetingWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        meeting = plan_meeting(
            person=request.user, code=code, at=timezone.now(), **asked.validated_data
        )
        return Response(MeetingSerializer(meeting).data, status=status.HTTP_201_CREATED)


class MeetingAPI(ConditionalAPI):
    @extend_schema(operation_id="mentorship_meetings_read", responses=MeetingSerializer)
    def get(self, request: PersonAPIRequest, code: UUID, meeting: UUID) -> Response:
        """Read a meeting."""
        found = get_meeting(get_mentorship(request.user, code), meeting)
        return Response(MeetingSerializer(found).data)

    @extend_schema(
        request=MeetingUpdateSerializer, responses={200: MeetingSerializer, 409: CONFLICT}
    )
    @if_unchanged
    def patch(self, request: PersonAPIRequest, code: UUID, meeting: UUID) -> Response:
        """Move a meeting, write its agenda, or log it."""
        get_meeting(get_mentorship(request.user, code), meeting)
        asked = MeetingUpdateSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        changed: Meeting = change_meeting(
            person=request.user,
            code=code,
            meeting=meeting,
            at=timezone.now(),
            **asked.validated_data,
        )
        return Response(MeetingSerializer(changed).data)

    @extend_schema(request=None, responses={204: None, 409: CONFLICT})
    @if_unchanged
    def delete(self, request: PersonAPIRequest, code: UUID, meeting: UUID) -> Response:
        """Cancel a meeting that is to come, or take one that was off the list."""
        remove_meeting(person=request.user, code=code, meeting=meeting, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
