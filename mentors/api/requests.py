"""`mentorship-requests/`: asking somebody, and answering a request."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.api.own import CONFLICT, NOBODY, PersonField
from mentors.models.requests import Kind, MentorshipRequest
from mentors.selectors.aspirations import find_unknown_aspirations
from mentors.selectors.requests import get_request, list_requests
from mentors.services.requests import (
    accept,
    answer_question,
    ask_for_more,
    decline,
    send_request,
    withdraw,
)
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import (
    MomentField,
    NothingSerializer,
    StrictCharField,
    StrictSerializer,
    WordsField,
)

MAX_WORDS = MentorshipRequest._meta.get_field("message").max_length


class RequestWriteSerializer(StrictSerializer):
    to = PersonField(help_text=_("The code of the person, from mentors/."))
    kind = serializers.ChoiceField(choices=Kind.choices)
    goal = StrictCharField(required=False, allow_null=True, default=None, max_length=60)
    message = WordsField(max_length=MAX_WORDS)

    def validate_goal(self, goal: str | None) -> str | None:
        if goal and find_unknown_aspirations([goal]):
            raise serializers.ValidationError(_("Unknown goal."))
        return goal


class WordsSerializer(StrictSerializer):
    message = WordsField(max_length=MAX_WORDS)


class AskingSerializer(serializers.Serializer):
    code = serializers.UUIDField()
    state = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    goal = serializers.SerializerMethodField()
    sender = serializers.UUIDField(source="sender.code")
    receiver = serializers.UUIDField(source="receiver.code")
    message = serializers.CharField()
    question = serializers.CharField(allow_blank=True)
    answer = serializers.CharField(allow_blank=True)
    created_at = MomentField()
    expires_at = MomentField()
    decided_at = MomentField(allow_null=True)
    mentorship = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=MentorshipRequest.State.choices))
    def get_state(self, request: MentorshipRequest) -> str:
        return request.state_at(self.context["now"])

    def get_goal(self, request: MentorshipRequest) -> str | None:
        return request.goal or None

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_mentorship(self, request: MentorshipRequest) -> str | None:
        code = getattr(request, "mentorship_code", None)  # of list_requests
        return None if code is None else str(code)


class RequestListAPI(APIView):
    pagination_class = Paging

    @extend_schema(operation_id="mentorship_requests_list", responses=AskingSerializer(many=True))
    def get(self, request: PersonAPIRequest) -> Response:
        """List what you asked and were asked, newest first."""
        paging = self.pagination_class()
        page = paging.paginate_queryset(list_requests(request.user), request)
        return paging.get_paginated_response(_show(page, timezone.now(), many=True))

    @extend_schema(
        operation_id="mentorship_requests_create",
        request=RequestWriteSerializer,
        responses={
            201: AskingSerializer,
            200: OpenApiResponse(AskingSerializer, _("The same was sent before.")),
            404: NOBODY,
            409: CONFLICT,
        },
    )
    def post(self, request: PersonAPIRequest) -> Response:
        """Ask somebody whom your search finds."""
        now = timezone.now()
        asked = RequestWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values: dict[str, Any] = dict(asked.validated_data)
        sent, is_new = send_request(
            sender=request.user,
            code=values["to"],
            kind=values["kind"],
            goal=values["goal"] or "",
            message=values["message"],
            at=now,
        )
        return Response(
            _show(get_request(request.user, sent.code), now),
            status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class RequestAPI(APIView):
    @extend_schema(operation_id="mentorship_requests_read", responses=AskingSerializer)
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Read a request that you sent or received."""
        return Response(_show(get_request(request.user, code), timezone.now()))


class _VerbAPI(APIView):
    """One step of a request."""

    def take(
        self,
        verb: Callable[..., Any],
        body: type[StrictSerializer],
        request: PersonAPIRequest,
        code: UUID,
        **names: str,
    ) -> Response:
        """`names` maps a field of the body to what the verb calls it."""
        get_request(request.user, code)  # 404 first, whatever they send
        asked = body(data=request.data)
        asked.is_valid(raise_exception=True)
        now = timezone.now()
        values = {name: asked.validated_data[field] for field, name in names.items()}
        verb(person=request.user, code=code, at=now, **values)
        return Response(_show(get_request(request.user, code), now))


class AcceptAPI(_VerbAPI):
    @extend_schema(
        operation_id="mentorship_requests_accept",
        request=NothingSerializer,
        responses={200: AskingSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Say yes to who asked you: the mentorship begins."""
        return self.take(accept, NothingSerializer, request, code)


class DeclineAPI(_VerbAPI):
    @extend_schema(
        operation_id="mentorship_requests_decline",
        request=NothingSerializer,
        responses={200: AskingSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Say no to who asked you; no reason is needed."""
        return self.take(decline, NothingSerializer, request, code)


class WithdrawAPI(_VerbAPI):
    @extend_schema(
        operation_id="mentorship_requests_withdraw",
        request=NothingSerializer,
        responses={200: AskingSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Take back what you asked."""
        return self.take(withdraw, NothingSerializer, request, code)


class AskAPI(_VerbAPI):
    @extend_schema(
        operation_id="mentorship_requests_ask",
        request=WordsSerializer,
        responses={200: AskingSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Ask back, once, before you decide; the clock stops until the answer."""
        return self.take(ask_for_more, WordsSerializer, request, code, message="question")


class AnswerAPI(_VerbAPI):
    @extend_schema(
        operation_id="mentorship_requests_answer",
        request=WordsSerializer,
        responses={200: AskingSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Answer what you were asked; the clock goes on."""
        return self.take(answer_question, WordsSerializer, request, code, message="answer")


def _show(requests: Any, now: datetime, *, many: bool = False) -> Any:
    return AskingSerializer(requests, many=many, context={"now": now}).data
