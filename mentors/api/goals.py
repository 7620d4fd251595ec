"""`mentoring-goals/`: what people can help each other with."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.selectors.profiles import list_goals


class MentoringGoalSerializer(serializers.Serializer):
    key = serializers.CharField()
    text = serializers.CharField()


class MentoringGoalListAPI(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="mentoring_goals_list", responses=MentoringGoalSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """List the goals that a mentor profile can name."""
        return Response(MentoringGoalSerializer(list_goals(), many=True).data)
