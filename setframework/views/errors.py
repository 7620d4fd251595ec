"""Pages for errors. Below /api/ the same is JSON."""

import logging
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from setframework.web.context import site
from setframework.web.middleware.unsent import words_of

logger = logging.getLogger(__name__)

# The longest window of the limits on log-in. Only the limit on visitors has a longer one.
LONGEST_LIMIT = timedelta(minutes=5)

# The answer if even the error page can't be drawn. It has no style, as the styles may fail.
LAST_RESORT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Something went wrong</title></head>
<body><main><h1>Something went wrong</h1>
<p>The mistake is ours, and it has been logged. Everything you saved before is still there.</p>
<p><a href="/">Go to the first page</a></p></main></body></html>
"""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # The page is drawn without the request, which may be broken.
    if _is_for_api(request):
        return _as_json(_("The request can't be read."), 400)
    return HttpResponse(render_to_string("400.html", _display_of(request)), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_api(request):
        return _as_json(_("You may not do this."), 403)
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if _is_for_api(request):
        return _as_json(_("The CSRF token is missing or out of date."), 403)
    return render(request, "403_csrf.html", {"words": words_of(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_api(request):
        return _as_json(_("There is nothing at this address."), 404)
    return render(request, "404.html", {"words": words_of(request)}, status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    context = {"minutes": LONGEST_LIMIT.seconds // 60}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(LONGEST_LIMIT.seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Ask neither database nor session, and answer even if no page can be drawn."""
    if _is_for_api(request):
        return _as_json(_("Something went wrong here. It is not your fault."), 500)
    try:
        page: str = render_to_string("500.html", _display_of(request))
    except Exception:  # the person gets an answer in any case
        logger.exception("The error page can't be drawn.")
        page = LAST_RESORT
    return HttpResponse(page, status=500)


def _is_for_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _as_json(detail: Any, status: int) -> JsonResponse:
    return JsonResponse({"detail": detail}, status=status)


def _display_of(request: HttpRequest) -> dict[str, Any]:
    try:
        return site(request) | {"writer": ""}
    except Exception:  # noqa: BLE001 - an unreadable cookie must not hide the error page
        return {}
