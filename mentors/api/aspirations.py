"""`mentoring-goals/`: the aspirations that people can help each other with."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.selectors.aspirations import list_aspirations


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
        return Response(MentoringGoalSerializer(list_aspirations(), many=True).data)
