"""Keeping away from somebody, and telling the moderators."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentors import services
from mentors.forms import ReportForm
from mentors.selectors import get_met, list_blocks, list_written
from setframework.web.access import own_only


@require_safe
@login_required
def blocks(request: HttpRequest) -> HttpResponse:
    return render(request, "mentors/blocks.html", {"blocks": list_blocks(request.user)})


@require_POST
@own_only
def block(request: HttpRequest, code: UUID) -> HttpResponse:
    other = get_met(request.user, code)
    services.block(person=request.user, other=other, at=timezone.now())
    messages.success(request, _("Blocked. You do not see each other any more; nobody is told."))
    return redirect("mentors:blocks")


@require_POST
@own_only
def unblock(request: HttpRequest, code: UUID) -> HttpResponse:
    services.unblock(person=request.user, code=code)
    messages.success(request, _("The block is taken back. You can find each other again."))
    return redirect("mentors:blocks")


@require_http_methods(["GET", "HEAD", "POST"])
@own_only
def report(request: HttpRequest, code: UUID) -> HttpResponse:
    other = get_met(request.user, code)
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        texts=list_written(request.user, other),
    )
    if request.method == "POST" and form.is_valid():
        services.report(
            reporter=request.user,
            reported=other,
            category=form.cleaned_data["category"],
            evidence=form.evidence_text(),
            words=form.cleaned_data["words"],
            at=timezone.now(),
        )
        messages.success(request, _("Reported. The moderators look at it; who reported is hidden."))
        return redirect("mentors:blocks")
    return render(request, "mentors/report.html", {"form": form, "code": code})
