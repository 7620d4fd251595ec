"""A person's own assessments: the same services as the pages."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.api.taking_bodies import (
    AssessmentCreateSerializer,
    AssessmentSerializer,
    AssessmentUpdateSerializer,
    ResultSerializer,
)
from assessments.models.taking import Assessment
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.result import get_result
from assessments.selectors.taking import get_own_assessment, list_assessments_with_notes
from assessments.services import taking, whole_assessments
from setframework.people.requests import PersonAPIRequest
from setframework.people.visitors import Holder
from setframework.web.api.conditions import ConditionalAPI, if_unchanged
from setframework.web.api.idempotency import body_digest, read_key
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import NothingSerializer


class ConflictSerializer(serializers.Serializer):
    detail = serializers.CharField()
    code = serializers.UUIDField(required=False, help_text=_("The draft that is already open."))


CONFLICT = OpenApiResponse(ConflictSerializer, _("Its state does not allow that."))
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    UUID,
    OpenApiParameter.HEADER,
    description=_("Sending the same body again with this key creates nothing new."),
)


class AssessmentListAPI(APIView):
    pagination_class = Paging

    @extend_schema(responses=AssessmentSerializer(many=True))
    def get(self, request: PersonAPIRequest) -> Response:
        """List your assessments, newest first."""
        paging = self.pagination_class()
        page = paging.paginate_queryset(list_assessments_with_notes(request.user), request)
        return paging.get_paginated_response(AssessmentSerializer(page, many=True).data)

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=AssessmentCreateSerializer,
        responses={
            201: AssessmentSerializer,
            200: OpenApiResponse(AssessmentSerializer, _("Created before under this key.")),
            409: CONFLICT,
        },
    )
    def post(self, request: PersonAPIRequest) -> Response:
        """Open a draft or, with `completed_at`, import an assessment completed earlier."""
        now = timezone.now()
        asked = AssessmentCreateSerializer(data=request.data, context={"now": now})
        asked.is_valid(raise_exception=True)
        key = read_key(request)
        fields = {"person": request.user, "at": now, **asked.as_arguments()}
        if key is None:
            assessment, is_new = whole_assessments.create_assessment(**fields), True
        else:
            assessment, is_new = whole_assessments.create_assessment_once(
                key=key, body_digest=body_digest(request.data), **fields
            )
        return Response(
            AssessmentSerializer(assessment).data,
            status=status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class AssessmentAPI(ConditionalAPI):
    @extend_schema(responses=AssessmentSerializer)
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Read an assessment of yours."""
        return Response(AssessmentSerializer(_own(request, code)).data)

    @extend_schema(
        request=AssessmentUpdateSerializer, responses={200: AssessmentSerializer, 409: CONFLICT}
    )
    @if_unchanged
    def patch(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Change a draft: responses and notes are merged item by item, the rest is replaced."""
        questionnaire = read_questionnaire(_own(request, code).version)
        asked = AssessmentUpdateSerializer(
            data=request.data, context={"questionnaire": questionnaire}
        )
        asked.is_valid(raise_exception=True)
        assessment = whole_assessments.update_draft(
            holder=Holder(request.user), code=code, **asked.as_arguments()
        )
        return Response(AssessmentSerializer(assessment).data)

    @extend_schema(request=None, responses={204: None})
    @if_unchanged
    def delete(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Delete an assessment of yours with its notes, for good."""
        whole_assessments.delete_assessment(person=request.user, code=code)
        return Response(status=status.HTTP_204_NO_CONTENT)


class AssessmentCompleteAPI(APIView):
    @extend_schema(request=NothingSerializer, responses=AssessmentSerializer)
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Complete a draft; what is blank counts as skipped. Repeating it changes nothing."""
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        assessment = taking.complete_assessment(
            holder=Holder(request.user), code=code, at=timezone.now()
        )
        return Response(AssessmentSerializer(assessment).data)


class AssessmentResultAPI(APIView):
    @extend_schema(responses={200: ResultSerializer, 409: CONFLICT})
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Score a completed assessment against the level and path that it was taken with."""
        assessment = _own(request, code)
        if not assessment.is_completed:
            raise taking.NotCompletedYet
        return Response(ResultSerializer(get_result(assessment)).data)


def _own(request: PersonAPIRequest, code: UUID) -> Assessment:
    return get_own_assessment(Holder(request.user), code)
