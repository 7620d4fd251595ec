"""The refusal that every address about teams may answer with."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers


class TeamRefusalSerializer(serializers.Serializer):
    detail = serializers.CharField()
    code = serializers.UUIDField(required=False, help_text=_("The team that is in the way."))


CONFLICT = OpenApiResponse(TeamRefusalSerializer, _("Its state does not allow that."))
