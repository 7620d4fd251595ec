"""Reporting somebody to the moderators."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentors.forms.reports import ReportForm
from mentors.selectors.reports import get_met, list_written
from mentors.services import reports
from setframework.people.access import own_only
from setframework.people.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def page(request: PersonRequest, code: UUID) -> HttpResponse:
    other = get_met(request.user, code)
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        texts=list_written(request.user, other),
    )
    if request.method == "POST" and form.is_valid():
        reports.report(
            reporter=request.user,
            reported=other,
            category=form.cleaned_data["category"],
            evidence=form.evidence_text(),
            words=form.cleaned_data["words"],
            at=timezone.now(),
        )
        messages.success(
            request, _("Reported. The moderators look at it. They do not see who reported.")
        )
        return redirect("mentors:blocks")
    return render(request, "mentors/report.html", {"form": form, "code": code})
