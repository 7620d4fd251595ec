"""What every page of a team needs first: the team, if it is the person's own to see."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from assessments.teams.models import Team
from assessments.teams.selectors import get_team

View = Callable[..., HttpResponse]


class TeamPage:
    """A team, from get_team, and the person who looks at it."""

    def __init__(self, team: Team, person: Any):
        self.team, self.person = team, person


def own_only(view: View) -> View:
    """For who is logged in; what is not theirs, or gone while the view is at work, is a 404."""

    @wraps(view)
    def fetch(request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            return view(request, **parts)
        except ObjectDoesNotExist:
            raise Http404 from None

    return login_required(fetch)


def own_team(view: View) -> View:
    """Calls the view with the TeamPage of a member or the manager instead of the code."""

    @wraps(view)
    def fetch(request: HttpRequest, code: UUID, **parts: Any) -> HttpResponse:
        return view(request, TeamPage(get_team(request.user, code), request.user), **parts)

    return own_only(fetch)
