"""Scoring without storing: the same function as the pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.api.answers import (
    ResponsesField,
    VersionedSerializer,
    find_wrong_answers,
    without_mistakes,
)
from assessments.api.questionnaires import PublicAPI, ValueField
from assessments.scoring.questionnaire import Questionnaire
from assessments.scoring.score import Focus, ScaleScore, ScoreProfile, score
from assessments.selectors.questionnaires import read_questionnaire
from setframework.web.api.json import LargeJSONParser
from setframework.web.api.serializers import StrictListField
from setframework.web.api.throttles import BatchThrottle, ScoreThrottle
from setframework.web.mistakes import MOST_MISTAKES

MAX_BATCH = 1000


class ScoreSerializer(VersionedSerializer):
    responses = ResponsesField()


class ScoreBatchSerializer(VersionedSerializer):
    responses = StrictListField(child=ResponsesField(), max_length=MAX_BATCH)

    def check(self, questionnaire: Questionnaire, attrs: dict[str, Any]) -> dict[str, Any]:
        without_mistakes(questionnaire, attrs | {"responses": None})
        mistakes: dict[str, Any] = {}
        told = 0
        for index, responses in enumerate(attrs["responses"]):
            if wrong := find_wrong_answers(questionnaire, responses):
                mistakes[str(index)] = wrong
                told += len(wrong)
                if told > MOST_MISTAKES:
                    break
        if mistakes:
            raise serializers.ValidationError({"responses": mistakes})
        return attrs


class ScaleScoreSerializer(serializers.Serializer):
    key = serializers.CharField()
    score = serializers.FloatField(
        min_value=0,
        max_value=100,
        allow_null=True,
        help_text=_("Percent of the maximum possible; null while too few items are answered."),
    )
    mean = serializers.FloatField(min_value=0, max_value=4, allow_null=True)
    answered = serializers.IntegerField(min_value=0)
    items = serializers.IntegerField(min_value=0)
    yes = serializers.IntegerField(min_value=0)
    all_yes = serializers.BooleanField()
    on_target = serializers.IntegerField(
        min_value=0, allow_null=True, help_text=_("Null without a level.")
    )

    def to_representation(self, instance: ScaleScore) -> dict[str, Any]:
        return {name: getattr(instance, name) for name, _field in self.fields.items()}


class FocusSerializer(serializers.Serializer):
    item = serializers.CharField()
    value = ValueField()
    aim = ValueField()
    gap = ValueField()
    convert = serializers.ListField(
        child=serializers.CharField(), help_text=_("Its actions, least effort first.")
    )
    balance = serializers.CharField(allow_null=True, help_text=_("The strength that can carry it."))

    def to_representation(self, instance: Focus) -> dict[str, Any]:
        return {name: getattr(instance, name) for name, _field in self.fields.items()}


class ProfileSerializer(serializers.Serializer):
    """The scores in questionnaire order; strengths and focus whole, in the order to show them."""

    questionnaire = serializers.CharField()
    version = serializers.IntegerField(min_value=1)
    digest = serializers.CharField()
    level = serializers.CharField(allow_null=True)
    path = serializers.CharField()
    scales = ScaleScoreSerializer(many=True)
    strengths = serializers.ListField(child=serializers.CharField())
    focus = FocusSerializer(many=True)


class ProfileListSerializer(serializers.Serializer):
    results = ProfileSerializer(many=True)


class ScoreAPI(PublicAPI):
    throttle_classes = [ScoreThrottle]

    @extend_schema(request=ScoreSerializer, responses=ProfileSerializer)
    def post(self, request: Request) -> Response:
        """Score one set of answers. Nothing is stored."""
        asked = ScoreSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        profile = _score(asked.validated_data, asked.validated_data["responses"])
        return Response(ProfileSerializer(profile).data)


class ScoreBatchAPI(APIView):
    parser_classes = [LargeJSONParser]
    throttle_classes = [BatchThrottle]

    @extend_schema(request=ScoreBatchSerializer, responses=ProfileListSerializer)
    def post(self, request: Request) -> Response:
        """Score up to 1,000 sets of answers to one version. Nothing is stored."""
        asked = ScoreBatchSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        profiles = [_score(values, responses) for responses in values["responses"]]
        return Response(ProfileListSerializer({"results": profiles}).data)


def _score(values: dict[str, Any], responses: dict[str, Any]) -> ScoreProfile:
    questionnaire = read_questionnaire(values["version"])
    return score(questionnaire, responses, values.get("level"), values.get("path"))
