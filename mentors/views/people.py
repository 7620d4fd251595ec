"""One person, as they chose to be seen."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mentors.models import MentorProfile
from mentors.selectors import compare, find_profile, get_listed, list_goals
from mentors.views.access import get_questionnaire
from mentors.views.card import Card


@require_safe
@login_required
def person(request: HttpRequest, code: UUID) -> HttpResponse:
    questionnaire, at = get_questionnaire(), timezone.now()
    own = find_profile(request.user)
    is_own = own is not None and own.person.code == code
    try:
        shown = own if own is not None and is_own else get_listed(request.user, code)
    except MentorProfile.DoesNotExist:
        raise Http404 from None
    match = None if own is None or is_own else compare(own, shown, questionnaire, at)
    card = Card(shown, questionnaire, match, list_goals())
    context = {"card": card, "is_own": is_own, "takes_requests": card.takes_requests(at)}
    return render(request, "mentors/person.html", context)
