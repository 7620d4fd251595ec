"""The doubts that are open, and the vouches that are in force."""

from datetime import datetime

from django.db.models import QuerySet

from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.teams import Team


def list_open_doubts(at: datetime) -> QuerySet[Doubt]:
    """What was neither taken back nor cleared, and has not lapsed, in any team."""
    return Doubt.objects.filter(ended_at=None, closes_at__gt=at)


def list_vouches(team: Team) -> QuerySet[Vouch]:
    return Vouch.objects.filter(team=team, ended_at=None)
