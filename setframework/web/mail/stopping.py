"""The page behind the link that stops a reminder."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods


def stop_page(
    find: Callable[[str], Any], stop: Callable[..., object], template: str
) -> Callable[..., HttpResponse]:
    """Make the view of such links. `find` returns the row for a token or None; the row has `is_on`.

    `stop` turns it off.
    """

    @never_cache
    @csrf_exempt  # mail programs post it without a page or session (RFC 8058)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, token: str) -> HttpResponse:
        """A GET only asks: programs that scan mail follow every link."""
        reminder = find(token)
        if reminder is None:
            raise Http404
        if request.method == "POST":
            stop(reminder=reminder)
        is_off = request.method == "POST" or not reminder.is_on
        response = render(request, template, {"is_off": is_off})
        response["X-Robots-Tag"] = "noindex"
        return response

    return view
