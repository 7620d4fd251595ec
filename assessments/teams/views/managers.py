"""Somebody is asked to run a team: what that means, and their answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.teams.forms.managers import TakeOverForm
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.teams import find_offered_team, get_team
from assessments.teams.services import managers
from setframework.people.access import own_only
from setframework.people.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def take_over(request: PersonRequest, code: UUID) -> HttpResponse:
    """Whoever has answered already, or is asked no more, is led to their teams."""
    team = find_offered_team(request.user, code)
    if team is None:
        get_team(request.user, code)  # a team of others is not found
        messages.info(request, _("You are not asked to run that team, or no longer."))
        return redirect("teams:index")
    if request.method == "POST":
        return _answer(request, team)
    home = find_membership(request.user)
    context = {"team": team, "is_member": home is not None and home.team_id == team.pk}
    return render(request, "teams/take_over.html", context)


def _answer(request: PersonRequest, team: Team) -> HttpResponse:
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        raise Http404
    if form.cleaned_data["step"] == "decline":
        managers.decline_team(person=request.user, code=team.code)
        messages.success(request, _("Declined. Nothing changes."))
        return redirect("teams:index")
    managers.accept_team(person=request.user, code=team.code, at=timezone.now())
    messages.success(request, _("You run the team %(name)s from now on.") % {"name": team.name})
    return redirect("teams:settings", team.code)
