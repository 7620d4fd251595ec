"""Reminders by mail, and the address of the calendar: parts of the account page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.models.reminders import Reminder
from assessments.selectors.reminders import find_reminder
from assessments.services.reminders import (
    close_calendar,
    open_calendar,
    set_reminder,
    stop_reminder,
)
from setframework.accounts.forms.reminders import CalendarForm, ReminderForm
from setframework.accounts.views.account import show
from setframework.people.access import person_only
from setframework.people.models import User
from setframework.people.requests import PersonRequest
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.one_by_one import one_by_one


@one_by_one
@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request)
    person = request.user
    reminder = find_reminder(person)
    form = ReminderForm(
        request.POST,
        months=reminder.months if reminder else None,
        may_remind=is_email_verified(person),
    )
    if form.is_valid():
        try:
            _save_reminder(person, reminder, form.cleaned_data["months"])
            messages.success(request, _("Your reminders are saved."))
            return redirect("accounts:account")
        except EmailNotVerified:
            form.add_error("months", _("Confirm your e-mail address first."))
    return show(request, reminder_form=form)


@person_only
@require_POST
def calendar(request: PersonRequest) -> HttpResponse:
    form = CalendarForm(request.POST)
    if not form.is_valid():
        return redirect("accounts:account")
    choice = form.cleaned_data["choice"]
    if choice == "close":
        close_calendar(person=request.user)
        messages.success(request, _("The calendar address no longer works."))
    else:
        open_calendar(person=request.user, renew=choice == "renew")
        messages.success(request, _("Your calendar address is ready. Keep it to yourself."))
    return redirect("accounts:account")


def _save_reminder(person: User, reminder: Reminder | None, months: int | None) -> None:
    if months is not None:
        set_reminder(person=person, months=months, at=timezone.now())
    elif reminder is not None:
        stop_reminder(reminder=reminder)
