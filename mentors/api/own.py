"""Fields and refusals that the addresses of the mentors slice share."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers


class RefusalSerializer(serializers.Serializer):
    detail = serializers.CharField()
    code = serializers.UUIDField(required=False, help_text=_("What is in the way."))
    state = serializers.CharField(required=False, help_text=_("What it is in."))


CONFLICT = OpenApiResponse(RefusalSerializer, _("Its state does not allow that."))
NOBODY = OpenApiResponse(RefusalSerializer, _("Nobody with that code can be found."))


class PersonField(serializers.UUIDField):
    """The code of a person as JSON text."""

    def to_internal_value(self, data: Any) -> UUID:
        if type(data) is not str:
            self.fail("invalid", value=data)
        return super().to_internal_value(data)
