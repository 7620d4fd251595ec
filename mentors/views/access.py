"""What every page here needs first: the questionnaire, or something that is the person's own."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from assessments.selectors import Questionnaire, find_site_questionnaire
from mentors.selectors import get_mentorship
from mentors.views.pairing_page import PairingPage
from setframework.web.access import View, own_only


def get_questionnaire() -> Questionnaire:
    """404 while nothing is published: people would have nothing to help each other with."""
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        raise Http404
    return questionnaire


def own_mentorship(view: View) -> View:
    """Calls the view with the person's PairingPage instead of the mentorship's code."""

    @wraps(view)
    def fetch(request: HttpRequest, code: UUID, **parts: Any) -> HttpResponse:
        return view(request, PairingPage(get_mentorship(request.user, code), request.user), **parts)

    return own_only(fetch)
