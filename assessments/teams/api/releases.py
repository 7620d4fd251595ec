"""`teams/<code>/releases/`: all releases of a team, the same for members and manager."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.teams.disclosure.parameters import HIGHEST, LOWEST
from assessments.teams.models.releases import TrendRelease
from assessments.teams.selectors.releases import list_releases
from assessments.teams.selectors.teams import get_team
from setframework.people.requests import PersonAPIRequest
from setframework.web.api.paging import Paging
from setframework.web.api.serializers import MomentField

VALUES = serializers.DictField(
    child=serializers.IntegerField(min_value=LOWEST, max_value=HIGHEST, allow_null=True)
)


class ReleaseSerializer(serializers.Serializer):
    """The lowest value means that or less, the highest that or more."""

    window = MomentField(source="half_year.closes_at", help_text=_("When the half-year closes."))
    status = serializers.ChoiceField(TrendRelease.Status.choices)
    values = serializers.SerializerMethodField(
        help_text=_("One value a scale, a multiple of five; each null where it is held.")
    )
    hash = serializers.CharField()
    previous_hash = serializers.CharField(
        allow_blank=True, help_text=_("Of the release made before, of any team.")
    )

    @extend_schema_field(VALUES)
    def get_values(self, release: TrendRelease) -> dict[str, int | None]:
        return {key: release.values.get(key) for key, _name in release.pillars}


class ReleaseListAPI(APIView):
    pagination_class = Paging

    @extend_schema(operation_id="team_releases_list", responses=ReleaseSerializer(many=True))
    def get(self, request: PersonAPIRequest, code: UUID) -> Response:
        """List the releases of a team that you are in or manage, newest first."""
        paging = self.pagination_class()
        releases = list_releases(get_team(request.user, code))
        page = paging.paginate_queryset(releases, request)
        return paging.get_paginated_response(ReleaseSerializer(page, many=True).data)
