"""Results that the two show each other, and whether the chosen items have changed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.selectors.taking import list_assessments
from mentors.forms.results import ShareForm
from mentors.pages.mentorships import PairingPage
from mentors.pages.results import split_by_owner
from mentors.selectors.growth import chosen_items, list_growth
from mentors.selectors.mentorships import list_mentorship_goals
from mentors.selectors.results import list_result_shares
from mentors.services import results
from mentors.views.access import get_questionnaire, own_mentorship
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_told

MOST_OFFERED = 12


@require_http_methods(["GET", "HEAD", "POST"])
@own_mentorship
def page(request: PersonRequest, page: PairingPage) -> HttpResponse:
    shares = list(list_result_shares(page.mentorship))
    own = list(list_assessments(request.user).filter(completed_at__isnull=False))
    shown = {share.assessment_id for share in shares}
    offered = [each for each in own if each.pk not in shown][:MOST_OFFERED]
    form = ShareForm(request.POST if request.method == "POST" else None, assessments=offered)
    if request.method == "POST" and form.is_valid():
        return _share(request, page, form.cleaned_data["assessment"])
    questionnaire = get_questionnaire()
    items = chosen_items(list_mentorship_goals(page.mentorship), questionnaire)
    mine, theirs = split_by_owner(shares, page.person)
    context = {
        "page": page,
        "form": form,
        "can_share": bool(offered) and page.mentorship.is_open,
        "mine": mine,
        "theirs": theirs,
        "items": items,
        "growth": list_growth(page.mentorship, request.user, items, own, shares, questionnaire),
    }
    return render(request, "mentors/results.html", context)


@never_cache
@require_safe
@own_mentorship
def shared_result(request: PersonRequest, page: PairingPage, share: UUID) -> HttpResponse:
    """Show the other one's result. Its owner sees when it was read."""
    result = results.read_shared_result(
        person=request.user, code=page.code, share=share, at=timezone.now()
    )
    return render(request, "mentors/shared_result.html", {"page": page, "result": result})


@require_POST
@own_mentorship
def stop_sharing(request: PersonRequest, page: PairingPage, share: UUID) -> HttpResponse:
    results.unshare_result(person=request.user, code=page.code, share=share)
    messages.success(request, _("The other person can no longer see that result."))
    return redirect("mentors:results", page.code)


def _share(request: PersonRequest, page: PairingPage, assessment: str) -> HttpResponse:
    with refusals_told(request):
        results.share_result(
            person=request.user, code=page.code, assessment=assessment, at=timezone.now()
        )
        messages.success(
            request, _("Shown. Here you see when it was read, and you can take it back.")
        )
    return redirect("mentors:results", page.code)
