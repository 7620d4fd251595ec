"""Doubting a person on the roster, and vouching for one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.teams.disclosure.doubts import closing_of_doubt
from assessments.teams.disclosure.parameters import DOUBT_AGAIN, OPEN_DOUBTS
from assessments.teams.models.acts import TeamAct
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.doubts import list_open_doubts, list_vouches
from assessments.teams.selectors.membership import get_member
from assessments.teams.selectors.teams import get_team
from assessments.teams.services.membership import membership_in
from setframework.people.models import User
from setframework.web.refusals import Refused


class OwnDoubt(Refused):
    """The person means themselves, or doubts the other and must take that back first."""

    says = _("You said that you don't know this person. First take that back.")


class DoubtedBefore(Refused):
    """Else one member could hold every half-year by the same doubt."""

    says = _("You doubted this person within the last year. You can do that once a year.")


class TooManyDoubts(Refused):
    """OPEN_DOUBTS of the member are open."""

    says = _("You doubt two people already. Take one of these back first.")


class SeesTheTeam(Refused):
    """The manager can't vouch: other members have to know the person."""

    says = _("You run this team, so only others can vouch.")


@transaction.atomic
def doubt(*, person: User, code: UUID | str, member: UUID | str, at: datetime) -> Doubt:
    """Doubt a member. Shared by another member in time, it holds a half-year of the team.

    It takes nobody out. Doubting again changes nothing. `member` is the code of the doubted
    person's membership. Raises Team.DoesNotExist, NotAMember, Membership.DoesNotExist, OwnDoubt,
    DoubtedBefore, TooManyDoubts.
    """
    team, mine, other = _between(person, code, member)
    open_ones = list_open_doubts(at).filter(by=person)
    said = open_ones.filter(team=team, person=other.person).first()
    if said is not None:
        return said
    earlier = Doubt.objects.filter(person=other.person, by=person)
    if earlier.filter(doubted_at__gt=at - DOUBT_AGAIN).exists():
        raise DoubtedBefore
    if open_ones.count() >= OPEN_DOUBTS:
        raise TooManyDoubts
    _vouches(team, other, person).update(ended_at=at)
    since = max(mine.joined_at, person.joined_at)
    return Doubt.objects.create(
        team=team,
        person=other.person,
        by=person,
        doubted_at=at,
        closes_at=closing_of_doubt(at, since),
    )


@transaction.atomic
def take_back_doubt(*, person: User, code: UUID | str, member: UUID | str, at: datetime) -> None:
    """Take back one's own doubt; the doubts of others stay.

    Raises Team.DoesNotExist, NotAMember, Membership.DoesNotExist, OwnDoubt.
    """
    team, _mine, other = _between(person, code, member)
    list_open_doubts(at).filter(team=team, person=other.person, by=person).update(ended_at=at)


@transaction.atomic
def vouch(*, person: User, code: UUID | str, member: UUID | str, at: datetime) -> Vouch:
    """Say that one knows a person, doubted or not yet. Vouching again changes nothing.

    Raises Team.DoesNotExist, NotAMember, Membership.DoesNotExist, OwnDoubt, SeesTheTeam.
    """
    team, _mine, other = _between(person, code, member)
    if team.manager_id == person.pk:
        raise SeesTheTeam
    if list_open_doubts(at).filter(team=team, person=other.person, by=person).exists():
        raise OwnDoubt
    vouched, _is_new = Vouch.objects.get_or_create(
        team=team, person=other.person, by=person, ended_at=None, defaults={"vouched_at": at}
    )
    return vouched


@transaction.atomic
def take_back_vouch(*, person: User, code: UUID | str, member: UUID | str, at: datetime) -> None:
    """Raises Team.DoesNotExist, NotAMember, Membership.DoesNotExist, OwnDoubt."""
    team, _mine, other = _between(person, code, member)
    _vouches(team, other, person).update(ended_at=at)


@transaction.atomic
def clear_doubt(*, doubt: int, at: datetime) -> bool:
    """Staff clear a doubt, by its pk. The team's log says so. False if it is not open any more."""
    open_ones = list_open_doubts(at).select_for_update(of=("self",))
    found = open_ones.filter(pk=doubt).first()
    if found is None:
        return False
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    TeamAct.objects.create(team=found.team, kind=TeamAct.Kind.CLEARED, acted_at=at)
    return True


def _between(
    person: User, code: UUID | str, member: UUID | str
) -> tuple[Team, Membership, Membership]:
    """The team, which is locked, the person's membership, and that of another in it."""
    team = get_team(person, code, for_update=True)
    mine = membership_in(team, person)
    other = get_member(team, member)
    if other.person_id == person.pk:
        raise OwnDoubt
    return team, mine, other


def _vouches(team: Team, other: Membership, by: User) -> QuerySet[Vouch]:
    return list_vouches(team).filter(person=other.person, by=by)
