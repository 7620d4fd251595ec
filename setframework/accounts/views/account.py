"""The account page: one page of small forms, each with an address of its own."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models.reminders import Reminder
from assessments.selectors.questionnaires import find_site_questionnaire
from assessments.selectors.reminders import find_reminder, get_next_day
from assessments.services.direction import set_direction
from setframework.accounts.forms.account import DirectionForm, NameForm
from setframework.accounts.forms.reminders import ReminderForm
from setframework.accounts.forms.tokens import TokenForm
from setframework.accounts.selectors.account import get_direction, get_security
from setframework.accounts.selectors.tokens import list_tokens
from setframework.forms import DisplayForm
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.context import site
from setframework.web.one_by_one import one_by_one


@person_only
@require_safe
def page(request: PersonRequest) -> HttpResponse:
    return show(request)


@one_by_one
@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: PersonRequest) -> HttpResponse:
    # Another instance than request.user: the header must not show a name that was refused.
    person = copy(request.user)
    form = NameForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save(commit=False).save(update_fields=["name"])
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    return show(request, name_form=form)


@one_by_one
@person_only
@require_http_methods(["GET", "HEAD", "POST"])
def direction(request: PersonRequest) -> HttpResponse:
    form = _direction_form(request, data=request.POST or None)
    if form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        set_direction(person=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your level and path are saved."))
        return redirect("accounts:account")
    return show(request, direction_form=form)


def show(request: PersonRequest, **sent: Any) -> HttpResponse:
    """The account page; `sent` is the form that has errors, by its name in the template."""
    person = request.user
    security, reminder = get_security(person), find_reminder(person)
    forms = {"direction_form": _direction_form(request)} if "direction_form" not in sent else {}
    context = {
        "name_form": NameForm(instance=person),
        "display_form": _display_form(request),
        "token_form": TokenForm(),
        "tokens": list_tokens(person, timezone.now()),
        "security": security,
        "reminder": reminder,
        "reminder_form": ReminderForm(
            months=reminder.months if reminder else None, may_remind=security.is_email_verified
        ),
        "next_on": reminder and get_next_day(reminder),
        "calendar_url": _calendar_url(request, reminder),
        # The page begins with the errors of this form.
        "form": next(iter(sent.values()), None),
    }
    return render(request, "account/account.html", context | forms | sent)


def _direction_form(request: PersonRequest, data: Any = None) -> DirectionForm | None:
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return None
    newest = get_direction(request.user)
    return DirectionForm(data, questionnaire=questionnaire, direction=newest)


def _display_form(request: HttpRequest) -> DisplayForm:
    chosen = site(request)
    kept = {"display": chosen["display"], "keys": chosen["keys"]}
    return DisplayForm(initial={**kept, "next": reverse("accounts:account")})


def _calendar_url(request: HttpRequest, reminder: Reminder | None) -> str:
    if reminder is None or reminder.calendar_token is None:
        return ""
    path = reverse("assessments:calendar", args=[reminder.calendar_token])
    return request.build_absolute_uri(path)
