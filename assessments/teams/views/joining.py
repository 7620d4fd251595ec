"""What an invitation opens: the team, the promise, and the choice to be counted."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.teams.forms.joining import JoinForm
from assessments.teams.models.teams import Team
from assessments.teams.selectors.teams import find_invitation, find_membership
from assessments.teams.services import invitations
from setframework.people.requests import PersonRequest
from setframework.people.verified import is_email_verified


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def join(request: PersonRequest, token: str) -> HttpResponse:
    at = timezone.now()
    invitation = find_invitation(request.user, token, at)
    if invitation is None:
        return _gone(request)
    home = find_membership(request.user)
    if home is not None and home.team_id == invitation.team_id:
        return redirect("teams:you", home.team.code)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if home is None and request.method == "POST" and form.is_valid():
        return _join(request, token, invitation.team, at, **form.cleaned_data)
    context = {
        "team": invitation.team,
        "home": home,
        "form": form,
        "is_verified": is_email_verified(request.user),
    }
    return render(request, "teams/join.html", context)


def _join(
    request: PersonRequest, token: str, team: Team, at: datetime, **given: Any
) -> HttpResponse:
    try:
        invitations.accept_invitation(person=request.user, token=token, at=at, **given)
    except invitations.InvitationGone:
        return _gone(request)
    except invitations.HasHomeTeam:  # joined by another link in the meantime
        return redirect("teams:join", token)
    messages.success(request, _("You are in the team %(name)s.") % {"name": team.name})
    return redirect("teams:you", team.code)


def _gone(request: HttpRequest) -> HttpResponse:
    """The same page for every link that opens nothing: nobody learns why."""
    return render(request, "teams/join_gone.html", status=404)
