"""Invitations that still open something."""

from datetime import datetime

from django.db.models import Q, QuerySet

from assessments.teams.models.invitations import Invitation
from assessments.teams.models.teams import Team
from setframework.people.models import User


def find_invitation(person: User, token: str, at: datetime) -> Invitation | None:
    """The invitation of the link, if the person can still join by it, or has joined by it.

    None for a link that is unknown, too old, revoked or used by somebody else, and for a
    dissolved team. The person does not learn which.
    """
    joined = Q(membership__person=person, membership__left_at=None)
    waiting = Q(membership=None, expires_at__gt=at)
    links = Invitation.objects.filter(joined | waiting, team__dissolved_at=None)
    return (
        links.filter(token_hash=Invitation.hash_of(token)).select_related("team__manager").first()
    )


def list_invitations(team: Team, at: datetime) -> QuerySet[Invitation]:
    """The invitations by which somebody can still join, newest first."""
    waiting = Invitation.objects.filter(team=team, membership=None, expires_at__gt=at)
    return waiting.order_by("-invited_at", "-pk")
