"""Another team that is part of this one, or asks to be, for the manager of this one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.teams.forms.ties import TieForm
from assessments.teams.models.ties import Tie
from assessments.teams.pages.access import TeamPage
from assessments.teams.services import ties
from assessments.teams.views.access import managed_team
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_told


@managed_team
@require_POST
def answer_tie(request: PersonRequest, page: TeamPage, tie: UUID) -> HttpResponse:
    form = TieForm(request.POST)
    if not form.is_valid():
        raise Http404
    parts: dict[str, Any] = {"person": request.user, "code": page.code, "tie": tie}
    try:
        with refusals_told(request):
            if form.cleaned_data["step"] == "agree":
                ties.agree_tie(**parts, at=timezone.now())
                messages.success(request, _("Agreed. Everybody in that team gets an e-mail."))
            else:
                ties.end_tie(**parts, at=timezone.now())
                messages.success(request, _("That team is not part of yours."))
    except Tie.DoesNotExist:  # ended in the meantime
        messages.info(request, _("That team is not part of yours."))
    return redirect("teams:settings", page.code)
