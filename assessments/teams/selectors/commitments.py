"""The promises of a manager to a team."""

from django.db.models import QuerySet

from assessments.teams.models.commitments import Commitment
from assessments.teams.models.teams import Team


def list_commitments(team: Team) -> QuerySet[Commitment]:
    """The commitments of the present manager."""
    of_manager = Commitment.objects.filter(team=team, person=team.manager_id)
    return of_manager.order_by("made_at", "pk")
