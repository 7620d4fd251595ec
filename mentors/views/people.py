"""One person, as they chose to be seen, and the form to ask them."""

from dataclasses import dataclass
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
from mentors.matching.profile import KINDS
from mentors.models.profiles import MentorProfile
from mentors.pages.card import Card
from mentors.selectors.candidates import Candidate, get_candidate
from mentors.selectors.crowd import get_snapshot
from mentors.selectors.people import get_visible
from mentors.selectors.profiles import find_profile
from mentors.selectors.search import compare
from mentors.services import requests
from mentors.views.access import get_questionnaire
from setframework.people.access import own_only
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_in


@dataclass(frozen=True)
class Asking:
    """Whether this person can be asked, and as what; no candidate without an own profile."""

    card: Card
    candidate: Candidate | None
    form: AskForm | None


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
    card, candidate = asking.card, asking.candidate
    context = {"card": card, "is_own": is_own, "form": asking.form, "candidate": candidate}
    return render(
        request, "mentors/person.html", context | {"takes_requests": card.takes_requests(at)}
    )


def _asking(own: MentorProfile | None, shown: MentorProfile, data: Any, at: datetime) -> Asking:
    questionnaire = get_questionnaire()
    snapshot = get_snapshot(questionnaire, at)
    goals = snapshot.goals
    if own is None:
        return Asking(Card(shown, questionnaire, goals=goals), None, None)
    match = compare(own, shown, snapshot, questionnaire, at)
    card = Card(shown, questionnaire, match, goals)
    is_listed = shown.is_listed
    candidate = get_candidate(own, shown, questionnaire, at) if is_listed else Candidate(())
    # A form that is sent twice, or too late, reaches the service, which says what is the matter.
    kinds = candidate.kinds or (KINDS if data else ())
    if not kinds:
        return Asking(card, candidate, None)
    mine = sorted(own.goals, key=lambda goal: (goal["priority"], goal["goal"]))
    form = AskForm(
        data,
        kinds=kinds,
        goals={goal["goal"]: goals[goal["goal"]] for goal in mine if goal["goal"] in goals},
        initial={"kind": kinds[0] if len(kinds) == 1 else ""},
    )
    return Asking(card, candidate, form)


def _send(request: PersonRequest, code: UUID, form: AskForm, at: datetime) -> HttpResponse | None:
    """To the request; None where it is refused, which the form then says."""
    with refusals_in(form):
        sent, _is_new = requests.send_request(
            sender=request.user, code=code, at=at, **form.cleaned_data
        )
        messages.success(request, _("Your request is on its way."))
        return redirect("mentors:request", sent.code)
    return None
