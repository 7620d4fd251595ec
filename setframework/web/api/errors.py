"""Every mistake of a client answered as JSON in one shape; what is ours as 500, told to the log."""

from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.log import log_response
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, ParseError, Throttled
from rest_framework.response import Response
from rest_framework.views import exception_handler

from setframework.web.api.json import MAX_BYTES, BodyTooLarge

UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


class Conflict(APIException):
    """The state of the thing forbids it; `fields` stand beside the sentence."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"

    def __init__(self, sentence: Any, **fields: str):
        super().__init__({"detail": sentence, **fields})


class EmailNotVerified(APIException):
    """Only who has confirmed their address may do that."""

    status_code = status.HTTP_403_FORBIDDEN
    default_code = "email_not_verified"

    def __init__(self) -> None:
        sentence = _("Confirm your e-mail address first. The account page sends the mail again.")
        super().__init__({"detail": sentence, "code": self.default_code})


def api_exception_handler(error: Exception, context: dict[str, Any]) -> Response:
    response = exception_handler(_as_api_error(error), context)
    if response is None:
        return _unexpected(error, context["request"])
    if isinstance(error, Throttled):
        # A client that is told nothing, or 0 seconds, tries again at once.
        response["Retry-After"] = str(max(1, getattr(error, "wait", None) or 0))
    return response


def _as_api_error(error: Exception) -> Exception:
    if isinstance(error, Http404):
        return NotFound()  # Django's own sentence would tell which table was asked
    if isinstance(error, RequestDataTooBig):
        return BodyTooLarge(MAX_BYTES)
    if isinstance(error, UNREADABLE):
        return ParseError(_("The request can't be read."))
    return error


def _unexpected(error: Exception, request: Any) -> Response:
    got_request_exception.send(sender=None, request=request)
    response = Response(
        {"detail": _("Something went wrong here. It is not your fault, and it has been logged.")},
        status=status.HTTP_500_INTERNAL_SERVER_ERROR,
    )
    log_response(
        "Internal Server Error: %s",
        request.path,
        response=response,
        request=request,
        exception=error,
    )
    return response
