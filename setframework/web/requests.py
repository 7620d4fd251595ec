"""Requests as this site reads them."""

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """Everything is UTF-8, whatever charset the client claims.

    Django would decode address and form by the charset of Content-Type: one that Python knows
    but that holds no text, or a parameter that is broken, ends in a 500 before any view.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            found = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            found = ("", {})
        self.content_type, self.content_params = found
