"""Doubting a person on the roster, and vouching for one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import get_member
from assessments.teams.selectors.teams import get_team
from assessments.teams.services.membership import membership_in
from setframework.people.models import User
from setframework.web.refusals import Refused


class NotDoubted(Refused):
    says = _("Nobody doubts this person any more, so nobody has to vouch.")


class OwnDoubt(Refused):
    """The person means themselves, or doubts the other and must take that back first."""

    says = _("You said that you don't know this person. Take that back first.")


class SeesTheTeam(Refused):
    """The manager can't vouch: other members have to know the person."""

    says = _("You run this team, so it is for others to vouch.")


@transaction.atomic
def doubt(*, person: User, code: UUID | str, member: UUID | str, at: datetime) -> Doubt:
    """Doubt a member: they do not count until two other members vouch for them.

    Doubting again changes nothing. `member` is the code of the doubted person's membership.
    Raises Team.DoesNotExist, NotAMember, Membership.DoesNotExist, OwnDoubt.
    """
    team, other = _between(person, code, member)
    _take_back(Vouch, team, other, person)
    doubted, _is_new = Doubt.objects.get_or_create(
        team=team, person=other.person, by=person, defaults={"doubted_at": at}
    )
    return doubted


@transaction.atomic
def take_back_doubt(*, person: User, code: UUID | str, member: UUID | str) -> None:
    """Take back one's own doubt; the doubts of others stay. Raises the same as `doubt`."""
    team, other = _between(person, code, member)
    _take_back(Doubt, team, other, person)


@transaction.atomic
def vouch(*, person: User, code: UUID | str, member: UUID | str, at: datetime) -> Vouch:
    """Say that one knows a doubted person. Vouching again changes nothing.

    Raises Team.DoesNotExist, NotAMember, Membership.DoesNotExist, OwnDoubt, SeesTheTeam,
    NotDoubted.
    """
    team, other = _between(person, code, member)
    doubts = Doubt.objects.filter(team=team, person=other.person)
    if team.manager_id == person.pk:
        raise SeesTheTeam
    if not doubts.exists():
        raise NotDoubted
    if doubts.filter(by=person).exists():
        raise OwnDoubt
    vouched, _is_new = Vouch.objects.get_or_create(
        team=team, person=other.person, by=person, defaults={"vouched_at": at}
    )
    return vouched


def _between(person: User, code: UUID | str, member: UUID | str) -> tuple[Team, Membership]:
    """The team, which is locked, and the other member. The person is in the team as well."""
    team = get_team(person, code, for_update=True)
    membership_in(team, person)
    other = get_member(team, member)
    if other.person_id == person.pk:
        raise OwnDoubt
    return team, other


def _take_back(said: type[Doubt] | type[Vouch], team: Team, other: Membership, by: User) -> None:
    said.objects.filter(team=team, person=other.person, by=by).delete()
