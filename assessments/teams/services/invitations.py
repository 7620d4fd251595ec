"""Invitations into a team: a secret link, good for one person."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams import emails
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.invitations import list_invitations
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.teams import get_managed_team
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.refusals import Refused

VALID_FOR = timedelta(days=14)
# At once open; a team is small, and nobody's mailbox is a target.
MAX_INVITATIONS = 100


class InvitationGone(ObjectDoesNotExist):
    """The link never was one, is too old, was withdrawn or used, or the team is dissolved.

    All of it looks like what never was there, so that a guess tells nothing.
    """


class TooManyInvitations(Refused):
    """MAX_INVITATIONS of the team are open."""

    says = _("You have reached the limit of open invitations. Cancel one.")
    api_says = _("Too many invitations are open. Wait until some are used.")


class AlreadyInvited(Refused):
    says = _("This address is invited already. Revoke its invitation to send a new one.")
    field = "email"


class HasHomeTeam(Refused):
    """The person is in another team, `team`, and has to leave that first."""

    says = _("You are in another team. Leave it first: everybody has one team.")

    def __init__(self, team: Team):
        super().__init__(code=str(team.code))
        self.team = team


@transaction.atomic
def invite(
    *, person: User, code: UUID | str, email: str, at: datetime, again: bool = False
) -> tuple[Invitation, str]:
    """An invitation, sent to the address, and the secret of its link, which is known only now.

    `again` makes one more for an address that has an open one. Raises Team.DoesNotExist unless the
    person manages the team; EmailNotVerified, AlreadyInvited, TooManyInvitations,
    TooManyLetters.
    """
    team = get_managed_team(person, code, for_update=True)
    if not is_email_verified(person):
        raise EmailNotVerified
    invited = [each.email.casefold() for each in list_invitations(team, at)]
    if not again and email.casefold() in invited:
        raise AlreadyInvited
    if len(invited) >= MAX_INVITATIONS:
        raise TooManyInvitations
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        team=team,
        email=email,
        token_hash=Invitation.hash_of(token),
        invited_at=at,
        expires_at=at + VALID_FOR,
    )
    emails.send_invitation(invitation, token, by=person)
    return invitation, token


@transaction.atomic
def accept_invitation(*, person: User, token: str, consent: bool, at: datetime) -> Membership:
    """Join the team of the link. The same link again, by the same person, changes nothing.

    An address that is not confirmed keeps nobody out, but is not counted. Raises InvitationGone,
    HasHomeTeam.
    """
    links = Invitation.objects.select_for_update().filter(token_hash=Invitation.hash_of(token))
    invitation = links.first()
    if invitation is None:
        raise InvitationGone
    home = find_membership(person)
    if invitation.membership_id is not None:
        if home is None or home.pk != invitation.membership_id:
            raise InvitationGone
        return home
    team = Team.objects.select_for_update().get(pk=invitation.team_id)
    if invitation.expires_at <= at or team.dissolved_at is not None:
        raise InvitationGone
    if home is not None:
        if home.team_id != team.pk:
            raise HasHomeTeam(home.team)
        return home
    membership = _join(person, team, consent_at=at if consent else None, at=at)
    invitation.membership, invitation.email = membership, ""
    invitation.save(update_fields=["membership", "email"])
    return membership


@transaction.atomic
def revoke_invitation(*, person: User, code: UUID | str, invitation: UUID | str) -> None:
    """Raises Team.DoesNotExist, Invitation.DoesNotExist (used ones too)."""
    team = get_managed_team(person, code, for_update=True)
    Invitation.objects.get(team=team, code=invitation, membership=None).delete()


def end_invitations(*, manager: User) -> None:
    """Nobody can join any more by what this person has sent for the teams that they run."""
    Invitation.objects.filter(team__manager=manager, membership=None).delete()


def forget_address(*, email: str) -> None:
    """Delete what invites the address and nobody used: its account is being deleted."""
    Invitation.objects.filter(email__iexact=email, membership=None).delete()


def purge_invitations(*, before: datetime) -> int:
    """Delete invitations that have run out, with the addresses in them; returns how many."""
    return Invitation.objects.filter(expires_at__lt=before).delete()[0]


def _join(person: User, team: Team, *, consent_at: datetime | None, at: datetime) -> Membership:
    try:
        with transaction.atomic():
            return Membership.objects.create(
                person=person, team=team, joined_at=at, consent_at=consent_at
            )
    except IntegrityError:
        home = find_membership(person)  # joined by another link just now
        if home is None:
            raise
        raise HasHomeTeam(home.team) from None
