"""`teams/`: the teams that a person is in or manages, their rosters and invitations."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.fields import empty
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.teams.api.own import CONFLICT
from assessments.teams.disclosure.answer_weeks import WEEKS_BEFORE, coming_answer_weeks
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.roster import list_roster
from assessments.teams.selectors.teams import get_managed_team, get_team, list_teams
from assessments.teams.services import invitations
from assessments.teams.services.teams import found_team
from setframework.people.models import User
from setframework.people.requests import PersonAPIRequest
from setframework.web.addresses import canonical
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import LineField, StrictCharField, StrictSerializer


class StrictEmailField(StrictCharField, serializers.EmailField):
    """An address as JSON text, in its canonical spelling."""

    def run_validation(self, data: Any = empty) -> Any:
        if not isinstance(data, str) or not data.strip():
            return super().run_validation(data)
        try:
            return super().run_validation(canonical(data))
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages) from None


class TeamWriteSerializer(StrictSerializer):
    name = LineField(
        max_length=Team._meta.get_field("name").max_length,
        error_messages={"blank": _("Give the team a name.")},
    )


class InvitationWriteSerializer(StrictSerializer):
    email = StrictEmailField(max_length=Invitation._meta.get_field("email").max_length)


class InvitationSerializer(serializers.Serializer):
    token = serializers.CharField(
        help_text=_("The secret of the link, good for one person for two weeks; shown only now.")
    )


# The answer weeks. The API calls them a window, and so does its schema.
class TeamWindowSerializer(serializers.Serializer):
    """Days in UTC, both included."""

    weeks = serializers.ChoiceField(
        WEEKS_BEFORE, help_text=_("About so many weeks before the half-year closes.")
    )
    first_on = serializers.DateField()
    last_on = serializers.DateField()


class TeamSerializer(serializers.Serializer):
    """`is_manager` and `consent` are about who asks; all else is the same for everybody."""

    code = serializers.UUIDField()
    name = serializers.CharField()
    manager = serializers.CharField(
        source="manager.get_short_name", allow_null=True, help_text=_("Their name.")
    )
    parent = serializers.UUIDField(  # type: ignore[assignment]  # a field takes this name
        source="parent.code", allow_null=True, help_text=_("The code of the team it is part of.")
    )
    window = serializers.SerializerMethodField(
        help_text=_(
            "The answer weeks, open or next: everybody in the team is reminded to answer again; "
            "null where the team agreed on none."
        )
    )
    is_manager = serializers.SerializerMethodField(help_text=_("Whether you manage it."))
    consent = serializers.SerializerMethodField(
        help_text=_("Whether you may be included in releases; null while you are not in the team.")
    )

    @extend_schema_field(TeamWindowSerializer(allow_null=True))
    def get_window(self, team: Team) -> Any:
        if team.answer_weeks is None:
            return None
        days = coming_answer_weeks(timezone.now(), team.answer_weeks)
        row = {"weeks": team.answer_weeks, "first_on": days.first_on, "last_on": days.last_on}
        return TeamWindowSerializer(row).data

    def get_is_manager(self, team: Team) -> bool:
        return bool(team.manager_id == self.context["person"].pk)

    def get_consent(self, team: Team) -> bool | None:
        home = self.context["home"]
        return home.has_consented if home is not None and home.team_id == team.pk else None


class RosterEntrySerializer(serializers.Serializer):
    code = serializers.UUIDField(help_text=_("Names the membership, not the account."))
    name = serializers.CharField(allow_blank=True)


class TeamWithRosterSerializer(TeamSerializer):
    roster = serializers.SerializerMethodField(help_text=_("Everybody in the team, by name."))

    @extend_schema_field(RosterEntrySerializer(many=True))
    def get_roster(self, team: Team) -> Any:
        return RosterEntrySerializer(list_roster(team, self.context["person"]), many=True).data


class TeamListAPI(APIView):
    pagination_class = Paging

    @extend_schema(operation_id="teams_list", responses=TeamSerializer(many=True))
    def get(self, request: PersonAPIRequest) -> Response:
        """List the team you are in and those you manage, by name."""
        paging = self.pagination_class()
        page = paging.paginate_queryset(list_teams(request.user), request)
        teams = TeamSerializer(page, many=True, context=_asked_by(request.user))
        return paging.get_paginated_response(teams.data)

    @extend_schema(
        operation_id="teams_create",
        request=TeamWriteSerializer,
        responses={201: TeamWithRosterSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest) -> Response:
        """Found a team and manage it; your own answers never count in it then."""
        asked = TeamWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        team = found_team(
            person=request.user, name=asked.validated_data["name"], at=timezone.now(), again=True
        )
        return Response(show(request.user, team), status=status.HTTP_201_CREATED)


class TeamAPI(APIView):
    @extend_schema(operation_id="teams_read", responses=TeamWithRosterSerializer)
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Read a team that you are in or manage, with its roster."""
        return Response(show(request.user, get_team(request.user, code)))


class InvitationListAPI(APIView):
    @extend_schema(
        operation_id="team_invitations_create",
        request=InvitationWriteSerializer,
        responses={201: InvitationSerializer, 409: CONFLICT},
    )
    def post(self, request: PersonAPIRequest, code: UUID) -> Response:
        """Invite somebody into a team that you manage; pass the secret on yourself."""
        get_managed_team(
            request.user, code
        )  # a team of others is not found, whatever the body says
        asked = InvitationWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        _invitation, token = invitations.invite(
            person=request.user,
            code=code,
            email=asked.validated_data["email"],
            at=timezone.now(),
            again=True,
        )
        return Response({"token": token}, status=status.HTTP_201_CREATED)


def show(person: User, team: Team) -> Any:
    """The team as this person reads it."""
    return TeamWithRosterSerializer(team, context=_asked_by(person)).data


def _asked_by(person: User) -> dict[str, Any]:
    return {"person": person, "home": find_membership(person)}
