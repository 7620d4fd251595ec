"""The page of one person, with the form to ask them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentors.forms.requests import AskForm
from mentors.models.profiles import MentorProfile
from mentors.pages.card import Card
from mentors.pages.people import Asking, ask_form
from mentors.selectors.candidates import Candidate, get_candidate
from mentors.selectors.crowd import get_snapshot
from mentors.selectors.people import get_visible
from mentors.selectors.profiles import find_profile
from mentors.selectors.search import compare
from mentors.services import requests
from mentors.views.access import get_questionnaire
from setframework.people.access import own_only
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_in, tell_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def page(request: PersonRequest, code: UUID) -> HttpResponse:
    at, own = timezone.now(), find_profile(request.user)
    is_own = own is not None and own.person.code == code
    shown = own if own is not None and is_own else get_visible(request.user, code)
    data = request.POST if request.method == "POST" else None
    asking = _asking(None if is_own else own, shown, data, at)
    if asking.form is not None and asking.form.is_bound and asking.form.is_valid():
        sent = _send(request, code, asking.form, at)
        if sent is not None:
            return sent
    elif request.method == "POST" and asking.form is None:
        tell_refusal(request, requests.NotReachable.says)
    context = {
        "card": asking.card,
        "candidate": asking.candidate,
        "form": asking.form,
        "is_own": is_own,
        "takes_requests": asking.card.takes_requests(at),
    }
    return render(request, "mentors/person.html", context)


def _asking(own: MentorProfile | None, shown: MentorProfile, data: Any, at: datetime) -> Asking:
    questionnaire = get_questionnaire()
    snapshot = get_snapshot(questionnaire, at)
    texts = snapshot.aspirations
    if own is None:
        return Asking(Card(shown, questionnaire, aspirations=texts))
    match = compare(own, shown, snapshot, questionnaire, at)
    is_listed = shown.is_listed
    candidate = get_candidate(own, shown, questionnaire, at) if is_listed else Candidate(())
    card = Card(shown, questionnaire, match, texts)
    return Asking(card, candidate, ask_form(own, candidate, texts, data))


def _send(request: PersonRequest, code: UUID, form: AskForm, at: datetime) -> HttpResponse | None:
    """Send it and lead to the request. None means refused; the form then says why."""
    with refusals_in(form):
        sent, _is_new = requests.send_request(
            sender=request.user, code=code, at=at, **form.cleaned_data
        )
        messages.success(request, _("Your request is on its way."))
        return redirect("mentors:request", sent.code)
    return None
