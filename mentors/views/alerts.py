"""Saved searches until somebody fits."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentors.forms.search import SearchForm
from mentors.selectors.alerts import find_alert
from mentors.selectors.crowd import get_snapshot
from mentors.selectors.profiles import get_profile
from mentors.services import alerts
from mentors.views.access import get_questionnaire
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_told


@person_only
@require_POST
def page(request: PersonRequest) -> HttpResponse:
    """Keep the search of the form. A mail goes out once somebody fits."""
    questionnaire, at = get_questionnaire(), timezone.now()
    form = SearchForm(
        request.POST,
        questionnaire=questionnaire,
        aspirations=get_snapshot(questionnaire, at).aspirations,
        languages=get_profile(request.user).languages,
    )
    if not form.is_valid():
        return redirect("mentors:search")
    asked = form.to_asked()
    with refusals_told(request):
        alerts.request_alert(person=request.user, asked=asked, at=at)
        messages.success(request, _("We will write to you once, when somebody fits."))
    return redirect(f"{reverse('mentors:search')}?{asked.query}")


@person_only
@require_POST
def cancel_alert(request: PersonRequest, code: UUID) -> HttpResponse:
    if find_alert(request.user, code) is None:
        raise Http404
    alerts.cancel_alert(person=request.user, code=code)
    messages.success(request, _("You will get no e-mail about this search."))
    return redirect("mentors:profile")
