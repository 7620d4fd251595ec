"""Pages of a list: {"results", "next", "previous"}."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

DEFAULT_LIMIT = 50
MAX_LIMIT = 100
# This is far beyond any real list, and every database can count so far.
MAX_OFFSET = 1_000_000


class Paging(BasePagination):
    """?limit= and ?offset=. It reads one row more, to know if there is a next page."""

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        self.url = request.build_absolute_uri()
        self.limit = _number(request, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT)
        self.offset = _number(request, "offset", 0, 0, MAX_OFFSET)
        rows = list(queryset[self.offset : self.offset + self.limit + 1])
        self.has_next = len(rows) > self.limit and self.offset + self.limit <= MAX_OFFSET
        return rows[: self.limit]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, "next": self._next(), "previous": self._previous()})

    def get_paginated_response_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": link,
                "previous": link,
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
        offset = {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}
        return [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in (("limit", limit), ("offset", offset))
        ]

    def _next(self) -> str | None:
        return self._link(self.offset + self.limit) if self.has_next else None

    def _previous(self) -> str | None:
        return self._link(max(0, self.offset - self.limit)) if self.offset else None

    def _link(self, offset: int) -> str:
        url = replace_query_param(self.url, "limit", self.limit)
        if offset == 0:
            return remove_query_param(url, "offset")
        return replace_query_param(url, "offset", offset)


def _number(request: Request, name: str, default: int, least: int, most: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    # isdecimal alone accepts digits of every script.
    if text.isascii() and text.isdecimal() and len(text) <= len(str(most)):
        number = int(text)
        if least <= number <= most:
            return number
    expected = _("Expected a whole number from %(least)s to %(most)s.")
    raise ValidationError({name: [expected % {"least": least, "most": most}]})
