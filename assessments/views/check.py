"""The page to check all answers before the result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.models.taking import Assessment
from assessments.pages.check import CheckPage
from assessments.selectors.check_in import find_check_in
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import get_notes
from assessments.services.taking import NothingAnswered, answers_anything, complete_assessment
from assessments.views.access import holder_of, own_assessment
from assessments.views.pace import forget_pace
from assessments.views.question import tell_completed


@require_http_methods(["GET", "HEAD", "POST"])
@own_assessment
def page(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    if request.method != "POST":
        if assessment.is_final:
            return tell_completed(request, assessment)
        return _show(request, assessment)
    if not answers_anything(assessment.responses):
        return _show(request, assessment, is_refused=True)
    try:
        complete_assessment(holder=holder_of(request), code=assessment.code, at=timezone.now())
    except NothingAnswered:
        return _show(request, assessment, is_refused=True)
    return forget_pace(redirect("assessments:result", assessment.code))


def _show(
    request: HttpRequest, assessment: Assessment, *, is_refused: bool = False
) -> HttpResponse:
    questionnaire = read_questionnaire(assessment.version)
    found = find_check_in(assessment)
    last = {} if found is None else found.words
    page = CheckPage(assessment, questionnaire, get_notes(assessment), last)
    return render(request, "assessments/check.html", {"page": page, "is_refused": is_refused})
