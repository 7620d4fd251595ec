"""The questionnaire, and the person's own mentorship: what these pages fetch first."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.pages.mentorships import PairingPage
from mentors.selectors.mentorships import get_mentorship
from setframework.people.access import View, own_only
from setframework.people.requests import PersonRequest


def get_questionnaire() -> Questionnaire:
    """The site's questionnaire. 404 if there is none: people need items to help with."""
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        raise Http404
    return questionnaire


def own_mentorship(view: View) -> View:
    """Call the view with the person's PairingPage instead of the mentorship's code."""

    @wraps(view)
    def fetch(request: PersonRequest, code: UUID, **parts: Any) -> HttpResponse:
        return view(request, PairingPage(get_mentorship(request.user, code), request.user), **parts)

    return own_only(fetch)
