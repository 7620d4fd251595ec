"""Programmes: the list, a new one, and the page of one for participants and organisers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentors import tasks
from mentors.forms.programmes import JoinForm, ProgrammeForm
from mentors.models.programmes import Programme
from mentors.pages.programmes import OrganiserPart, ProgrammePage, ProposalLine
from mentors.selectors.profiles import find_profile
from mentors.selectors.programmes import (
    find_participation,
    get_organised_part,
    get_programme,
    get_proposal,
    list_programmes,
    list_proposals_in,
    manages_somebody,
    may_join,
    may_open_programmes,
)
from mentors.services import programmes, proposals, requests
from mentors.views.access import get_questionnaire
from setframework.people.access import own_only, person_only
from setframework.people.models import User
from setframework.people.requests import PersonRequest
from setframework.web.refusals import Refused, refusals_in, refusals_told

MOST_LISTED = 100
STEPS: dict[str, tuple[Callable[..., object], Any]] = {
    "leave": (programmes.leave, gettext_lazy("You have left this programme.")),
    "run": (tasks.start_run, gettext_lazy("The search for pairs has begun.")),
    "publish": (
        tasks.publish_run,
        gettext_lazy("It is published. Everybody concerned gets an e-mail in a moment."),
    ),
}


@require_safe
@person_only
def index(request: PersonRequest) -> HttpResponse:
    at = timezone.now()
    pages = [
        ProgrammePage(each, request.user, at)
        for each in list_programmes(request.user, at)[:MOST_LISTED]
    ]
    context = {
        "current": [page for page in pages if not page.is_over],
        "past": [page for page in pages if page.is_over],
        "may_open": may_open_programmes(request.user),
    }
    return render(request, "mentors/programmes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def new_programme(request: PersonRequest) -> HttpResponse:
    if not may_open_programmes(request.user):
        raise Http404
    data = request.POST if request.method == "POST" else None
    today = timezone.now().date()
    form = ProgrammeForm(
        data,
        levels=get_questionnaire().levels,
        today=today,
        open_to=_proposed_to(request.user),
    )
    if form.is_bound and form.is_valid():
        opened = programmes.open_programme(person=request.user, **form.cleaned_data)
        messages.success(
            request, _("The programme is created. People find it in the list of programmes.")
        )
        return redirect("mentors:programme", opened.code)
    return render(request, "mentors/new_programme.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def page(request: PersonRequest, code: UUID) -> HttpResponse:
    """Show a programme. POST takes the step that its button names.

    Those who join may join or leave, the organiser may run or publish.
    """
    at, step = timezone.now(), request.POST.get("step", "")
    if step in STEPS:
        return _take(request, code, step, at)
    page = ProgrammePage(get_programme(request.user, code), request.user, at)
    is_shut = _is_shut(page)
    form = _join_form(page, is_shut, request.POST if step == "join" else None)
    if step == "join" and form is None:
        return _say_why(request, page, is_shut=is_shut)
    if form is not None and form.is_bound and form.is_valid() and _join(request, code, form, at):
        return redirect("mentors:programme", code)
    context = {"page": page, "form": form, "is_shut": is_shut} | _parts(page)
    return render(request, "mentors/programme.html", context)


@require_POST
@own_only
def proposal(request: PersonRequest, code: UUID) -> HttpResponse:
    """Say yes or no to one pair. The second yes leads to the mentorship."""
    back = get_proposal(request.user, code).run.programme
    who: dict[str, Any] = {"person": request.user, "code": code, "at": timezone.now()}
    with refusals_told(request):
        if request.POST.get("answer") == "yes":
            pair = proposals.confirm(**who)
            if pair.mentorship is not None:
                messages.success(request, _("Both of you said yes: your mentorship has begun."))
                return redirect("mentors:mentorship", pair.mentorship.code)
            messages.success(
                request, _("You said yes. It begins when the other person says yes too.")
            )
        elif request.POST.get("answer") == "no":
            proposals.turn_down(**who)
            messages.success(request, _("You said no. Nobody is told a reason."))
    return redirect("mentors:programme", back.code)


def _take(request: HttpRequest, code: UUID, step: str, at: datetime) -> HttpResponse:
    verb, done = STEPS[step]
    more = {"seen": request.POST.get("seen")} if step == "publish" else {}
    with refusals_told(request):
        verb(person=request.user, code=code, at=at, **more)
        messages.success(request, done)
        if step == "leave":
            return redirect("mentors:programmes")  # the page may be hidden from them now
    return redirect("mentors:programme", code)


def _parts(page: ProgrammePage) -> dict[str, Any]:
    """The names of the levels, and the pairs once sign-up is over."""
    found, has_proposals = page.programme, page.is_over and page.has_joined
    is_organised = page.is_over and page.is_organiser
    proposed = list_proposals_in(found, page.person) if has_proposals else ()
    return {
        "levels": page.level_names(get_questionnaire()) if found.levels else [],
        "part": OrganiserPart(get_organised_part(found), page.at) if is_organised else None,
        "proposals": [ProposalLine(pair, page.person, page.at) for pair in proposed],
    }


def _is_shut(page: ProgrammePage) -> bool:
    """Whether the person sees the page only as an organiser, and may not join."""
    return not page.has_joined and page.is_organiser and not may_join(page.person, page.programme)


def _say_why(request: HttpRequest, page: ProgrammePage, *, is_shut: bool) -> HttpResponse:
    """Answer a form that its page no longer has."""
    why: type[Refused] = requests.NoProfile
    if not page.is_open:
        why = programmes.NotOpen
    elif is_shut:
        why = programmes.NotForYou
    messages.error(request, why.says)
    return redirect("mentors:programme", page.code)


def _join_form(page: ProgrammePage, is_shut: bool, data: Any) -> JoinForm | None:
    """None where the person can't join, or has no profile to be matched by."""
    profile = find_profile(page.person) if page.is_open and not is_shut else None
    if profile is None:
        return None
    own = find_participation(page.person, page.programme)
    values = {"is_mentee": own.is_mentee, "places": own.places} if own else {"places": 0}
    most = max(profile.capacity, own.places if own else 0)
    return JoinForm(data, most=most, initial=values)


def _join(request: PersonRequest, code: UUID, form: JoinForm, at: datetime) -> bool:
    """False means refused; the form then says why."""
    with refusals_in(form):
        programmes.sign_up(person=request.user, code=code, at=at, **form.cleaned_data)
        messages.success(
            request, _("You have joined. You get an e-mail when a pair is proposed to you.")
        )
    return form.is_valid()


def _proposed_to(person: User) -> str:
    """The proposed choice of `open_to`; "" if there is no choice."""
    if not person.is_staff:
        return Programme.OpenTo.TEAMS  # they manage a team, or they would not get here
    return Programme.OpenTo.EVERYBODY if manages_somebody(person) else ""
