"""The releases about teams."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from assessments.teams.models.acts import TeamAct
from assessments.teams.models.releases import TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team


def find_latest_published(team: Team) -> TrendRelease | None:
    """The newest release with a number, with its half-year."""
    published = TrendRelease.objects.filter(team=team, status=TrendRelease.Status.PUBLISHED)
    return published.select_related("half_year").order_by("-half_year__closes_at", "-pk").first()


def list_releases(team: Team) -> QuerySet[TrendRelease]:
    """All releases of the team, newest first."""
    releases = TrendRelease.objects.filter(team=team).select_related("half_year")
    return releases.order_by("-half_year__closes_at", "-pk")


def list_undecided(closes_at: datetime) -> QuerySet[Team]:
    """The teams that existed at the close and have no release for it yet."""
    made = TrendRelease.objects.filter(team=OuterRef("pk"), half_year__closes_at=closes_at)
    there = Team.objects.filter(created_at__lt=closes_at, dissolved_at=None)
    return there.exclude(Exists(made)).order_by("pk")


def list_roll_ups(team: Team) -> QuerySet[RollUp]:
    """The parts of the team together, oldest first."""
    rows = RollUp.objects.filter(team=team).select_related("half_year")
    return rows.order_by("half_year__closes_at", "pk")


def list_clearings(team: Team) -> QuerySet[TeamAct]:
    """Doubts that staff cleared, newest first."""
    acts = TeamAct.objects.filter(team=team, kind=TeamAct.Kind.CLEARED)
    return acts.order_by("-acted_at", "-pk")
