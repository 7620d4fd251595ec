"""What every page of a team needs first: the team, and how the person stands to it."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessments.teams.models.teams import Team
from assessments.teams.selectors.teams import get_managed_team, get_team
from setframework.people.access import View, own_only
from setframework.people.models import User
from setframework.people.requests import PersonRequest


class TeamPage:
    """A team, from get_team, as the person who looks at it stands to it."""

    def __init__(self, team: Team, person: User):
        row: Any = team
        self.team, self.person = team, person
        self.is_member: bool = row.is_member
        self.is_manager = team.manager_id == person.pk

    @property
    def code(self) -> UUID:
        return self.team.code

    @property
    def name(self) -> str:
        return self.team.name

    @property
    def manager_name(self) -> str:
        """Nobody runs the team once its manager's account is erased, until staff name another."""
        manager = self.team.manager
        return manager.get_short_name() if manager else _("nobody at present")


def own_team(view: View) -> View:
    """Calls the view with the TeamPage of a member or the manager instead of the code."""

    @wraps(view)
    def fetch(request: PersonRequest, code: UUID, **parts: Any) -> HttpResponse:
        return view(request, TeamPage(get_team(request.user, code), request.user), **parts)

    return own_only(fetch)


def member_team(view: View) -> View:
    """The same for members alone."""

    def checked(request: HttpRequest, page: TeamPage, **parts: Any) -> HttpResponse:
        if not page.is_member:
            raise Http404
        return view(request, page, **parts)

    return own_team(wraps(view)(checked))


def managed_team(view: View) -> View:
    """The same for the manager alone."""

    @wraps(view)
    def fetch(request: PersonRequest, code: UUID, **parts: Any) -> HttpResponse:
        team = get_managed_team(request.user, code)
        return view(request, TeamPage(team, request.user), **parts)

    return own_only(fetch)
