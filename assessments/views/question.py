"""One question a page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import push_url

from assessments.forms.taking import AnswerForm
from assessments.forms.unclear import UnclearForm
from assessments.models.taking import Assessment
from assessments.pages.question import FROM_CHECK, QuestionPage, question_url, typed_answer
from assessments.scoring.questionnaire import UnknownKey
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_note
from assessments.selectors.unclear import find_unclear_report
from assessments.services import taking
from assessments.services.taking import AlreadyCompleted, Evidence
from assessments.services.unclear import report_unclear
from assessments.views.access import holder_of, leave, own_assessment
from assessments.views.pace import keep_pace, pace_of
from setframework.web.middleware import unsent
from setframework.web.one_by_one import one_by_one
from setframework.web.refusals import tell_refusal


@unsent.shown_in_place
@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@own_assessment
def page(request: HttpRequest, assessment: Assessment, item: str) -> HttpResponse:
    page = _page(request, assessment, item)
    if assessment.is_final:
        return tell_completed(request, assessment)
    if request.method != "POST":
        return _show(request, page, _first_form(page, unsent.take_back(request)))
    form = page.form(find_note(page.assessment, page.item.key), request.POST)
    if _leaves_untouched(request, form):
        return redirect("assessments:start")
    if not form.is_valid():
        return push_url(_show(request, page, form), url=False)
    try:
        _save(request, page, form)
    except AlreadyCompleted:
        return tell_completed(request, assessment)
    is_first = item not in assessment.responses
    return keep_pace(request, _go_on(request, page), is_first=is_first)


@unsent.shown_in_place
@require_http_methods(["GET", "HEAD", "POST"])
@own_assessment
def unclear(request: HttpRequest, assessment: Assessment, item: str) -> HttpResponse:
    """Counts the question as unclear; an answer that is being typed meanwhile stays on the page."""
    page = _page(request, assessment, item)
    sent = unsent.sent(request) or QueryDict()
    form = UnclearForm(sent)
    if request.method == "POST" and form.is_valid():
        report_unclear(
            holder=holder_of(request),
            code=assessment.code,
            item=item,
            word=form.cleaned_data["word"],
            at=timezone.now(),
        )
    is_saved = request.method == "POST" and form.is_valid() and not typed_answer(sent)
    if assessment.is_final or is_saved or not sent:
        return redirect(question_url(assessment, item))
    return _show(request, page, _first_form(page, sent), unclear_form=form)


def moved(request: HttpRequest, code: UUID, item: str, to: str) -> HttpResponse:
    """Redirects from the earlier address of a question, whether or not the question exists."""
    query = request.META.get("QUERY_STRING")
    url = reverse(f"assessments:{to}", args=[code, item]) + (f"?{query}" if query else "")
    # The browser sends an answer again, to the new address.
    return redirect(url, permanent=True, preserve_request=request.method not in {"GET", "HEAD"})


def tell_completed(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    tell_refusal(request, AlreadyCompleted.says, level=messages.INFO)
    return leave(request, "assessments:result", assessment.code)


def _page(request: HttpRequest, assessment: Assessment, item: str) -> QuestionPage:
    is_change = request.GET.get("from") == FROM_CHECK
    questionnaire, pace = read_questionnaire(assessment.version), pace_of(request)
    try:
        return QuestionPage(assessment, questionnaire, item, is_change=is_change, pace=pace)
    except UnknownKey as unknown:
        raise Http404(str(unknown)) from None


def _first_form(page: QuestionPage, typed: Mapping[str, str] | None) -> AnswerForm:
    """The form with what was typed and is not saved, else with what is stored."""
    note = find_note(page.assessment, page.item.key)
    return page.form(note, typed=typed_answer(typed or {}))


def _show(
    request: HttpRequest,
    page: QuestionPage,
    form: AnswerForm,
    unclear_form: UnclearForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "page": page,
        "form": form,
        "unclear_form": unclear_form or UnclearForm(),
        "unclear_report": find_unclear_report(page.assessment, page.item.key),
    }
    return render(request, "assessments/question.html", context)


def _leaves_untouched(request: HttpRequest, form: AnswerForm) -> bool:
    """A person who leaves without an answer or a note has nothing to save."""
    return "leave" in request.POST and not any(form.data.get(name) for name in form.fields)


def _save(request: HttpRequest, page: QuestionPage, form: AnswerForm) -> None:
    note = Evidence(form.cleaned_data["note"], form.cleaned_data["happened_on"])
    taking.save_response(
        holder=holder_of(request),
        code=page.assessment.code,
        item=page.item.key,
        value=form.response,
        can_gain=form.cleaned_data.get("can_gain", False),
        note=note if "note" in form.data else None,
    )


def _go_on(request: HttpRequest, page: QuestionPage) -> HttpResponse:
    if "leave" in request.POST:
        return leave(request, "assessments:start")
    if page.next_item is None:
        return leave(request, "assessments:check", page.assessment.code)
    return redirect(question_url(page.assessment, page.next_item.key))
