"""The feedback of the two, once the end is proposed or has come."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentors.forms.feedback import FeedbackForm
from mentors.pages.mentorships import PairingPage
from mentors.selectors.feedback import list_feedback
from mentors.services import feedback
from mentors.views.access import own_mentorship
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@own_mentorship
def page(request: PersonRequest, page: PairingPage) -> HttpResponse:
    given = {each.person_id: each for each in list_feedback(page.mentorship)}
    own, theirs = given.get(page.person.pk), given.get(page.other.pk)
    values = {"thanks": own.thanks, "private": own.private} if own else {}
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial=values)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            feedback.give_feedback(
                person=request.user, code=page.code, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("Thank you. Your words are saved."))
            return redirect("mentors:feedback", page.code)
    thanks = theirs.thanks if theirs else ""
    return render(request, "mentors/feedback.html", {"page": page, "form": form, "thanks": thanks})
