"""The result of a completed assessment, and the progress of an unfinished one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from assessments.models.direction import Direction
from assessments.models.taking import Assessment
from assessments.pages.direction import rated
from assessments.pages.result.goals import ResultGoals
from assessments.pages.result.page import ResultPage
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import UnknownKey
from assessments.selectors.direction import list_directions, list_key_technologies
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.result import Result, find_previous, get_result, get_surroundings
from assessments.selectors.taking import find_latest_completed, get_notes
from assessments.views.access import (
    find_unconfirmed,
    find_waiting,
    own_assessment,
    own_result,
    turn_away,
)
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
def page(request: HttpRequest, code: UUID) -> HttpResponse:
    """`?scale=` chooses the open pillar, `?level=` and `?path=` what to compare with."""
    if request.user.is_authenticated:
        return _of_person(request, code=code)
    return _of_visitor(request, code)


@person_only
@own_assessment
def _of_person(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    if not assessment.is_completed:
        return _unfinished(request, assessment)
    found = get_surroundings(request.user, assessment)
    page = _page(assessment, request.GET, found.previous, list(list_directions(request.user)))
    scale = page.technology_scale
    technologies = rated(list_key_technologies(request.user), scale) if scale else []
    more = {"technologies": technologies, "goals": ResultGoals(assessment, found)}
    return _show(request, page, more)


def _of_visitor(request: HttpRequest, code: UUID) -> HttpResponse:
    """This browser alone shows it: a visitor's own, also while a sign-up waits for its mail."""
    own = find_waiting(request, code)
    assessment = own or find_unconfirmed(request, code)
    if assessment is None:
        return turn_away(request, code)
    if not assessment.is_completed:
        return _unfinished(request, assessment)
    page = _page(assessment, request.GET, is_kept=False)
    response = _show(request, page, {"is_unconfirmed": own is None})
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@require_safe
@own_result
@paper_view("result")
def result_pdf(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """The page for print as a file, with the same `?level=` and `?path=`."""
    page = _page(assessment, request.GET, find_previous(assessment))
    return answer_pdf(request, assessment, "result", {"page": page})


def _page(
    assessment: Assessment,
    query: QueryDict,
    previous: Result | None = None,
    directions: Sequence[Direction] = (),
    *,
    is_kept: bool = True,
) -> ResultPage:
    try:
        found = get_result(assessment, query.get("level"), query.get("path"))
        notes = get_notes(assessment)
        scale = query.get("scale")
        return ResultPage(found, scale, notes, previous, directions, is_kept=is_kept)
    except UnknownKey as error:
        raise Http404(str(error)) from None


def _show(request: HttpRequest, page: ResultPage, more: dict[str, Any]) -> HttpResponse:
    template = "result_print" if request.GET.get("print") else "result"
    context = {"page": page, "compared": compared(request.GET), **more}
    return render(request, f"assessments/{template}.html", context)


def compared(query: QueryDict) -> str:
    """The level and path of the address as a query; empty where the page shows its own."""
    return urlencode([(name, str(query[name])) for name in ("level", "path") if name in query])


def _unfinished(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    progress = Unfinished(read_questionnaire(assessment.version), assessment.responses)
    return render(
        request,
        "assessments/result_unfinished.html",
        {"assessment": assessment, "progress": progress},
    )
