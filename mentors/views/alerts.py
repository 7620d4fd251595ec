"""Searches that wait until somebody fits."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentors import services
from mentors.forms import SearchForm
from mentors.selectors import find_alert, get_profile, get_snapshot
from mentors.views.access import get_questionnaire


@login_required
@require_POST
def alerts(request: HttpRequest) -> HttpResponse:
    """Keeps the search that the form carries, and mails once somebody fits."""
    questionnaire, at = get_questionnaire(), timezone.now()
    form = SearchForm(
        request.POST,
        questionnaire=questionnaire,
        goals=get_snapshot(questionnaire, at).goals,
        languages=get_profile(request.user).languages,
    )
    if not form.is_valid():
        return redirect("mentors:search")
    asked = form.to_asked()
    try:
        services.request_alert(person=request.user, asked=asked, at=at)
        messages.success(request, _("We will write to you once, when somebody fits."))
    except services.TooManyAlerts:
        many = _("You wait for %(most)d searches already. Drop one of them first.")
        messages.error(request, many % {"most": services.MAX_ALERTS})
    return redirect(f"{reverse('mentors:search')}?{asked.query}")


@login_required
@require_POST
def cancel_alert(request: HttpRequest, code: UUID) -> HttpResponse:
    if find_alert(request.user, code) is None:
        raise Http404
    services.cancel_alert(person=request.user, code=code)
    messages.success(request, _("You will get no mail about this search."))
    return redirect("mentors:profile")
