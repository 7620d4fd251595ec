"""Answers from before the log-in: they join an account only if its owner says so."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.taking import KeepForm
from assessments.models.taking import Assessment
from assessments.pages.keep import Pile, count
from assessments.pages.question import next_url
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_draft, get_own_assessment
from assessments.services import taking
from assessments.services.taking import DraftExists
from assessments.views.access import find_waiting
from setframework.people import visitors
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.people.visitors import Holder


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def page(request: PersonRequest, code: UUID) -> HttpResponse:
    waiting = find_waiting(request, code)
    if waiting is None:
        return _settled(request, code)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, waiting, form)
    try:
        if form.cleaned_data["choice"] == "discard":
            return _discard(request, waiting)
        kept = taking.attach_draft(
            person=request.user,
            code=waiting.code,
            at=timezone.now(),
            instead_of=form.cleaned_data["instead_of"],
        )
    except DraftExists:
        return _ask(request, waiting, KeepForm())
    except Assessment.DoesNotExist:
        return _settled(request, code)
    visitors.forget(request.session)
    return _go_on(kept)


def _settled(request: PersonRequest, code: UUID) -> HttpResponse:
    """The second of two clicks goes where the first one went; any other code is unknown here."""
    try:
        return _go_on(get_own_assessment(Holder(person=request.user), code))
    except Assessment.DoesNotExist:
        if visitors.read(request.session) == code:
            return redirect("assessments:start")
        raise Http404 from None


def _ask(request: PersonRequest, waiting: Assessment, form: KeepForm) -> HttpResponse:
    other = None if waiting.is_completed else find_draft(Holder(person=request.user))
    context: dict[str, Any] = {
        "form": form,
        "waiting": _count(waiting),
        "other": _count(other) if other else None,
    }
    return render(request, "assessments/keep.html", context)


def _count(draft: Assessment) -> Pile:
    return count(draft, read_questionnaire(draft.version))


def _discard(request: HttpRequest, waiting: Assessment) -> HttpResponse:
    # The session still names it, so a second click finds it gone and not unknown.
    taking.discard_draft(holder=Holder(draft_code=waiting.code), code=waiting.code)
    messages.success(request, _("The answers from before you logged in are deleted."))
    return redirect("assessments:start")


def _go_on(kept: Assessment) -> HttpResponse:
    if kept.is_completed:
        return redirect("assessments:result", kept.code)
    return redirect(next_url(kept, read_questionnaire(kept.version)))
