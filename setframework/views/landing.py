"""The first page: Home for somebody who is logged in, else the promise of the site and a sample."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from assessments.pages.ladder import make_ladder
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import UnknownKey
from assessments.selectors.questionnaires import find_site_questionnaire
from assessments.views.access import find_unconfirmed, find_waiting
from assessments.views.result import compared
from setframework.pages.sample import make_sample
from setframework.views import home


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return home.page(request)
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return render(request, "site/unpublished.html")
    waiting = find_waiting(request)
    context = {
        "questionnaire": questionnaire,
        "minutes": Unfinished(questionnaire, {}).minutes,
        "ladder": make_ladder(questionnaire.levels),
        "sample": make_sample(questionnaire),
        "own": waiting if waiting and waiting.is_completed else find_unconfirmed(request),
    }
    return render(request, "site/landing.html", context)


@require_safe
@cache_control(public=True, max_age=600)
def sample(request: HttpRequest) -> HttpResponse:
    """A made-up result, with the same `?scale=`, `?level=` and `?path=` as a real one."""
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return render(request, "site/unpublished.html")
    query = request.GET
    try:
        page = make_sample(questionnaire, *map(query.get, ("scale", "level", "path")))
    except UnknownKey as error:
        raise Http404(str(error)) from None
    context = {"page": page, "compared": compared(query)}
    return render(request, "site/sample.html", context)
