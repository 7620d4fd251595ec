"""Pausing, resuming and ending a mentorship."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mentors.forms.closing import PauseForm
from mentors.pages.mentorships import PairingPage
from mentors.services import mentorships
from mentors.views.access import own_mentorship
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_in, refusals_told

STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "resume": (mentorships.resume, gettext_lazy("The mentorship is active again.")),
    "close": (
        mentorships.propose_end,
        gettext_lazy("Proposed. We have asked the other person to confirm."),
    ),
    "confirm": (mentorships.confirm_end, gettext_lazy("It is complete. Say what helped.")),
    "end": (
        mentorships.end_early,
        gettext_lazy("It has ended. We tell the other person, without a reason."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def page(request: PersonRequest, page: PairingPage) -> HttpResponse:
    """Show the ways to pause and to end. POST names the step."""
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
            messages.success(
                request, _("It is paused. Your place is kept, and we tell the other person.")
            )
            return redirect("mentors:mentorship", page.code)
    return render(request, "mentors/closing.html", {"page": page, "form": form})


def _take(request: HttpRequest, page: PairingPage, step: str) -> HttpResponse:
    service, done = STEPS[step]
    with refusals_told(request):
        service(person=request.user, code=page.code, at=timezone.now())
        messages.success(request, done)
        if step == "confirm":
            return redirect("mentors:feedback", page.code)
    return redirect("mentors:mentorship", page.code)
