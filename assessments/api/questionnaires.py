"""Published questionnaires, for programs that ask the questions elsewhere."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.scoring.questionnaire import MAX_VALUE, Item, Questionnaire
from assessments.selectors.questionnaires import (
    UnknownQuestionnaire,
    get_version,
    list_versions,
    read_questionnaire,
)
from setframework.web.api.authentication import TokenAuthentication
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import MomentField


class ValueField(serializers.IntegerField):
    """A number on the scale of the answers."""

    def __init__(self, **kwargs: Any):
        super().__init__(min_value=0, max_value=MAX_VALUE, **kwargs)


class VersionSerializer(serializers.Serializer):
    key = serializers.SlugField()
    version = serializers.IntegerField(min_value=1)
    digest = serializers.RegexField("^[0-9a-f]{64}$")
    name = serializers.CharField()
    published_at = MomentField()

    def to_representation(self, instance: QuestionnaireVersion) -> dict[str, Any]:
        instance.name = read_questionnaire(instance).name  # type: ignore[attr-defined]
        return super().to_representation(instance)


class OptionSerializer(serializers.Serializer):
    key = serializers.CharField()
    value = ValueField()
    label = serializers.CharField()  # type: ignore[assignment]
    description = serializers.CharField(allow_blank=True)


class EffortSerializer(serializers.Serializer):
    amount = serializers.IntegerField(min_value=1)
    unit = serializers.CharField()


class ActionSerializer(serializers.Serializer):
    key = serializers.CharField()
    effort = EffortSerializer()
    text = serializers.CharField()


class LeanOnSerializer(serializers.Serializer):
    item = serializers.CharField()
    how = serializers.CharField()


class ItemSerializer(serializers.Serializer):
    key = serializers.CharField()
    scale = serializers.CharField()
    theme = serializers.CharField(allow_blank=True)
    can_gain = serializers.BooleanField()
    title = serializers.CharField()
    question = serializers.CharField()
    hint = serializers.CharField(allow_blank=True)
    why = serializers.CharField()
    prompt = serializers.CharField(source="answer_scale.prompt")
    options = OptionSerializer(many=True, source="answer_scale.options")
    actions = ActionSerializer(many=True)
    lean_on = LeanOnSerializer(allow_null=True)


class SpecialAnswerSerializer(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    description = serializers.CharField(allow_blank=True)


class MeasurementSerializer(serializers.Serializer):
    reliability = serializers.FloatField()
    sd = serializers.FloatField()
    basis = serializers.ChoiceField(["assumed", "observed"])
    n = serializers.IntegerField()


class ItemKeysField(serializers.ListField):
    child = serializers.CharField()

    def to_representation(self, data: Iterable[Item]) -> list[str]:
        return [item.key for item in data]


class ScaleSerializer(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    letter = serializers.CharField()
    glyph = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    answered_tenths = serializers.IntegerField(
        help_text="No score unless this many tenths of the items are answered."
    )
    measurement = MeasurementSerializer()
    items = ItemKeysField()


class LevelSerializer(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)


class PathSerializer(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    caps = serializers.DictField(
        child=ValueField(), help_text="Scale key: the highest target of its items on this path."
    )


class QuestionnaireSerializer(serializers.Serializer):
    """A published version in the language of the request."""

    key = serializers.SlugField()
    version = serializers.IntegerField(min_value=1)
    digest = serializers.RegexField("^[0-9a-f]{64}$")
    language = serializers.CharField()
    name = serializers.CharField()
    license = serializers.CharField()
    source = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    disclaimer = serializers.CharField()
    yes_threshold = ValueField()
    special_answers = SpecialAnswerSerializer(many=True)
    scales = ScaleSerializer(many=True)
    items = ItemSerializer(many=True)
    levels = LevelSerializer(many=True)
    paths = PathSerializer(many=True)
    targets = serializers.SerializerMethodField(
        help_text="Level key: item key: the value the level expects, before the caps of a path."
    )

    def get_targets(self, questionnaire: Questionnaire) -> dict[str, dict[str, int]]:
        return {
            level.key: {item.key: item.targets[rung] for item in questionnaire.items}
            for rung, level in enumerate(questionnaire.levels)
        }


class PublicAPI(APIView):
    """For everybody; a token that does not hold is still refused."""

    authentication_classes = [TokenAuthentication]
    permission_classes = [AllowAny]


class QuestionnaireListAPI(PublicAPI):
    pagination_class = Paging

    @extend_schema(responses=VersionSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the published versions, newest first within a questionnaire."""
        paging = self.pagination_class()
        page = paging.paginate_queryset(list_versions(), request)
        return paging.get_paginated_response(VersionSerializer(page, many=True).data)


class QuestionnaireAPI(PublicAPI):
    @extend_schema(responses=QuestionnaireSerializer)
    def get(self, request: Request, key: str, version: int) -> Response:
        """Read a published version: its questions, options, levels, paths and targets."""
        try:
            found = get_version(key, version)
        except UnknownQuestionnaire:
            raise Http404 from None
        return Response(QuestionnaireSerializer(read_questionnaire(found)).data)
