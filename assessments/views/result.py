"""The result of a completed assessment, and where an unfinished one goes on."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from assessments.models.taking import Assessment
from assessments.pages.direction import Rated, rated
from assessments.pages.result.goals import ResultGoals
from assessments.pages.result.page import ResultPage
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import AnswerScale, Questionnaire, Scale, UnknownKey
from assessments.selectors.direction import list_key_technologies
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.result import Result, find_previous, get_result, get_surroundings
from assessments.selectors.taking import find_latest_completed, get_notes
from assessments.views.access import own_assessment, own_result
from assessments.views.paper import answer_pdf, limit_pdf
from setframework.people.models import User
from setframework.people.requests import PersonRequest


@require_safe
@login_required
def latest_result(request: PersonRequest) -> HttpResponse:
    assessment = find_latest_completed(request.user)
    if assessment is None:
        return redirect("assessments:start")
    return redirect("assessments:result", assessment.code)


@require_safe
@login_required
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
    template = "result_print" if request.GET.get("print") else "result"
    return render(
        request,
        f"assessments/{template}.html",
        {
            "page": page,
            "compared": _compared(request.GET),
            "technologies": _technologies(request.user, page),
            "goals": ResultGoals(assessment, found),
        },
    )


@require_safe
@own_result
@limit_pdf
def result_pdf(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The page for paper as a file; `?level=` and `?path=` as there."""
    try:
        page = _page(assessment, request.GET, find_previous(assessment))
    except UnknownKey as error:
        raise Http404(str(error)) from None
    return answer_pdf(request, assessment, "result", {"page": page})


def _page(assessment: Assessment, query: QueryDict, previous: Result | None) -> ResultPage:
    found = get_result(assessment, query.get("level"), query.get("path"))
    return ResultPage(found, query.get("scale"), get_notes(assessment), previous)


def _technologies(person: User, page: ResultPage) -> list[Rated]:
    """Beside the scale most of whose items are answered as they are; none are ever scored."""
    scale = page.questionnaire.key_technology_scale
    if scale is None or page.scale != _most_like(scale, page.questionnaire):
        return []
    return rated(list_key_technologies(person), scale)


def _most_like(answers: AnswerScale, questionnaire: Questionnaire) -> Scale:
    return max(
        questionnaire.scales,
        key=lambda scale: sum(item.answer_scale == answers for item in scale.items),
    )


def _compared(query: QueryDict) -> str:
    """What links to the same comparison carry on; empty where the page shows its own."""
    return urlencode([(name, str(query[name])) for name in ("level", "path") if name in query])


def _unfinished(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    progress = Unfinished(read_questionnaire(assessment.version), assessment.responses)
    return render(
        request,
        "assessments/result_unfinished.html",
        {"assessment": assessment, "progress": progress},
    )
