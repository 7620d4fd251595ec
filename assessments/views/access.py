"""Access to the pages of an assessment: fetching one checks who asks."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from assessments.models.taking import Assessment
from assessments.selectors.taking import (
    find_unconfirmed_result,
    find_visitor_draft,
    get_own_assessment,
)
from setframework.people import visitors
from setframework.people.access import person_only
from setframework.people.visitors import Holder

View = Callable[..., HttpResponse]


def holder_of(request: HttpRequest) -> Holder:
    """The person who is logged in, else the visitor whose session holds a draft."""
    if request.user.is_authenticated:
        return Holder(person=request.user)
    return Holder(draft_code=visitors.read(request.session))


def own_assessment(view: View) -> View:
    """Calls the view with the holder's assessment instead of its code; turns others away."""

    @wraps(view)
    def fetch(request: HttpRequest, code: UUID, **others: Any) -> HttpResponse:
        try:
            return view(request, get_own_assessment(holder_of(request), code), **others)
        except Assessment.DoesNotExist:  # not theirs, or gone while the view was at work
            return turn_away(request, code)

    return fetch


def own_result(view: View) -> View:
    """Like own_assessment, for a person's completed one. An unfinished one is sent on."""

    @wraps(view)
    def finished(request: HttpRequest, assessment: Assessment, **others: Any) -> HttpResponse:
        if not assessment.is_completed:
            return leave(request, "assessments:result", assessment.code)
        return view(request, assessment, **others)

    return person_only(own_assessment(finished))


def turn_away(request: HttpRequest, code: UUID) -> HttpResponse:
    """A visitor goes to log-in, whether or not it exists. A person gets 404 or the keep page."""
    if not request.user.is_authenticated:
        return leave(request, redirect_to_login(request.get_full_path()).url)
    if find_waiting(request, code) is None:
        raise Http404
    return leave(request, "assessments:keep", code)


def find_waiting(request: HttpRequest, code: UUID | None = None) -> Assessment | None:
    """The draft that a visitor left in this session; with a code, only if it is that one."""
    waiting = visitors.read(request.session)
    return find_visitor_draft(waiting) if code in (None, waiting) else None


def find_unconfirmed(request: HttpRequest, code: UUID | None = None) -> Assessment | None:
    """The result that this browser shows until the address of its new account is confirmed."""
    aside = visitors.read_set_aside(request.session)
    return find_unconfirmed_result(aside) if code in (None, aside) else None


def leave(request: HttpRequest, to: str, *args: Any) -> HttpResponse:
    """A redirect that loads the whole page, also where htmx would have swapped a part of it."""
    response = redirect(to, *args)
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(response.url)
    return response
