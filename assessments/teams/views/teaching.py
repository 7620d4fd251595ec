"""The "I can teach" board: members write and remove their own lines."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.teams.forms.teaching import OfferForm
from assessments.teams.pages.access import TeamPage
from assessments.teams.pages.teaching import show_offers
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.teaching import list_offers
from assessments.teams.services import teaching
from assessments.teams.services.membership import NotAMember
from assessments.teams.views.access import own_team
from setframework.web.refusals import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
@own_team
def page(request: HttpRequest, page: TeamPage) -> HttpResponse:
    membership = find_membership(page.person)
    is_member = membership is not None and membership.team_id == page.team.pk
    form = OfferForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _offer(request, page, form):
        return redirect("teams:teaching", page.team.code)
    context = {
        "team": page.team,
        "offers": show_offers(list_offers(page.team), page.person),
        "is_member": is_member,
        "form": form,
    }
    return render(request, "teams/teaching.html", context)


@require_POST
@own_team
def take_back_offer(request: HttpRequest, page: TeamPage, offer: UUID) -> HttpResponse:
    teaching.take_back_offer(person=page.person, code=page.team.code, offer=offer)
    messages.success(request, _("It is off the board."))
    return redirect("teams:teaching", page.team.code)


def _offer(request: HttpRequest, page: TeamPage, form: OfferForm) -> bool:
    with refusals_in(form):
        try:
            teaching.offer_teaching(
                person=page.person, code=page.team.code, at=timezone.now(), **form.cleaned_data
            )
        except NotAMember:
            raise Http404 from None
        messages.success(request, _("It is on the board. You can take it back at any time."))
    return form.is_valid()
