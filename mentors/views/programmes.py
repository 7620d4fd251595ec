"""Programmes: the list, a new one, and the page of one for those who join and who organise."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
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
from setframework.people.access import own_only
from setframework.people.models import User
from setframework.people.requests import PersonRequest
from setframework.web.refusals import Refused, refusals_in, refusals_told

MOST_LISTED = 100
STEPS: dict[str, tuple[Callable[..., object], Any]] = {
    "leave": (programmes.leave, gettext_lazy("You have left this programme.")),
    "run": (tasks.start_run, gettext_lazy("The search for pairs has begun.")),
    "publish": (
        tasks.publish_run,
        gettext_lazy("It is published. Everybody concerned gets a mail in a moment."),
    ),
}


@require_safe
@login_required
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
@login_required
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
        messages.success(request, _("The programme is there. People find it on its list."))
        return redirect("mentors:programme", opened.code)
    return render(request, "mentors/new_programme.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def page(request: PersonRequest, code: UUID) -> HttpResponse:
    """POST takes the step that its button names: join, leave; run, publish for who organises."""
    at, step = timezone.now(), request.POST.get("step", "")
    if step in STEPS:
        return _take(request, code, step, at)
    found = get_programme(request.user, code)
    page = ProgrammePage(found, request.user, at)
    data = request.POST if step == "join" else None
    is_shut = not page.has_joined and page.is_organiser and not may_join(request.user, found)
    form = _join_form(request.user, found, data) if page.is_open and not is_shut else None
    if step == "join" and form is None:
        return _say_why(request, code, page, is_shut=is_shut)
    if form is not None and form.is_bound and form.is_valid() and _join(request, code, form, at):
        return redirect("mentors:programme", code)
    has_proposals = page.is_over and page.has_joined
    proposed = list_proposals_in(found, request.user) if has_proposals else ()
    context = {
        "page": page,
        "form": form,
        "is_shut": is_shut,
        "levels": _level_names(found),
        "part": OrganiserPart(get_organised_part(found), at)
        if page.is_organiser and page.is_over
        else None,
        "proposals": [ProposalLine(pair, request.user, at) for pair in proposed],
    }
    return render(request, "mentors/programme.html", context)


@require_POST
@own_only
def proposal(request: PersonRequest, code: UUID) -> HttpResponse:
    """Yes or no to one pair; the second yes leads to the mentorship."""
    back = get_proposal(request.user, code).run.programme
    who: dict[str, Any] = {"person": request.user, "code": code, "at": timezone.now()}
    with refusals_told(request):
        if request.POST.get("answer") == "yes":
            pair = proposals.confirm(**who)
            if pair.mentorship is not None:
                messages.success(request, _("Both of you said yes: your mentorship has begun."))
                return redirect("mentors:mentorship", pair.mentorship.code)
            messages.success(request, _("You said yes. It begins once the other one does too."))
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
            return redirect("mentors:programmes")  # the page may be hidden from them by now
    return redirect("mentors:programme", code)


def _say_why(
    request: HttpRequest, code: UUID, page: ProgrammePage, *, is_shut: bool
) -> HttpResponse:
    """For who sends the form of a page that has none any more."""
    why: type[Refused] = requests.NoProfile
    if not page.is_open:
        why = programmes.NotOpen
    elif is_shut:
        why = programmes.NotForYou
    messages.error(request, why.says)
    return redirect("mentors:programme", code)


def _join_form(person: User, programme: Programme, data: Any) -> JoinForm | None:
    """None without a profile: there is nothing yet to be matched by."""
    profile = find_profile(person)
    if profile is None:
        return None
    own = find_participation(person, programme)
    values = {"is_mentee": own.is_mentee, "places": own.places} if own else {"places": 0}
    most = max(profile.capacity, own.places if own else 0)
    return JoinForm(data, most=most, initial=values)


def _join(request: PersonRequest, code: UUID, form: JoinForm, at: datetime) -> bool:
    """False where it is refused, which the form then says."""
    with refusals_in(form):
        programmes.sign_up(person=request.user, code=code, at=at, **form.cleaned_data)
        messages.success(request, _("You are in. You get a mail once somebody is proposed to you."))
    return form.is_valid()


def _proposed_to(person: User) -> str:
    """To whom a new programme is open unless something else is chosen; "" where nothing can be."""
    if not person.is_staff:
        return Programme.OpenTo.TEAMS  # nobody else gets here without managing a team
    return Programme.OpenTo.EVERYBODY if manages_somebody(person) else ""


def _level_names(programme: Programme) -> list[str]:
    if not programme.levels:
        return []
    names = {level.key: level.name for level in get_questionnaire().levels}
    return [names[key] for key in programme.levels if key in names]
