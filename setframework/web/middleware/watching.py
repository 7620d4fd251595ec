"""Gives each request a code, and tells the security log what was refused in it."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from setframework.web.security_log import Running, record, running


class WatchingMiddleware:
    """Answers with the code of the request in X-Request-ID. It never takes one from outside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = uuid.uuid4().hex
        token = running.set(Running(request, code))
        try:
            response = self.get_response(request)
            _tell(request, response.status_code)
        finally:
            running.reset(token)
        response.headers["X-Request-ID"] = code
        return response


def _tell(request: HttpRequest, status: int) -> None:
    """By the name of the route, never by its path: some paths are secrets."""
    match = request.resolver_match
    if match is None:  # no such address: a mistake in typing, not somebody else's row
        return
    route = match.view_name or match.route
    if status == 429:
        record("limit.hit", result="refused", limit=route, status=status)
    elif status == 401 and "HTTP_AUTHORIZATION" in request.META:
        record("token.refused", result="refused")
    elif status in {401, 403, 404}:
        record("right.refused", result="refused", route=route, status=status)
