"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.pages.ladder import make_ladder
from assessments.pages.result.unfinished import Unfinished
from assessments.selectors.questionnaires import find_site_questionnaire
from setframework.pages.landing import make_sample


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("assessments:latest_result")
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return render(request, "site/unpublished.html")
    context = {
        "questionnaire": questionnaire,
        "minutes": Unfinished(questionnaire, {}).minutes,
        "ladder": make_ladder(questionnaire.levels),
        "sample": make_sample(questionnaire),
    }
    return render(request, "site/landing.html", context)
