"""Changes on a condition: a program that names the state it read undoes nobody's work."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from setframework.web.api.schema import IF_MATCH
from setframework.web.one_by_one import wait_for
from setframework.web.refusals import Refused

CONDITION = OpenApiParameter(
    IF_MATCH,
    location=OpenApiParameter.HEADER,
    description=_(
        "The `ETag` of what you read: 412 if it has changed since then, and nothing is saved."
    ),
)
Change = Callable[..., Response]


class Changed(Refused):
    """It is not any more what the program read."""

    says = _("This changed since you read it. Read it again, then change it.")
    status = 412


class ConditionalAPI(APIView):
    """One thing that people change. Each answer has a mark of what it shows, the `ETag`."""

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **parts: Any
    ) -> Response:
        if response.status_code == 200:
            response["ETag"] = f'"{_mark(response.data)}"'
        return super().finalize_response(request, response, *args, **parts)


def if_unchanged(change: Change) -> Change:
    """Let a method of a ConditionalAPI compare and change in one transaction."""

    @wraps(change)
    def enter(api: Any, request: Request, **parts: Any) -> Response:
        with transaction.atomic():
            wait_for(request, **parts)
            if IF_MATCH in request.headers:
                _compare(request.headers[IF_MATCH], api.get(request, **parts))
            return change(api, request, **parts)

    marked: Change = extend_schema(parameters=[CONDITION])(enter)
    return marked


def _compare(asked: str, now: Response) -> None:
    """Raises Changed. An answer that was sent compressed has a weak mark, `W/`."""
    marks = {mark.removeprefix("W/") for mark in parse_etags(asked)}
    if not marks & {"*", f'"{_mark(now.data)}"'}:
        raise Changed


def _mark(shown: Any) -> str:
    return hashlib.sha256(JSONRenderer().render(shown)).hexdigest()[:32]
