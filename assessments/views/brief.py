"""The brief: one page for a conversation with a manager or mentor, and its file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models.taking import Assessment
from assessments.pages.brief import brief_form, sheet
from assessments.pages.result.page import ResultPage
from assessments.selectors.result import get_result
from assessments.selectors.sharing import find_brief
from assessments.selectors.taking import get_notes
from assessments.services.sharing import save_brief
from assessments.views.access import own_result
from assessments.views.paper import answer_pdf, paper_view
from setframework.people.requests import PersonRequest
from setframework.web.one_by_one import one_by_one


@require_http_methods(["GET", "HEAD", "POST"])
@one_by_one
@own_result
def page(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    page = ResultPage(get_result(assessment), None, get_notes(assessment))
    saved = find_brief(assessment)
    name = request.user.name
    form = brief_form(page, saved, name, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        save_brief(person=request.user, code=assessment.code, picks=form.picks, at=timezone.now())
        messages.success(request, _("Your brief is saved."))
        return redirect("assessments:brief", assessment.code)
    context = {
        "assessment": assessment,
        "form": form,
        "sheet": sheet(page, saved.picks, name) if saved else None,
    }
    return render(request, "assessments/brief.html", context)


@require_safe
@own_result
@paper_view("brief")
def brief_pdf(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    saved = find_brief(assessment)
    if saved is None:
        return redirect("assessments:brief", assessment.code)
    page = ResultPage(get_result(assessment), None, {})
    context = {"sheet": sheet(page, saved.picks, request.user.name)}
    return answer_pdf(request, assessment, "brief", context)
