"""The pulse: one question after a month."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentors.forms.pulse import PulseForm
from mentors.pages.mentorships import PairingPage
from mentors.selectors.pulse import find_pulse
from mentors.services import pulse
from mentors.views.access import own_mentorship
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@own_mentorship
def page(request: PersonRequest, page: PairingPage) -> HttpResponse:
    at, answered = timezone.now(), find_pulse(page.mentorship, request.user)
    values = {"answer": answered.answer, "text": answered.text} if answered else {}
    form = PulseForm(request.POST if request.method == "POST" else None, initial=values)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            pulse.answer_pulse(person=request.user, code=page.code, at=at, **form.cleaned_data)
            messages.success(request, _("Kept, for you alone."))
            return redirect("mentors:mentorship", page.code)
    context = {"page": page, "form": form, "may_answer_pulse": page.may_answer_pulse(at)}
    return render(request, "mentors/pulse.html", context)
