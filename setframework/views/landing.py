"""The first page: Home for somebody who is logged in, else the promise of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.pages.ladder import make_ladder
from assessments.pages.result.unfinished import Unfinished
from assessments.selectors.questionnaires import find_site_questionnaire
from setframework.pages.landing import make_sample
from setframework.views import home


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return home.page(request)
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
