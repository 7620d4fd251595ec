"""What was published about a team, for pages that need one number of it."""

from assessments.teams.models.releases import TrendRelease
from assessments.teams.models.teams import Team


def find_latest_published(team: Team) -> TrendRelease | None:
    """The newest release with a number, with its window."""
    published = TrendRelease.objects.filter(team=team, status=TrendRelease.Status.PUBLISHED)
    return published.select_related("window").order_by("-window__closes_at", "-pk").first()
