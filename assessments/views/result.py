"""The result of a completed assessment, and the progress of an unfinished one."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from assessments.models.taking import Assessment
from assessments.pages.direction import rated
from assessments.pages.result.goals import ResultGoals
from assessments.pages.result.page import ResultPage
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import UnknownKey
from assessments.selectors.direction import list_key_technologies
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.result import Result, find_previous, get_result, get_surroundings
from assessments.selectors.taking import find_latest_completed, get_notes
from assessments.views.access import own_assessment, own_result
from assessments.views.paper import answer_pdf, paper_view
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest


@require_safe
@person_only
def latest_result(request: PersonRequest) -> HttpResponse:
    assessment = find_latest_completed(request.user)
    if assessment is None:
        return redirect("assessments:start")
    return redirect("assessments:result", assessment.code)


@require_safe
@person_only
@own_assessment
def page(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """`?scale=` chooses the open pillar, `?level=` and `?path=` what to compare with."""
    if not assessment.is_completed:
        return _unfinished(request, assessment)
    found = get_surroundings(request.user, assessment)
    try:
        page = _page(assessment, request.GET, found.previous)
    except UnknownKey as error:
        raise Http404(str(error)) from None
    scale = page.technology_scale
    technologies = rated(list_key_technologies(request.user), scale) if scale else []
    template = "result_print" if request.GET.get("print") else "result"
    return render(
        request,
        f"assessments/{template}.html",
        {
            "page": page,
            "compared": _compared(request.GET),
            "technologies": technologies,
            "goals": ResultGoals(assessment, found),
        },
    )


@require_safe
@own_result
@paper_view("result")
def result_pdf(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """The page for print as a file, with the same `?level=` and `?path=`."""
    try:
        page = _page(assessment, request.GET, find_previous(assessment))
    except UnknownKey as error:
        raise Http404(str(error)) from None
    return answer_pdf(request, assessment, "result", {"page": page})


def _page(assessment: Assessment, query: QueryDict, previous: Result | None) -> ResultPage:
    found = get_result(assessment, query.get("level"), query.get("path"))
    return ResultPage(found, query.get("scale"), get_notes(assessment), previous)


def _compared(query: QueryDict) -> str:
    """The level and path of the address as a query; empty where the page shows its own."""
    return urlencode([(name, str(query[name])) for name in ("level", "path") if name in query])


def _unfinished(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    progress = Unfinished(read_questionnaire(assessment.version), assessment.responses)
    return render(
        request,
        "assessments/result_unfinished.html",
        {"assessment": assessment, "progress": progress},
    )
