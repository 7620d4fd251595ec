"""Decorators for views that only somebody who is logged in may reach."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from setframework.people.requests import PersonRequest

# The arguments of a view after the request.
Parts = ParamSpec("Parts")
View = Callable[..., HttpResponse]


def person_only(
    view: Callable[Concatenate[PersonRequest, Parts], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Parts], HttpResponse]:
    """Send a visitor to the log-in. The view may count on `request.user` being a `User`."""

    @wraps(view)
    def enter(request: HttpRequest, /, *args: Parts.args, **parts: Parts.kwargs) -> HttpResponse:
        return view(cast(PersonRequest, request), *args, **parts)

    return login_required(enter)


def own_only(
    view: Callable[Concatenate[PersonRequest, Parts], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Parts], HttpResponse]:
    """Like `person_only`. A row that is not found is a 404, also if it goes during the view."""

    @wraps(view)
    def fetch(request: PersonRequest, /, *args: Parts.args, **parts: Parts.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **parts)
        except ObjectDoesNotExist:
            raise Http404 from None

    return person_only(fetch)
