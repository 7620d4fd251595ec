"""The history, the comparison of two results, and the history as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.forms.history import CompareForm
from assessments.pages.compare import ComparePage
from assessments.pages.history.items import RECENT
from assessments.pages.history.page import HistoryPage
from assessments.pages.history.table import list_rows
from assessments.scoring.questionnaire import UnknownKey
from assessments.selectors.direction import list_directions
from assessments.selectors.history import History, find_history, get_look_backs, get_notes_of
from assessments.selectors.questionnaires import UnknownQuestionnaire, read_questionnaire
from assessments.selectors.taking import list_completed_with_notes
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.csv import answer_csv


@require_safe
@person_only
def page(request: PersonRequest) -> HttpResponse:
    """`?scale=` chooses the scale whose items are drawn, `?year=` an earlier year to show.

    `?questionnaire=` names the questionnaire; without it, the last one is shown.
    """
    try:
        found = find_history(request.user, request.GET.get("questionnaire"))
        page = None if found is None else _page(request, found)
    except (UnknownKey, UnknownQuestionnaire) as error:
        raise Http404(str(error)) from None
    return render(request, "assessments/history.html", {"page": page})


@require_safe
@person_only
def compare(request: PersonRequest) -> HttpResponse:
    """`?before=` and `?after=`; without them the last two results."""
    named = _named(request)
    found = find_history(request.user, code=named.get("after") or named.get("before"))
    if not set(named.values()) <= (found.codes if found else frozenset()):
        raise Http404("no such result of this person")
    if found is None or len(found.sittings) < 2:
        return render(request, "assessments/compare.html", {"page": None, "history": found})
    form = CompareForm(named, sittings=found.sittings)
    page = None
    if form.is_valid():
        page = ComparePage(found, *form.indexes(), look_backs=get_look_backs(request.user))
    return render(request, "assessments/compare.html", {"page": page, "form": form})


@require_safe
@person_only
def history_csv(request: PersonRequest) -> HttpResponse:
    """Every answer of every completed assessment, a row each, for a spreadsheet."""
    completed = list_completed_with_notes(request.user)
    sat = ((each, read_questionnaire(each.version)) for each in completed)
    rows = list_rows(sat, get_look_backs(request.user))
    return answer_csv(request, rows, f"history-{timezone.localdate().isoformat()}.csv")


def _named(request: HttpRequest) -> dict[str, str]:
    """The codes that the address names, without those left empty."""
    given = {name: request.GET.get(name, "").lower() for name in ("before", "after")}
    return {name: code for name, code in given.items() if code}


def _page(request: PersonRequest, found: History) -> HistoryPage:
    recent = [sitting.pk for sitting in found.sittings[-RECENT:]]
    return HistoryPage(
        found,
        request.GET.get("scale"),
        look_backs=get_look_backs(request.user),
        directions=list(list_directions(request.user)),
        notes=get_notes_of(request.user, recent),
        year=request.GET.get("year"),
    )
