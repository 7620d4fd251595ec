"""Members give or withdraw their consent, and leave."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.membership import Membership
from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.teams import get_team
from setframework.people.models import User
from setframework.web.refusals import Refused


class NotAMember(Refused):
    """The person manages the team but isn't in it."""

    says = _("Only members of the team can do that.")
    api_says = _("You manage this team, but are not in it.")


@transaction.atomic
def give_consent(*, person: User, code: UUID | str, at: datetime) -> Membership:
    """The person may be counted from now on. A consent in force keeps its date.

    Raises Team.DoesNotExist, NotAMember.
    """
    membership = lock_membership(person, code)
    if not membership.has_consented:
        membership.consent_at, membership.withdrawn_at = at, None
        membership.save(update_fields=["consent_at", "withdrawn_at"])
    return membership


@transaction.atomic
def withdraw_consent(*, person: User, code: UUID | str, at: datetime) -> Membership:
    """From this second no new release counts the person. Published numbers stay.

    Raises Team.DoesNotExist, NotAMember.
    """
    membership = lock_membership(person, code)
    if membership.consent_at is not None and membership.withdrawn_at is None:
        membership.withdrawn_at = max(at, membership.consent_at)
        membership.save(update_fields=["withdrawn_at"])
    return membership


@transaction.atomic
def leave_team(*, person: User, code: UUID | str, at: datetime) -> Membership:
    """The person has no home team then, and their lines leave the "I can teach" board.

    Raises Team.DoesNotExist, NotAMember.
    """
    membership = lock_membership(person, code)
    TeachingOffer.objects.filter(team=membership.team_id, person=person).delete()
    end(membership, at)
    return membership


def lock_membership(person: User, code: UUID | str) -> Membership:
    """The person's open membership in the team, which is locked."""
    return membership_in(get_team(person, code, for_update=True), person)


def membership_in(team: Team, person: User) -> Membership:
    membership = find_membership(person)
    if membership is None or membership.team_id != team.pk:
        raise NotAMember
    return membership


def end(membership: Membership, at: datetime) -> None:
    # A clock that was set back must not keep anybody in a team.
    membership.left_at = max(at, membership.joined_at)
    membership.save(update_fields=["left_at"])
