"""The memberships of people, open and ended."""

from uuid import UUID

from django.db.models import QuerySet

from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from setframework.people.models import User


def find_membership(person: User) -> Membership | None:
    """The open membership, in the person's home team."""
    return list_open_memberships().filter(person=person).select_related("team__manager").first()


def get_member(team: Team, code: UUID | str) -> Membership:
    """The member with this code on the roster of the team."""
    return list_open_memberships().select_related("person").get(team=team, code=code)


def has_left(person: User, code: UUID | str) -> bool:
    """Whether the person was in the team and is not any more."""
    last = Membership.objects.filter(person=person, team__code=code).order_by("-pk").first()
    return last is not None and last.left_at is not None


def list_open_memberships() -> QuerySet[Membership]:
    """The memberships of everybody who is in a team now."""
    return Membership.objects.filter(left_at=None)
