"""The page to rate an earlier date again, as the person sees it now."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.look_back import LookBackForm
from assessments.models.look_back import LookBack
from assessments.models.taking import Assessment
from assessments.selectors.check_in import find_earlier
from assessments.selectors.look_back import find_look_back
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_latest_completed
from assessments.services import look_back
from assessments.services.look_back import NothingLater
from assessments.views.access import own_assessment
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.middleware import unsent
from setframework.web.one_by_one import one_by_one


@unsent.shown_in_place
@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@person_only
@own_assessment
def page(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    latest = find_latest_completed(request.user, assessment.version.key)
    if not assessment.is_completed or latest is None or latest == assessment:
        return _tell_nothing_later(request, assessment)
    kept = find_look_back(assessment, latest)
    form = _form(request, assessment, kept)
    if request.method != "POST" or not form.is_valid():
        return _show(request, assessment, latest, form)
    try:
        saved = look_back.save_look_back(
            person=request.user, code=assessment.code, responses=form.responses, at=timezone.now()
        )
    except NothingLater:  # the later result went a moment ago
        return _tell_nothing_later(request, assessment)
    _tell_saved(request, kept, saved)
    return redirect("assessments:look_back", assessment.code)


def _form(request: HttpRequest, assessment: Assessment, kept: LookBack | None) -> LookBackForm:
    return LookBackForm(
        unsent.sent(request),
        items=read_questionnaire(assessment.version).items,
        then=assessment.responses,
        seen=kept.responses if kept else {},
    )


def _show(
    request: HttpRequest, assessment: Assessment, latest: Assessment, form: LookBackForm
) -> HttpResponse:
    scales = read_questionnaire(assessment.version).scales
    context: dict[str, Any] = {
        "assessment": assessment,
        "latest": latest,
        "form": form,
        "scales": [(scale, form.rows_of(scale.key)) for scale in scales],
    }
    return render(request, "assessments/look_back.html", context)


def _tell_saved(request: HttpRequest, before: LookBack | None, saved: LookBack | None) -> None:
    if saved is not None:
        text = _("Saved beside your answers of that day. Those stay as they are.")
    elif before is not None:
        text = _("Removed. Your history shows only your answers of that day again.")
    else:
        text = _("Nothing was chosen, so nothing was saved.")
    messages.info(request, text)


def _tell_nothing_later(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    if not assessment.is_completed:
        text = _("Finish this one first. You can look back at it after a later result.")
    elif find_earlier(assessment) is not None:
        text = _("This is your latest result: from here you can look back at an earlier one.")
    else:
        text = _("Looking back needs a later result. Take the assessment again first.")
    messages.info(request, text)
    return redirect("assessments:result", assessment.code)
