"""A person's scores over time, and what changed between two assessments."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.api.answers import KeyField
from assessments.api.score import ScaleScoreSerializer
from assessments.scoring.change import (
    CLEAR,
    LIKELY,
    NOISE,
    NOT_COMPARABLE,
    OtherQuestionnaireError,
    ScaleChange,
)
from assessments.selectors.history import Comparison, get_comparison, list_history
from assessments.selectors.result import Result
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.serializers import MomentField


class HistoryQuery(serializers.Serializer):
    questionnaire = KeyField()


class ChangesQuery(serializers.Serializer):
    before = serializers.UUIDField()
    after = serializers.UUIDField()


class PointSerializer(serializers.Serializer):
    code = serializers.UUIDField()
    completed_at = MomentField()
    version = serializers.IntegerField(min_value=1)
    scales = ScaleScoreSerializer(many=True)
    carried_over = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("Keys of the items whose answers were copied from the time before."),
    )

    def to_representation(self, instance: Result) -> dict[str, Any]:
        return {
            "code": str(instance.assessment.code),
            "completed_at": self.fields["completed_at"].to_representation(
                instance.assessment.completed_at
            ),
            "version": instance.profile.version,
            "scales": ScaleScoreSerializer(instance.profile.scales, many=True).data,
            "carried_over": instance.assessment.carried_over,
        }


class HistorySerializer(serializers.Serializer):
    points = PointSerializer(many=True)


class ScaleChangeSerializer(serializers.Serializer):
    key = serializers.CharField()
    before = serializers.FloatField(min_value=0, max_value=100, allow_null=True)
    after = serializers.FloatField(min_value=0, max_value=100, allow_null=True)
    difference = serializers.FloatField(min_value=-100, max_value=100, allow_null=True)
    ups = serializers.IntegerField(min_value=0, help_text=_("Items that rose."))
    downs = serializers.IntegerField(min_value=0, help_text=_("Items that fell."))
    band = serializers.ChoiceField([CLEAR, LIKELY, NOISE, NOT_COMPARABLE])
    basis = serializers.ChoiceField(
        ["assumed", "observed"], help_text=_("Where the measurement error comes from.")
    )

    def to_representation(self, instance: ScaleChange) -> dict[str, Any]:
        return {name: getattr(instance, name) for name, _field in self.fields.items()}


class ChangesSerializer(serializers.Serializer):
    """Numbers on 0 to 100, over the items that compare and are answered in both."""

    before = serializers.UUIDField()
    after = serializers.UUIDField()
    items_compared = serializers.IntegerField(min_value=0)
    scales = ScaleChangeSerializer(many=True)

    def to_representation(self, instance: Comparison) -> dict[str, Any]:
        return {
            "before": str(instance.before.code),
            "after": str(instance.after.code),
            "items_compared": instance.items_compared,
            "scales": ScaleChangeSerializer(instance.scales, many=True).data,
        }


class HistoryAPI(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("questionnaire", str, required=True)],
        responses=HistorySerializer,
    )
    def get(self, request: PersonAPIRequest) -> Response:
        """Your scores with one questionnaire, oldest first."""
        asked = HistoryQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        points = list_history(request.user, asked.validated_data["questionnaire"])
        return Response(HistorySerializer({"points": points}).data)


class ChangesAPI(APIView):
    @extend_schema(parameters=[ChangesQuery], responses=ChangesSerializer)
    def get(self, request: PersonAPIRequest) -> Response:
        """What changed between two of your completed assessments."""
        asked = ChangesQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        try:
            comparison = get_comparison(request.user, **asked.validated_data)
        except OtherQuestionnaireError:
            reason = _("The two assessments answer different questionnaires.")
            raise ValidationError({"after": [reason]}) from None
        return Response(ChangesSerializer(comparison).data)
