"""The releases about teams."""

from django.db.models import QuerySet

from assessments.teams.models.releases import TrendRelease
from assessments.teams.models.teams import Team


def find_latest_published(team: Team) -> TrendRelease | None:
    """The newest release with a number, with its half-year."""
    published = TrendRelease.objects.filter(team=team, status=TrendRelease.Status.PUBLISHED)
    return published.select_related("half_year").order_by("-half_year__closes_at", "-pk").first()


def list_releases(team: Team) -> QuerySet[TrendRelease]:
    """All releases of the team, newest first."""
    releases = TrendRelease.objects.filter(team=team).select_related("half_year")
    return releases.order_by("-half_year__closes_at", "-pk")


def list_releases_of_parts(team: Team) -> QuerySet[TrendRelease]:
    """All releases of the teams that are part of this one, oldest first."""
    releases = TrendRelease.objects.filter(team__parent=team).select_related("half_year")
    return releases.order_by("half_year__closes_at", "pk")
