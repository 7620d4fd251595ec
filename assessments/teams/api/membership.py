"""A member joins a team, gives or withdraws consent, and leaves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.teams.api.own import CONFLICT, TeamRefusalSerializer
from assessments.teams.api.teams import TeamWithRosterSerializer, show
from assessments.teams.selectors.membership import has_left
from assessments.teams.selectors.teams import get_team
from assessments.teams.services import invitations
from assessments.teams.services.membership import give_consent, leave_team, withdraw_consent
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.serializers import (
    NothingSerializer,
    StrictBooleanField,
    StrictCharField,
    StrictSerializer,
)

GONE = OpenApiResponse(TeamRefusalSerializer, _("There is no such invitation, or it has ended."))


class JoinSerializer(StrictSerializer):
    token = StrictCharField(max_length=200, help_text=_("The secret of the invitation."))
    consent = StrictBooleanField(
        help_text=_("Whether you may be included in releases; you can change it at any time.")
    )


class JoinAPI(APIView):
    @extend_schema(
        operation_id="teams_join",
        request=JoinSerializer,
        responses={200: TeamWithRosterSerializer, 404: GONE, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest) -> Response:
        """Join the team of an invitation. The same one again changes nothing."""
        asked = JoinSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        membership = invitations.accept_invitation(
            person=request.user, at=timezone.now(), **asked.validated_data
        )
        return Response(show(request.user, get_team(request.user, membership.team.code)))


class _VerbAPI(APIView):
    """A step that needs nothing but its name."""

    def take(self, verb: Callable[..., Any], request: PersonAPIRequest, code: UUID) -> Response:
        get_team(request.user, code)  # a team of others is not found, whatever the body says
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        verb(person=request.user, code=code, at=timezone.now())
        return Response(show(request.user, get_team(request.user, code)))


class ConsentAPI(_VerbAPI):
    @extend_schema(
        operation_id="teams_consent",
        request=NothingSerializer,
        responses={200: TeamWithRosterSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Consent to be counted from now on. Again, it changes nothing."""
        return self.take(give_consent, request, code)


class WithdrawAPI(_VerbAPI):
    @extend_schema(
        operation_id="teams_withdraw",
        request=NothingSerializer,
        responses={200: TeamWithRosterSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Withdraw your consent: no new release counts you; what is published stays."""
        return self.take(withdraw_consent, request, code)


class LeaveAPI(APIView):
    @extend_schema(
        operation_id="teams_leave",
        request=NothingSerializer,
        responses={204: None, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Leave the team before its next release is made. Again, it changes nothing."""
        is_gone = has_left(request.user, code)
        if not is_gone:
            get_team(request.user, code)
        NothingSerializer(data=request.data).is_valid(raise_exception=True)
        if not is_gone:
            leave_team(person=request.user, code=code, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
