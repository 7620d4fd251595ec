"""Check answers, then see the result."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.models.taking import Assessment, Note
from assessments.pages.question import question_url
from assessments.scoring.questionnaire import SKIP, Item, Questionnaire, Scale
from assessments.selectors.check_in import find_check_in
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import get_notes
from assessments.services.taking import NothingAnswered, answers_anything, complete_assessment
from assessments.views.access import holder_of, own_assessment
from assessments.views.question import tell_completed
from setframework.people import visitors


@dataclass(frozen=True)
class Row:
    """One item with its answer in words; `kind` is answered, special, or open."""

    item: Item
    kind: str
    label: str
    url: str
    can_gain: bool
    note: Note | None
    carried: bool
    last_time: str


@require_http_methods(["GET", "HEAD", "POST"])
@own_assessment
def page(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    if request.method != "POST":
        if assessment.is_completed:
            return tell_completed(request, assessment)
        return _show(request, assessment)
    if not answers_anything(assessment.responses):
        return _show(request, assessment, is_refused=True)
    result_url = reverse("assessments:result", args=[assessment.code])
    if not request.user.is_authenticated:
        visitors.remember(request.session, assessment.code, complete=True)
        return redirect(f"{reverse('account_signup')}?next={result_url}")
    try:
        complete_assessment(holder=holder_of(request), code=assessment.code, at=timezone.now())
    except NothingAnswered:
        return _show(request, assessment, is_refused=True)
    return redirect(result_url)


def _show(
    request: HttpRequest, assessment: Assessment, *, is_refused: bool = False
) -> HttpResponse:
    questionnaire = read_questionnaire(assessment.version)
    notes = get_notes(assessment)
    found = find_check_in(assessment)
    last = {} if found is None else found.words
    scales = [
        (scale, list(_rows(assessment, questionnaire, scale, notes, last)))
        for scale in questionnaire.scales
    ]
    rows = [row for _, of_scale in scales for row in of_scale]
    context: dict[str, Any] = {
        "assessment": assessment,
        "scales": scales,
        "skipped": [row for row in rows if row.kind == SKIP],
        "open": [row for row in rows if row.kind == "open"],
        "first": rows[0],
        "is_refused": is_refused,
    }
    return render(request, "assessments/check.html", context)


def _rows(
    assessment: Assessment,
    questionnaire: Questionnaire,
    scale: Scale,
    notes: Mapping[str, Note],
    last: Mapping[str, str],
) -> Iterator[Row]:
    for item in scale.items:
        kind, label = _answer(questionnaire, item, assessment.responses)
        yield Row(
            item=item,
            kind=kind,
            label=label,
            url=question_url(assessment, item.key) + "?from=check",
            can_gain=item.key in assessment.can_gain,
            note=notes.get(item.key),
            carried=item.key in assessment.carried_over,
            # Only once an answer is saved: knowing the last one before would anchor it.
            last_time=last.get(item.key, "") if kind != "open" else "",
        )


def _answer(
    questionnaire: Questionnaire, item: Item, responses: Mapping[str, Any]
) -> tuple[str, str]:
    """("open", ""), ("answered", the option's words) or (the special answer's key, "")."""
    if item.key not in responses:
        return "open", ""
    value = responses[item.key]
    if value is None:
        return SKIP, ""
    if isinstance(value, str):
        return value, questionnaire.special_answer(value).label
    return "answered", item.answer_scale.option(value).label
