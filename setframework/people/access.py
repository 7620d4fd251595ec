"""What a page that shows something of a person's own stands behind."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def own_only(view: View) -> View:
    """For who is logged in; what is not theirs, or gone while the view is at work, is a 404."""

    @wraps(view)
    def fetch(request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            return view(request, **parts)
        except ObjectDoesNotExist:
            raise Http404 from None

    return login_required(fetch)
