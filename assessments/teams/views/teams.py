"""The teams of a person: their home team, the teams they run, and a form for a new one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.teams.forms.teams import FoundForm
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.teams import list_managed_teams, list_offered_teams
from assessments.teams.services import teams
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.people.verified import is_email_verified
from setframework.web.refusals import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def index(request: PersonRequest) -> HttpResponse:
    form = FoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            team = teams.found_team(person=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The team is created. Now invite its members."))
            return redirect("teams:settings", team.code)
    context = {
        "form": form,
        "home": find_membership(request.user),
        "managed": list_managed_teams(request.user),
        "offered": list_offered_teams(request.user),
        "may_found": request.user.is_staff or not settings.ONLY_STAFF_FOUND_TEAMS,
        "is_verified": is_email_verified(request.user),
    }
    return render(request, "teams/index.html", context)
