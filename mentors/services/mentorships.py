"""The states of a mentorship. Each verb is an UPDATE that names the state it expects."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.emails import mentorships as letters
from mentors.emails.meetings import tell_of_meeting_after_the_end
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from mentors.selectors.mentorships import get_mentorship
from mentors.services.cancelling import cancel_coming
from mentors.services.places import free_place
from mentors.services.revision import next_revision
from mentors.services.states import WrongState
from setframework.people.models import User
from setframework.web.refusals import Refused

State = Mentorship.State

LONGEST_PAUSE = timedelta(days=60)
# A proposed end takes effect after this without an answer.
CLOSES_AFTER = timedelta(days=7)
MOVING = ["state", "paused_until", "closing_by", "closing_at", "ended_at"]


class PauseTooLong(Refused):
    """A pause ends after today and within LONGEST_PAUSE."""

    says = _("Choose a day after today, within 60 days.")
    field = "until"


@transaction.atomic
def pause(*, person: User, code: UUID | str, until: date | None, at: datetime) -> Mentorship:
    """Pause; either of the two may. Your place is kept. Without a day, the pause is the longest.

    Pausing again until the same day changes nothing. Raises PauseTooLong, WrongState.
    """
    longest = (at + LONGEST_PAUSE).date()
    until = until or longest
    if not at.date() < until <= longest:
        raise PauseTooLong
    mentorship = get_mentorship(person, code)
    if _move(mentorship, [State.ACTIVE], State.PAUSED, paused_until=until):
        letters.tell_of_pause(mentorship, person)
    elif (mentorship.state, mentorship.paused_until) != (State.PAUSED, until):
        raise WrongState(mentorship.state)
    return mentorship


@transaction.atomic
def resume(*, person: User, code: UUID | str, at: datetime) -> Mentorship:
    """Resume; either of the two may. Resuming an active one changes nothing. Raises WrongState."""
    mentorship = get_mentorship(person, code)
    # Meetings missed during the pause count as no silence.
    if not _move(mentorship, [State.PAUSED], State.ACTIVE, paused_until=None, nudged_at=at):
        _expect(mentorship, State.ACTIVE)
    return mentorship


@transaction.atomic
def propose_end(*, person: User, code: UUID | str, at: datetime) -> Mentorship:
    """Propose the end. The other one confirms it, or CLOSES_AFTER passes.

    Proposing again changes nothing. Raises WrongState.
    """
    mentorship = get_mentorship(person, code)
    moved = _move(
        mentorship,
        [State.ACTIVE, State.PAUSED],
        State.CLOSING,
        paused_until=None,
        closing_by=person,
        closing_at=at,
    )
    if moved:
        letters.tell_of_closing(mentorship, person, at + CLOSES_AFTER)
    else:
        _expect(mentorship, State.CLOSING)
    return mentorship


@transaction.atomic
def confirm_end(*, person: User, code: UUID | str, at: datetime) -> Mentorship:
    """Confirm the end that the other one proposed. Confirming again changes nothing.

    Raises WrongState, also for the person who proposed it.
    """
    revision = next_revision()
    mentorship = get_mentorship(person, code)
    can = ~Q(closing_by=person)
    if _finish(mentorship, [State.CLOSING], State.COMPLETED, at, revision, can):
        letters.tell_of_completion(mentorship)
    else:
        _expect(mentorship, State.COMPLETED)
    return mentorship


@transaction.atomic
def end_early(*, person: User, code: UUID | str, at: datetime) -> Mentorship:
    """End at once, without a reason; either of the two may. Raises WrongState."""
    revision = next_revision()
    mentorship = get_mentorship(person, code)
    if _finish(mentorship, list(Mentorship.OPEN), State.ENDED, at, revision):
        letters.tell_of_early_end(mentorship, person)
    else:
        _expect(mentorship, State.ENDED)
    return mentorship


@transaction.atomic
def complete_unanswered(*, mentorship: Mentorship, at: datetime) -> bool:
    """Confirm a proposed end whose time is over. Returns whether this call did it."""
    revision = next_revision()
    can = Q(closing_at__lte=at - CLOSES_AFTER)
    done = _finish(mentorship, [State.CLOSING], State.COMPLETED, at, revision, can)
    if done:
        letters.tell_of_completion(mentorship)
    return done


def close_mentorships_between(
    one: User, other: User, *, state: str, at: datetime, revision: int
) -> None:
    """Give the open mentorship of the two that state, inside the caller's transaction."""
    pair = Q(mentor=one, mentee=other) | Q(mentor=other, mentee=one)
    for mentorship in Mentorship.objects.filter(pair, state__in=Mentorship.OPEN):
        _finish(mentorship, list(Mentorship.OPEN), state, at, revision)


@transaction.atomic
def leave_all(*, person: User, at: datetime) -> None:
    """End all of somebody's mentorships before their account is erased, and tell the others."""

    def tell(mentorship: Mentorship, meeting: Meeting) -> None:
        tell_of_meeting_after_the_end(mentorship, meeting, gone=person)

    revision = next_revision()
    own = Q(mentor=person) | Q(mentee=person)
    rows = Mentorship.objects.filter(own, state__in=Mentorship.OPEN)
    for mentorship in rows.select_related("mentor", "mentee").order_by("pk"):
        if _move(mentorship, list(Mentorship.OPEN), State.ENDED, paused_until=None):
            free_place(mentorship.mentor_id, revision)
            letters.tell_of_early_end(mentorship, person)
            cancel_coming(mentorship, at, tell)


def _finish(
    mentorship: Mentorship,
    expected: list[str],
    state: str,
    at: datetime,
    revision: int,
    can: Q | None = None,
) -> bool:
    """Like _move; it also frees the place and cancels what is still to come.

    Nobody is told of a block, so the calendars of the two just lose their meetings.
    """
    moved = _move(mentorship, expected, state, can, paused_until=None, ended_at=at)
    if moved:
        free_place(mentorship.mentor_id, revision)
        is_told = state != State.BLOCKED
        cancel_coming(mentorship, at, tell_of_meeting_after_the_end if is_told else None)
    return moved


def _move(
    mentorship: Mentorship,
    expected: list[str],
    state: str,
    can: Q | None = None,
    **fields: Any,
) -> bool:
    """Move the row to `state` if it is in an expected one and `can` holds. Returns whether."""
    rows = Mentorship.objects.filter(can or Q(), pk=mentorship.pk, state__in=expected)
    moved = rows.update(state=state, **fields)
    mentorship.refresh_from_db(fields=MOVING)
    return bool(moved)


def _expect(mentorship: Mentorship, state: str) -> None:
    """Accept the state that the first of two clicks has made. Raises WrongState."""
    if mentorship.state != state:
        raise WrongState(mentorship.state)


class TooMany(Refused):
    """The mentorship has as many of these as it may have."""

    says = _("You have reached the limit. Remove one first.")


def lock_open(person: User, code: UUID | str) -> Mentorship:
    """The person's open mentorship, its row locked, so that limits hold for two tabs at once."""
    mentorship = get_mentorship(person, code, for_update=True)
    if not mentorship.is_open:
        raise WrongState(mentorship.state)
    return mentorship
