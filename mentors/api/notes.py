"""`mentorships/<code>/notes/`: private and shared notes."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.api.own import CONFLICT
from mentors.models.mentorships import MentorshipNote
from mentors.selectors.mentorships import get_mentorship, list_notes
from mentors.services.notes import remove_note, write_note
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import (
    MomentField,
    StrictBooleanField,
    StrictSerializer,
    WordsField,
)


class MentorshipNoteSerializer(serializers.Serializer):
    code = serializers.UUIDField()
    author = serializers.UUIDField(source="author.code")
    shared = serializers.BooleanField(source="is_shared")
    text = serializers.CharField()
    written_at = MomentField()


class MentorshipNoteWriteSerializer(StrictSerializer):
    text = WordsField(max_length=4000)
    shared = StrictBooleanField(required=False, default=False)


class NoteListAPI(APIView):
    pagination_class = Paging

    @extend_schema(
        operation_id="mentorship_notes_list", responses=MentorshipNoteSerializer(many=True)
    )
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """List the notes for both and your own, newest first."""
        paging = self.pagination_class()
        notes = list_notes(get_mentorship(request.user, code), request.user)
        page = paging.paginate_queryset(notes, request)
        return paging.get_paginated_response(MentorshipNoteSerializer(page, many=True).data)

    @extend_schema(
        request=MentorshipNoteWriteSerializer,
        responses={201: MentorshipNoteSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Write a note, for yourself or for both."""
        get_mentorship(request.user, code)  # 404 first, whatever they send
        asked = MentorshipNoteWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        note: MentorshipNote = write_note(
            person=request.user,
            code=code,
            text=asked.validated_data["text"],
            is_shared=asked.validated_data["shared"],
            at=timezone.now(),
        )
        return Response(MentorshipNoteSerializer(note).data, status=status.HTTP_201_CREATED)


class NoteAPI(APIView):
    @extend_schema(operation_id="mentorship_notes_read", responses=MentorshipNoteSerializer)
    def get(self, request: PersonAPIRequest, code: UUID, note: UUID) -> Response:
        """Read a note for both, or one of your own."""
        notes = list_notes(get_mentorship(request.user, code), request.user)
        return Response(MentorshipNoteSerializer(notes.get(code=note)).data)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: PersonAPIRequest, code: UUID, note: UUID) -> Response:
        """Delete a note of yours."""
        remove_note(person=request.user, code=code, note=note)
        return Response(status=status.HTTP_204_NO_CONTENT)
