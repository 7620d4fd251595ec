"""Meetings of the two: planning, a file for a calendar, and the log."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentors.forms.meetings import LogForm, MeetingForm
from mentors.models.meetings import Meeting
from mentors.pages.mentorships import PairingPage, draft_agenda
from mentors.selectors.calendar import FILE, make_file
from mentors.selectors.growth import chosen_items
from mentors.selectors.meetings import get_any_meeting, get_meeting, list_meetings
from mentors.selectors.mentorships import list_mentorship_goals
from mentors.services import meetings
from mentors.views.access import get_questionnaire, own_mentorship
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import Refused, refusals_in, refusals_told


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def page(request: PersonRequest, page: PairingPage) -> HttpResponse:
    """Plan a meeting. The first one gets a draft agenda from the chosen items."""
    if request.method == "POST":
        form = MeetingForm(request.POST, zone=page.zone)
        if form.is_valid() and _plan(request, page, form):
            return redirect("mentors:mentorship", page.code)
    else:
        form = MeetingForm(zone=page.zone, initial={"minutes": 30, "agenda": _first_agenda(page)})
    return render(request, "mentors/meeting.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@own_mentorship
def meeting(request: PersonRequest, page: PairingPage, meeting: UUID) -> HttpResponse:
    """One meeting with two forms: its plan and its log."""
    found = get_meeting(page.mentorship, meeting)
    is_log = "log" in request.POST
    plan_data = request.POST if request.method == "POST" and not is_log else None
    form = MeetingForm(plan_data, zone=page.zone, meeting=found)
    log = LogForm(
        request.POST if is_log else None, initial={"is_held": found.is_held, "log": found.log}
    )
    sent: Any = log if is_log else form
    if request.method == "POST" and sent.is_valid() and _change(request, page, found, sent):
        return redirect("mentors:mentorship", page.code)
    context = {"page": page, "form": form, "log_form": log, "sent": sent, "line": page.line(found)}
    context["is_coming"] = not found.is_held and found.starts_at > timezone.now()
    return render(request, "mentors/meeting.html", context)


@require_POST
@own_mentorship
def remove_meeting(request: PersonRequest, page: PairingPage, meeting: UUID) -> HttpResponse:
    with refusals_told(request):
        found = meetings.remove_meeting(
            person=request.user, code=page.code, meeting=meeting, at=timezone.now()
        )
        said = _("The meeting is cancelled.") if found else _("The meeting is removed.")
        messages.success(request, said)
    return redirect("mentors:mentorship", page.code)


@require_safe
@own_mentorship
def calendar(request: PersonRequest, page: PairingPage, meeting: UUID) -> HttpResponse:
    """One that is cancelled is there for a while, to take it out of a calendar."""
    found = get_any_meeting(page.mentorship, meeting)
    content = make_file(page.mentorship, found, request.user, agenda=found.agenda)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


def _plan(request: PersonRequest, page: PairingPage, form: MeetingForm) -> bool:
    with refusals_in(form, beside="starts_at"):
        meetings.plan_meeting(
            person=request.user, code=page.code, at=timezone.now(), **form.cleaned_data
        )
        messages.success(
            request, _("The meeting is planned. You can add it to your calendar below.")
        )
    return form.is_valid()


def _change(request: PersonRequest, page: PairingPage, found: Meeting, form: Any) -> bool:
    try:
        meetings.change_meeting(
            person=request.user,
            code=page.code,
            meeting=found.code,
            at=timezone.now(),
            **form.touched,
        )
    except Refused as refusal:
        form.add_error(None, refusal.says)
        return False
    messages.success(request, _("The meeting is saved."))
    return True


def _first_agenda(page: PairingPage) -> str:
    if list_meetings(page.mentorship).exists():
        return ""
    items = chosen_items(list_mentorship_goals(page.mentorship), get_questionnaire())
    return draft_agenda(items, page.aspiration)
