"""Requests: the list of sent and received ones, and the steps of one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mentors.forms.requests import WordsForm
from mentors.pages.card import Card
from mentors.pages.requests import RequestLine
from mentors.selectors.crowd import get_snapshot
from mentors.selectors.people import get_visible
from mentors.selectors.profiles import find_profile
from mentors.selectors.requests import get_request, list_requests
from mentors.selectors.search import compare
from mentors.services import requests
from mentors.views.access import get_questionnaire
from setframework.people.access import own_only, person_only
from setframework.people.models import User
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_told

MOST_PAST = 50
DONE = {
    "accept": gettext_lazy("You said yes. This page has the other person's address."),
    "decline": gettext_lazy("You said no. We tell them kindly by e-mail, without a reason."),
    "withdraw": gettext_lazy("Your request is withdrawn."),
    "ask": gettext_lazy("Your question is on its way. The clock stops until they answer."),
    "answer": gettext_lazy("Your answer is on its way."),
}


@require_safe
@person_only
def index(request: PersonRequest) -> HttpResponse:
    at = timezone.now()
    lines = [RequestLine(each, request.user, at) for each in list_requests(request.user)]
    open_ones = [line for line in lines if line.is_open]
    context = {
        "received": [line for line in open_ones if line.is_received],
        "sent": [line for line in open_ones if not line.is_received],
        "past": [line for line in lines if not line.is_open][:MOST_PAST],
    }
    return render(request, "mentors/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def page(request: PersonRequest, code: UUID) -> HttpResponse:
    """Show a request. POST takes the step that its button names, with words if it needs some."""
    at, step = timezone.now(), request.POST.get("step", "")
    line = RequestLine(get_request(request.user, code), request.user, at)
    form = line.words_form(request.POST if step in {"ask", "answer"} else None)
    if step in DONE and (not form.is_bound or form.is_valid()):
        return _take(request, code, step, form, at)
    card = _card_of_sender(request.user, line, at)
    context = {"line": line, "form": form, "card": card}
    return render(request, "mentors/request.html", context)


def _take(
    request: HttpRequest, code: UUID, step: str, form: WordsForm, at: datetime
) -> HttpResponse:
    who: dict[str, Any] = {"person": request.user, "code": code, "at": at}
    with refusals_told(request):
        if step == "accept":
            mentorship = requests.accept(**who)
            messages.success(request, DONE[step])
            return redirect("mentors:mentorship", mentorship.code)
        if step == "ask":
            requests.ask_for_more(question=form.cleaned_data["words"], **who)
        elif step == "answer":
            requests.answer_question(answer=form.cleaned_data["words"], **who)
        else:
            (requests.decline if step == "decline" else requests.withdraw)(**who)
        messages.success(request, DONE[step])
    return redirect("mentors:request", code)


def _card_of_sender(person: User, line: RequestLine, at: datetime) -> Card | None:
    """The sender's card, for a receiver who can still decide."""
    own = find_profile(person)
    if own is None or not (line.is_open and line.is_received):
        return None
    questionnaire, other = get_questionnaire(), get_visible(person, line.other.code)
    snapshot = get_snapshot(questionnaire, at)
    match = compare(own, other, snapshot, questionnaire, at)
    return Card(other, questionnaire, match, snapshot.aspirations)
