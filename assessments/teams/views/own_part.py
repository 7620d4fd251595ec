"""What a member decides for themselves: being counted, and leaving."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.teams import services
from assessments.teams.selectors import find_membership, has_left
from assessments.teams.views.access import TeamPage, member_team, own_team
from setframework.web.access import own_only
from setframework.web.verified import is_email_verified

STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "give": (
        services.give_consent,
        gettext_lazy("You consent: new numbers of your team may count you from now on."),
    ),
    "withdraw": (
        services.withdraw_consent,
        gettext_lazy("Withdrawn. From this second no new number counts you."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own_team
def you(request: HttpRequest, page: TeamPage) -> HttpResponse:
    """Everybody's team page leads here, so a manager who is not in the team gets an answer too."""
    if not page.is_member:
        return render(request, "teams/you_manage.html", {"page": page})
    step = STEPS.get(request.POST.get("step", ""))
    if step is not None:
        service, done = step
        service(person=request.user, code=page.code, at=timezone.now())
        messages.success(request, done)
        return redirect("teams:you", page.code)
    context = {
        "page": page,
        "membership": find_membership(request.user),
        "is_verified": is_email_verified(request.user),
    }
    return render(request, "teams/you.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def leave(request: HttpRequest, code: UUID) -> HttpResponse:
    """The page that asks once more. Who clicks twice has left all the same."""
    if request.method == "POST" and has_left(request.user, code):
        return redirect("teams:index")
    return _leave(request, code=code)


@member_team
def _leave(request: HttpRequest, page: TeamPage) -> HttpResponse:
    if request.method == "POST":
        services.leave_team(person=request.user, code=page.code, at=timezone.now())
        messages.success(request, _("You have left the team %(name)s.") % {"name": page.name})
        return redirect("teams:index")
    return render(request, "teams/leave.html", {"page": page})
