"""Every page of a team fetches the team first, and checks the person who asks."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from assessments.teams.pages.access import TeamPage
from assessments.teams.selectors.teams import get_managed_team, get_team
from setframework.people.access import View, own_only
from setframework.people.requests import PersonRequest


def own_team(view: View) -> View:
    """Call the view with a TeamPage instead of the code, for members and the manager."""

    @wraps(view)
    def fetch(request: PersonRequest, code: UUID, **parts: Any) -> HttpResponse:
        return view(request, TeamPage(get_team(request.user, code), request.user), **parts)

    return own_only(fetch)


def member_team(view: View) -> View:
    """The same, for members only."""

    def checked(request: HttpRequest, page: TeamPage, **parts: Any) -> HttpResponse:
        if not page.is_member:
            raise Http404
        return view(request, page, **parts)

    return own_team(wraps(view)(checked))


def managed_team(view: View) -> View:
    """The same, for the manager only."""

    @wraps(view)
    def fetch(request: PersonRequest, code: UUID, **parts: Any) -> HttpResponse:
        team = get_managed_team(request.user, code)
        return view(request, TeamPage(team, request.user), **parts)

    return own_only(fetch)
