"""What a team and its manager take on: a focus, commitments, and who teaches what."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments.teams.models import Commitment, TeachingOffer, TeamFocus
from assessments.teams.selectors import find_focus, get_managed_team, get_team
from assessments.teams.services.membership import lock_membership

MOST_COMMITMENTS = 30
MOST_OFFERS = 10


class FocusOpen(Exception):
    """The team works on another focus: one at a time."""


class TooManyCommitments(Exception):
    """The manager has made MOST_COMMITMENTS to the team."""


class TooManyOffers(Exception):
    """The person has MOST_OFFERS on the board."""


@transaction.atomic
def agree_focus(
    *, person: Any, code: UUID | str, focus: str, experiment: str, review_on: date, at: datetime
) -> TeamFocus:
    """Write down what the team agreed on; the same again is the same focus.

    Raises Team.DoesNotExist, FocusOpen.
    """
    team = get_team(person, code, for_update=True)
    current = find_focus(team)
    words = {"focus": focus, "experiment": experiment, "review_on": review_on}
    if current is None:
        return TeamFocus.objects.create(team=team, agreed_at=at, **words)
    if any(getattr(current, name) != value for name, value in words.items()):
        raise FocusOpen
    return current


@transaction.atomic
def change_focus(
    *, person: Any, code: UUID | str, which: UUID, focus: str, experiment: str, review_on: date
) -> TeamFocus:
    """Put the open focus in other words. Raises Team.DoesNotExist, TeamFocus.DoesNotExist."""
    team = get_team(person, code, for_update=True)
    found = TeamFocus.objects.get(team=team, code=which, closed_at=None)
    found.focus, found.experiment, found.review_on = focus, experiment, review_on
    found.save(update_fields=["focus", "experiment", "review_on"])
    return found


@transaction.atomic
def review_focus(
    *, person: Any, code: UUID | str, which: UUID, outcome: str, words: str, at: datetime
) -> TeamFocus:
    """Close the open focus with what became of it; the same again changes nothing.

    Raises Team.DoesNotExist, TeamFocus.DoesNotExist.
    """
    team = get_team(person, code, for_update=True)
    same = {"outcome": outcome, "words": words, "closed_at__isnull": False}
    closed = TeamFocus.objects.filter(team=team, code=which, **same).first()
    if closed is not None:
        return closed
    found = TeamFocus.objects.get(team=team, code=which, closed_at=None)
    found.outcome, found.words, found.closed_at = outcome, words, at
    found.save(update_fields=["outcome", "words", "closed_at"])
    return found


@transaction.atomic
def make_commitment(
    *, person: Any, code: UUID | str, kind: str, text: str, at: datetime
) -> Commitment:
    """Promise something to the team; the same again is the same promise.

    Raises Team.DoesNotExist unless the person manages the team, TooManyCommitments.
    """
    team = get_managed_team(person, code, for_update=True)
    own = Commitment.objects.filter(team=team, person=person)
    same = own.filter(kind=kind, text=text).first()
    if same is not None:
        return same
    if own.count() >= MOST_COMMITMENTS:
        raise TooManyCommitments
    return Commitment.objects.create(team=team, person=person, kind=kind, text=text, made_at=at)


@transaction.atomic
def settle_commitment(
    *, person: Any, code: UUID | str, commitment: UUID, state: str, at: datetime
) -> Commitment:
    """Say what became of it, or that it is open again.

    Raises Team.DoesNotExist unless the person manages the team, Commitment.DoesNotExist.
    """
    team = get_managed_team(person, code, for_update=True)
    found = Commitment.objects.get(team=team, person=person, code=commitment)
    found.state = state
    found.settled_at = None if state == Commitment.State.OPEN else at
    found.save(update_fields=["state", "settled_at"])
    return found


@transaction.atomic
def remove_commitment(*, person: Any, code: UUID | str, commitment: UUID) -> None:
    """Raises Team.DoesNotExist unless the person manages the team."""
    team = get_managed_team(person, code, for_update=True)
    Commitment.objects.filter(team=team, person=person, code=commitment).delete()


@transaction.atomic
def offer_teaching(*, person: Any, code: UUID | str, text: str, at: datetime) -> TeachingOffer:
    """Put a line on the board; the same again is the same line.

    Raises Team.DoesNotExist, NotAMember, TooManyOffers.
    """
    team = lock_membership(person, code).team
    own = TeachingOffer.objects.filter(team=team, person=person)
    same = own.filter(text=text).first()
    if same is not None:
        return same
    if own.count() >= MOST_OFFERS:
        raise TooManyOffers
    return TeachingOffer.objects.create(team=team, person=person, text=text, offered_at=at)


@transaction.atomic
def take_back_offer(*, person: Any, code: UUID | str, offer: UUID) -> None:
    """Taking back what is gone, or another's, changes nothing. Raises Team.DoesNotExist."""
    team = get_team(person, code, for_update=True)
    TeachingOffer.objects.filter(team=team, person=person, code=offer).delete()
