"""How a mentorship is doing, how it pauses and how it ends."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mentors.forms.closing import CheckInForm, FeedbackForm, PauseForm
from mentors.pages.mentorships import PairingPage
from mentors.selectors.mentorships import find_check_in, list_feedback
from mentors.services import mentorships, pulse
from mentors.services.feedback import give_feedback
from mentors.views.access import own_mentorship
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_in, refusals_told

STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "resume": (mentorships.resume, gettext_lazy("On you go: the mentorship is active again.")),
    "close": (
        mentorships.propose_end,
        gettext_lazy("Proposed. The other one is asked to confirm."),
    ),
    "confirm": (mentorships.confirm_end, gettext_lazy("It is complete. Say what helped.")),
    "end": (
        mentorships.end_early,
        gettext_lazy("It has ended. The other one is told, without a reason."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def end(request: PersonRequest, page: PairingPage) -> HttpResponse:
    """Pause, resume, and the two ways to end: POST names the step."""
    step = request.POST.get("step", "")
    form = PauseForm(request.POST if step == "pause" else None)
    if step in STEPS:
        return _take(request, page, step)
    if step == "pause" and form.is_valid():
        with refusals_in(form, beside="until"):
            mentorships.pause(
                person=request.user,
                code=page.code,
                until=form.cleaned_data["until"],
                at=timezone.now(),
            )
            messages.success(request, _("It is paused. The place is kept, and the other one told."))
            return redirect("mentors:mentorship", page.code)
    return render(request, "mentors/end.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def check_in(request: PersonRequest, page: PairingPage) -> HttpResponse:
    at, answered = timezone.now(), find_check_in(page.mentorship, request.user)
    values = {"answer": answered.answer, "text": answered.text} if answered else {}
    form = CheckInForm(request.POST if request.method == "POST" else None, initial=values)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            pulse.answer_check_in(person=request.user, code=page.code, at=at, **form.cleaned_data)
            messages.success(request, _("Kept, for you alone."))
            return redirect("mentors:mentorship", page.code)
    context = {"page": page, "form": form, "may_check_in": page.may_check_in(at)}
    return render(request, "mentors/check_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def feedback(request: PersonRequest, page: PairingPage) -> HttpResponse:
    given = {each.person_id: each for each in list_feedback(page.mentorship)}
    own, theirs = given.get(page.person.pk), given.get(page.other.pk)
    values = {"thanks": own.thanks, "private": own.private} if own else {}
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial=values)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            give_feedback(
                person=request.user, code=page.code, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("Thank you. It is kept."))
            return redirect("mentors:feedback", page.code)
    thanks = theirs.thanks if theirs else ""
    return render(request, "mentors/feedback.html", {"page": page, "form": form, "thanks": thanks})


def _take(request: HttpRequest, page: PairingPage, step: str) -> HttpResponse:
    service, done = STEPS[step]
    with refusals_told(request):
        service(person=request.user, code=page.code, at=timezone.now())
        messages.success(request, done)
        if step == "confirm":
            return redirect("mentors:feedback", page.code)
    return redirect("mentors:mentorship", page.code)
