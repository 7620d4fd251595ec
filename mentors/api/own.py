"""What the addresses about pairings share: who may be meant, and how a refusal is said."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.exceptions import NotFound, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from mentors.forms.refusals import FORBIDDEN, MISTAKES, say
from mentors.services import profiles, requests
from setframework.web.api.errors import Conflict, EmailNotVerified


class RefusalSerializer(serializers.Serializer):
    detail = serializers.CharField()
    code = serializers.UUIDField(required=False, help_text=_("What is in the way."))
    state = serializers.CharField(required=False, help_text=_("What it is in."))


CONFLICT = OpenApiResponse(RefusalSerializer, _("Its state forbids that."))
NOBODY = OpenApiResponse(RefusalSerializer, _("There is nobody of that code to be found."))


class PersonField(serializers.UUIDField):
    """The code of a person as JSON text."""

    def to_internal_value(self, data: Any) -> UUID:
        if type(data) is not str:
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class OwnAPI(APIView):
    """Answers what the services raise."""

    def handle_exception(self, exc: Exception) -> Response:
        return super().handle_exception(_as_api_error(exc))


def _as_api_error(error: Exception) -> Exception:
    match error:
        case ObjectDoesNotExist():
            return NotFound()
        case profiles.EmailNotVerified():
            return EmailNotVerified()
        case requests.WrongState():
            return Conflict(say(error), state=error.state)
        case requests.AlreadyOpen(request=request) if request is not None:
            return Conflict(say(error), code=str(request.code))
        case requests.TooManyThisWeek():
            return Throttled(error.seconds, str(say(error)))
    kind = type(error)
    if kind in FORBIDDEN:
        return Conflict(FORBIDDEN[kind])
    if kind in MISTAKES:
        field, words = MISTAKES[kind]
        return ValidationError({field: [words]})
    return error
