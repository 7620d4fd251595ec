"""What the addresses about teams share: how a refusal is said."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.teams.services import invitations, membership, teams
from setframework.web.api.errors import Conflict, EmailNotVerified

ONLY_STAFF = _("On this site teams are founded by staff.")
HOME = _("You are in another team. Leave it first: everybody has one home team.")
FORBIDDEN: dict[type[Exception], Any] = {
    membership.NotAMember: _("You manage this team, but are not in it."),
    invitations.TooManyInvitations: _("Too many invitations are open. Wait until some are used."),
    teams.TooManyTeams: _("You manage as many teams as one person can. Dissolve one first."),
}


class TeamRefusalSerializer(serializers.Serializer):
    detail = serializers.CharField()
    code = serializers.UUIDField(required=False, help_text=_("The team that is in the way."))


CONFLICT = OpenApiResponse(TeamRefusalSerializer, _("Its state forbids that."))


class TeamsAPI(APIView):
    """Answers what the services raise."""

    def handle_exception(self, exc: Exception) -> Response:
        return super().handle_exception(_as_api_error(exc))


def _as_api_error(error: Exception) -> Exception:
    match error:
        # Never there, run out, used by somebody else: all alike, so a guess tells nothing.
        case ObjectDoesNotExist() | invitations.InvitationGone():
            return NotFound()
        case teams.EmailNotVerified():
            return EmailNotVerified()
        case teams.OnlyStaffMay():
            return PermissionDenied(ONLY_STAFF)
        case invitations.HasHomeTeam(team=team):
            return Conflict(HOME, code=str(team.code))
    kind = type(error)
    return Conflict(FORBIDDEN[kind]) if kind in FORBIDDEN else error
