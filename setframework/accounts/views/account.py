"""The account page: one page of small forms, each with an address of its own."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.models.reminders import Reminder
from assessments.selectors.questionnaires import find_site_questionnaire
from assessments.selectors.reminders import find_reminder, get_next_day
from assessments.services.direction import set_direction
from assessments.services.reminders import (
    close_calendar,
    open_calendar,
    set_reminder,
    stop_reminder,
)
from setframework.accounts import selectors, services
from setframework.accounts.forms.account import (
    CalendarForm,
    DirectionForm,
    DisplayForm,
    NameForm,
    ReminderForm,
    TokenForm,
)
from setframework.people.models import Token, User
from setframework.people.requests import PersonRequest
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.context import site
from setframework.web.refusals import refusals_in


@login_required
@require_safe
def page(request: PersonRequest) -> HttpResponse:
    return _render_account(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: PersonRequest) -> HttpResponse:
    # Another instance than request.user: the header must not show a name that was refused.
    person = copy(request.user)
    form = NameForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    return _render_account(request, name_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def direction(request: PersonRequest) -> HttpResponse:
    form = _direction_form(request, data=request.POST or None)
    if form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        set_direction(person=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your level and path are saved."))
        return redirect("accounts:account")
    return _render_account(request, direction_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return _render_account(request)
    person = request.user
    reminder = find_reminder(person)
    form = _reminder_form(reminder, is_email_verified(person), request.POST)
    if form.is_valid():
        try:
            _save_reminder(person, reminder, form.cleaned_data["months"])
            messages.success(request, _("Your reminders are saved."))
            return redirect("accounts:account")
        except EmailNotVerified:
            form.add_error("months", _("Confirm your e-mail address first."))
    return _render_account(request, reminder_form=form)


@login_required
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


@login_required
@never_cache
@sensitive_variables("text")
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: PersonRequest) -> HttpResponse:
    """Makes a token and shows it in this one response; nothing keeps its text."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            token, text = services.create_token(
                person=request.user, at=timezone.now(), **form.cleaned_data
            )
            context = {"token": token, "text": text}
            return render(request, "account/token.html", context)
    return _render_account(request, token_form=form)


@login_required
@require_POST
def revoke(request: PersonRequest, code: UUID) -> HttpResponse:
    try:
        token_name = services.revoke_token(person=request.user, code=code)
    except Token.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The token “%(name)s” no longer works.") % {"name": token_name})
    return redirect("accounts:account")


def _render_account(request: PersonRequest, **forms: Any) -> HttpResponse:
    person, at = request.user, timezone.now()
    sent = next(iter(forms.values()), None)
    if "direction_form" not in forms:
        forms["direction_form"] = _direction_form(request)
    security, reminder = selectors.get_security(person), find_reminder(person)
    context = {
        "name_form": NameForm(instance=person),
        "display_form": DisplayForm(
            initial={"display": site(request)["display"], "next": reverse("accounts:account")}
        ),
        "token_form": TokenForm(),
        "tokens": selectors.list_tokens(person, at),
        "security": security,
        "reminder": reminder,
        "reminder_form": _reminder_form(reminder, security.is_email_verified),
        "next_on": reminder and get_next_day(reminder),
        "calendar_url": _calendar_url(request, reminder),
        # The summary of errors at the top of the page is this form's.
        "form": sent,
    }
    return render(request, "account/account.html", context | forms)


def _direction_form(request: PersonRequest, data: Any = None) -> DirectionForm | None:
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return None
    newest = selectors.get_direction(request.user)
    return DirectionForm(data, questionnaire=questionnaire, direction=newest)


def _reminder_form(reminder: Reminder | None, may_remind: bool, data: Any = None) -> ReminderForm:
    months = reminder.months if reminder else None
    return ReminderForm(data, months=months, may_remind=may_remind)


def _save_reminder(person: User, reminder: Reminder | None, months: int | None) -> None:
    if months is not None:
        set_reminder(person=person, months=months, at=timezone.now())
    elif reminder is not None:
        stop_reminder(reminder=reminder)


def _calendar_url(request: HttpRequest, reminder: Reminder | None) -> str:
    if reminder is None or reminder.calendar_token is None:
        return ""
    path = reverse("assessments:calendar", args=[reminder.calendar_token])
    return request.build_absolute_uri(path)
