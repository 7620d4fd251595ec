"""Home: the first page of somebody who is logged in."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.selectors.questionnaires import find_site_questionnaire
from setframework.pages.home.page import HomePage, NewPage
from setframework.pages.home.picture import make_picture
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.selectors.home import find_latest, get_home
from setframework.selectors.waiting import count_places


@require_safe
@person_only
def page(request: PersonRequest) -> HttpResponse:
    at = timezone.now()
    home = get_home(request.user, at)
    context: dict[str, Any] = {"waiting": count_places(home.waiting)}
    if home.latest is not None:
        context["page"] = HomePage(home, home.latest, at)
        return render(request, "site/home.html", context)
    asked = home.asked or find_site_questionnaire()
    if asked is None:
        return render(request, "site/unpublished.html", context)
    context["page"] = NewPage(home, asked, at)
    return render(request, "site/home_new.html", context)


@require_safe
@person_only
def picture(request: PersonRequest) -> HttpResponse:
    """The shapes as a file to show to somebody: no number in it, no name of a person or level."""
    latest = find_latest(request.user)
    if latest is None:
        raise Http404
    response = render(
        request,
        "site/home_picture.svg",
        {"picture": make_picture(latest)},
        content_type="image/svg+xml",
    )
    response.headers["Content-Disposition"] = 'attachment; filename="set-framework.svg"'
    return response
