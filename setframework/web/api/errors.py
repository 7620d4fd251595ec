"""All errors as JSON in one shape. A mistake of ours is a 500, and is logged."""

from typing import Any

from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.signals import got_request_exception
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.log import log_response
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import (
    APIException,
    NotFound,
    ParseError,
    Throttled,
    ValidationError,
)
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from setframework.web.api.json import MAX_BYTES, BodyTooLarge
from setframework.web.mistakes import MORE, first_mistakes
from setframework.web.refusals import Refused

UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


class Refusal(APIException):
    """A refused step that is no mistake in a field."""

    def __init__(self, refused: Refused, words: Any):
        self.status_code = refused.status
        super().__init__({"detail": words, **refused.facts})


def api_exception_handler(error: Exception, context: dict[str, Any]) -> Response:
    error = _as_api_error(error)
    response = exception_handler(error, context)
    if response is None:
        return _unexpected(error, context["request"])
    if isinstance(error, Throttled):
        # Without the header, or with 0 seconds, a client would try again at once.
        response["Retry-After"] = str(max(1, getattr(error, "wait", None) or 0))
    return response


def _as_api_error(error: Exception) -> Exception:
    if isinstance(error, Refused):
        return _as_refusal(error)
    if isinstance(error, (Http404, ObjectDoesNotExist)):
        return NotFound()  # Django's own sentence would name the table
    if isinstance(error, RequestDataTooBig):
        return BodyTooLarge(MAX_BYTES)
    if isinstance(error, UNREADABLE):
        return ParseError(_("The request can't be read."))
    if isinstance(error, ValidationError):
        return _briefly(error)
    return error


def _briefly(error: ValidationError) -> ValidationError:
    """The first mistakes alone: an answer must not be larger than the body that it refuses."""
    detail, has_more = first_mistakes(error.detail)
    if has_more and isinstance(detail, dict):
        detail.setdefault(api_settings.NON_FIELD_ERRORS_KEY, []).append(MORE)
    return ValidationError(detail)


def _as_refusal(refused: Refused) -> APIException:
    words = refused.api_says or refused.says
    wrong = refused.by_field(words)
    if wrong:
        return ValidationError({name: [text] for name, text in wrong.items()})
    if refused.seconds is not None:
        return Throttled(refused.seconds, str(words))
    return Refusal(refused, words)


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
