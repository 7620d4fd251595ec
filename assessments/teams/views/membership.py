"""A member's own part in the team: consent, reminders, and leaving."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.teams.pages.access import TeamPage
from assessments.teams.pages.answer_weeks import show_answer_weeks
from assessments.teams.selectors.answer_weeks import find_answer_weeks_reminder
from assessments.teams.selectors.membership import find_membership, has_left
from assessments.teams.services import answer_weeks, membership
from assessments.teams.views.access import member_team, own_team
from setframework.people.access import own_only
from setframework.people.requests import PersonRequest
from setframework.people.verified import is_email_verified


@require_http_methods(["GET", "HEAD", "POST"])
@own_team
def page(request: PersonRequest, page: TeamPage) -> HttpResponse:
    """Every team page links here, so a manager who is not in the team gets a page as well."""
    context: dict[str, Any] = {
        "page": page,
        "answer_weeks": show_answer_weeks(page.team, timezone.now()),
    }
    if not page.is_member:
        return render(request, "teams/you_manage.html", context)
    done = _take(request.POST.get("step", ""), person=request.user, code=page.code)
    if done is not None:
        messages.success(request, done)
        return redirect("teams:you", page.code)
    reminder = find_answer_weeks_reminder(request.user)
    context |= {
        "membership": find_membership(request.user),
        "is_verified": is_email_verified(request.user),
        "is_reminded": reminder is None or reminder.is_on,
    }
    return render(request, "teams/you.html", context)


def _take(step: str, **who: Any) -> str | None:
    """Take the step and return the message for the person; None for an unknown step."""
    match step:
        case "give":
            membership.give_consent(**who, at=timezone.now())
            return _("You agree: new averages of your team may include you from now on.")
        case "withdraw":
            membership.withdraw_consent(**who, at=timezone.now())
            return _("Withdrawn. From this second you are in no new average.")
        case "stop-reminder":
            answer_weeks.turn_answer_weeks_reminder(**who, is_on=False)
            return _("Stopped. You no longer get this e-mail, and nobody sees that.")
        case "have-reminder":
            answer_weeks.turn_answer_weeks_reminder(**who, is_on=True)
            return _("You get this e-mail again. Nobody sees that.")
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def leave(request: PersonRequest, code: UUID) -> HttpResponse:
    """The page that asks once more. A second click finds that the person has left."""
    if request.method == "POST" and has_left(request.user, code):
        return redirect("teams:index")
    return _leave(request, code=code)


@member_team
def _leave(request: PersonRequest, page: TeamPage) -> HttpResponse:
    if request.method == "POST":
        membership.leave_team(person=request.user, code=page.code, at=timezone.now())
        messages.success(request, _("You have left the team %(name)s.") % {"name": page.name})
        return redirect("teams:index")
    return render(request, "teams/leave.html", {"page": page})
