"""Reading requests: always as UTF-8, and to their end."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.http import parse_header_parameters

# The most that is read of the body of a refused request.
MAX_DRAINED = 32 * 1024 * 1024
CHUNK = 64 * 1024


class DrainMiddleware:
    """Reads the rest of a refused request: a client reads no answer while it sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 400:
            with suppress(UnreadablePostError):  # the client has gone
                _drain(request)
        return response


class Utf8Request(WSGIRequest):
    """Everything is UTF-8, even if the client claims another charset.

    Django would decode address and form by the charset of Content-Type. Some codecs of Python
    decode no text, and a parameter may be broken. Both would end in a 500 before any view.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            found = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            found = ("", {})
        self.content_type, self.content_params = found


def _drain(request: HttpRequest) -> None:
    left = MAX_DRAINED
    while left > 0 and (chunk := request.read(CHUNK)):
        left -= len(chunk)
