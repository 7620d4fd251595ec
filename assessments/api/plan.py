"""A person's goals, and whether each moved the answer that it should move."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.api.answers import KeyField
from assessments.models.plan import Goal
from assessments.selectors.plan import (
    FollowedGoal,
    follow_goals,
    get_goal,
    get_goal_version,
    list_goals,
)
from assessments.selectors.questionnaires import UnknownQuestionnaire
from assessments.services import plan
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.conditions import ConditionalAPI, if_unchanged
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import (
    MomentField,
    StrictDateField,
    StrictDateTimeField,
    StrictSerializer,
    WordsField,
)

MAX_TEXT = Goal._meta.get_field("text").max_length
MAX_NOTE = Goal._meta.get_field("note").max_length
# Empty in the table, null outside.
NULLABLE = ("item", "action", "expects")


class GoalSerializer(serializers.Serializer):
    """`moved` is null while no result tells: both answers are needed, the later one given anew."""

    code = serializers.UUIDField()
    item = serializers.CharField(allow_null=True)
    route = serializers.ChoiceField(choices=Goal.Route.choices)
    action = serializers.CharField(allow_null=True)
    text = serializers.CharField()
    expects = serializers.CharField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    done_at = MomentField(allow_null=True)
    note = serializers.CharField()
    moved = serializers.BooleanField(allow_null=True)

    def to_representation(self, instance: FollowedGoal) -> dict[str, Any]:
        goal = instance.goal
        return {
            "code": str(goal.code),
            "item": goal.item or None,
            "route": goal.route,
            "action": goal.action or None,
            "text": goal.text,
            "expects": goal.expects or None,
            "due_on": None if goal.due_on is None else goal.due_on.isoformat(),
            "done_at": goal.done_at and self.fields["done_at"].to_representation(goal.done_at),
            "note": goal.note,
            "moved": instance.moved,
        }


class GoalWriteSerializer(StrictSerializer):
    item = KeyField(
        required=False,
        allow_null=True,
        help_text=_("What the step is about. Only a step of your own may leave it out."),
    )
    route = serializers.ChoiceField(choices=Goal.Route.choices)
    action = KeyField(
        required=False, allow_null=True, help_text=_("One of the item's actions, if it is one.")
    )
    text = WordsField(
        required=False,
        allow_blank=True,
        max_length=MAX_TEXT,
        help_text=_("What you are going to do. If left out, it is the text of the action."),
    )
    expects = KeyField(
        required=False, allow_null=True, help_text=_("The item whose answer should rise.")
    )
    due_on = StrictDateField(required=False, allow_null=True)
    done_at = StrictDateTimeField(required=False, allow_null=True, help_text=_("In the past."))
    note = WordsField(required=False, allow_blank=True, max_length=MAX_NOTE)

    def as_arguments(self) -> dict[str, Any]:
        values = dict(self.validated_data)
        for name in values.keys() & set(NULLABLE):
            values[name] = values[name] or ""
        return values


class GoalListAPI(APIView):
    pagination_class = Paging

    @extend_schema(responses=GoalSerializer(many=True))
    def get(self, request: PersonAPIRequest) -> Response:
        """List your goals, newest first."""
        paging = self.pagination_class()
        page = paging.paginate_queryset(list_goals(request.user), request)
        followed = follow_goals(request.user, page)
        return paging.get_paginated_response(GoalSerializer(followed, many=True).data)

    @extend_schema(request=GoalWriteSerializer, responses={201: GoalSerializer})
    def post(self, request: PersonAPIRequest) -> Response:
        """Take on a step of your latest result, or one of your own."""
        asked = GoalWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            version = get_goal_version(request.user)
        except UnknownQuestionnaire:
            raise plan.NothingToAimAt from None
        goal = plan.add_goal(
            person=request.user,
            questionnaire=version.key,
            at=timezone.now(),
            **asked.as_arguments(),
        )
        return Response(_answer(request, goal), status=status.HTTP_201_CREATED)


class GoalAPI(ConditionalAPI):
    @extend_schema(responses=GoalSerializer)
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Read a goal of yours."""
        return Response(_answer(request, get_goal(request.user, code)))

    @extend_schema(request=GoalWriteSerializer, responses=GoalSerializer)
    @if_unchanged
    def patch(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Change the given parts. `done_at` ticks it off, null opens it again."""
        get_goal(request.user, code)
        asked = GoalWriteSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        goal = plan.update_goal(
            person=request.user, code=code, at=timezone.now(), **asked.as_arguments()
        )
        return Response(_answer(request, goal))

    @extend_schema(request=None, responses={204: None})
    @if_unchanged
    def delete(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Delete a goal of yours, for good."""
        plan.delete_goal(person=request.user, code=code)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _answer(request: PersonAPIRequest, goal: Goal) -> Any:
    (followed,) = follow_goals(request.user, [goal])
    return GoalSerializer(followed).data
