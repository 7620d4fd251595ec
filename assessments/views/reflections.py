"""The page for own words after a result."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.reflections import ReflectionForm
from assessments.models.taking import Assessment
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.reflections import get_reflections
from assessments.services import reflections
from assessments.views.access import own_assessment
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@person_only
@own_assessment
def page(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    questionnaire = read_questionnaire(assessment.version)
    if not questionnaire.reflections:
        raise Http404("this questionnaire asks nothing after a result")
    form = ReflectionForm(
        request.POST or None,
        questionnaire=questionnaire,
        texts=get_reflections(assessment),
    )
    if not assessment.is_completed:
        return redirect("assessments:result", assessment.code)
    if request.method != "POST" or not form.is_valid():
        context: dict[str, Any] = {"assessment": assessment, "form": form}
        return render(request, "assessments/reflections.html", context)
    reflections.save_reflections(
        person=request.user, code=assessment.code, texts=form.cleaned_data, at=timezone.now()
    )
    messages.success(request, _("Your words are saved. Only you see them."))
    return redirect("assessments:reflections", assessment.code)
