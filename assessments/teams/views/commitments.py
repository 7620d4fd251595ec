"""The commitments of a manager: everybody in the team reads them, the manager writes them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.teams.forms.commitments import CommitmentForm, SettleForm
from assessments.teams.pages.access import TeamPage
from assessments.teams.selectors.commitments import list_commitments
from assessments.teams.services import commitments
from assessments.teams.views.access import own_team
from setframework.web.refusals import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    if request.method == "POST" and not page.is_manager:
        raise Http404
    form = CommitmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _make(request, page, form):
        return redirect("teams:commitments", page.team.code)
    context = {
        "team": page.team,
        "commitments": list_commitments(page.team),
        "is_manager": page.is_manager,
        "form": form,
    }
    return render(request, "teams/commitments.html", context)


@require_POST
@own_team
def settle_commitment(request: HttpRequest, page: TeamPage, commitment: UUID) -> HttpResponse:
    form = SettleForm(request.POST)
    if form.is_valid():
        commitments.settle_commitment(
            person=page.person,
            code=page.team.code,
            commitment=commitment,
            state=form.cleaned_data["state"],
            at=timezone.now(),
        )
        messages.success(request, _("Saved. Everybody in the team sees it."))
    return redirect("teams:commitments", page.team.code)


@require_POST
@own_team
def remove_commitment(request: HttpRequest, page: TeamPage, commitment: UUID) -> HttpResponse:
    commitments.remove_commitment(person=page.person, code=page.team.code, commitment=commitment)
    messages.success(request, _("Removed from the list."))
    return redirect("teams:commitments", page.team.code)


def _make(request: HttpRequest, page: TeamPage, form: CommitmentForm) -> bool:
    with refusals_in(form):
        commitments.make_commitment(
            person=page.person, code=page.team.code, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Saved. Everybody in the team sees it."))
    return form.is_valid()
