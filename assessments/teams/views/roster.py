"""The roster of a team: the same people for every member and the manager."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.teams.forms.roster import RosterForm
from assessments.teams.pages.access import TeamPage
from assessments.teams.selectors.roster import list_roster_lines
from assessments.teams.services import doubts
from assessments.teams.views.access import own_team
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_told

STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "doubt": (
        doubts.doubt,
        gettext_lazy(
            "Noted. If another member says the same in time, the average of one "
            "half-year is held back."
        ),
    ),
    "take-back": (doubts.take_back_doubt, gettext_lazy("Taken back.")),
    "vouch": (doubts.vouch, gettext_lazy("Thank you. You have vouched.")),
    "take-back-vouch": (doubts.take_back_vouch, gettext_lazy("Taken back.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own_team
def page(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method == "POST":
        _say(request, page)
        return redirect("teams:roster", page.code)
    lines = list_roster_lines(page.team, request.user, timezone.now())
    return render(request, "teams/roster.html", {"page": page, "lines": lines})


def _say(request: HttpRequest, page: TeamPage) -> None:
    form = RosterForm(request.POST)
    if not form.is_valid():
        raise Http404
    service, done = STEPS[form.cleaned_data["step"]]
    member = form.cleaned_data["member"]
    with refusals_told(request):
        service(person=request.user, code=page.code, member=member, at=timezone.now())
        messages.success(request, done)
