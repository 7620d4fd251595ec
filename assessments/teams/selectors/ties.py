"""Which teams are part of which."""

from datetime import datetime

from django.db.models import Q, QuerySet

from assessments.teams.disclosure.parameters import SEASONED
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie


def find_tie(team: Team) -> Tie | None:
    """What the team is part of, or asks to be part of."""
    return Tie.objects.filter(team=team, ended_at=None).select_related("parent").first()


def list_ties_of_parts(team: Team) -> QuerySet[Tie]:
    """The teams that are part of this one, and those that ask to be."""
    ties = Tie.objects.filter(parent=team, ended_at=None).select_related("team")
    return ties.order_by("team__name", "pk")


def list_ties_at(closes_at: datetime) -> QuerySet[Tie]:
    """The ties that count at a close: agreed for 30 days, and not ended before it."""
    there = Q(ended_at=None) | Q(ended_at__gte=closes_at)
    return Tie.objects.filter(there, agreed_at__lte=closes_at - SEASONED)
