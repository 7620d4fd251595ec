"""What the two do in a mentorship: goals, meetings, notes, check-in, feedback."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from mentors import emails
from mentors.models import (
    CheckIn,
    Feedback,
    Meeting,
    Mentorship,
    MentorshipGoal,
    MentorshipNote,
)
from mentors.selectors import get_meeting, get_mentorship
from mentors.services.clock import CHECK_IN_AFTER
from mentors.services.requests import WrongState

MOST_GOALS = 5
MOST_MEETINGS = 200
MOST_NOTES = 200
# A meeting is planned or logged within this of today: anything else is a slip of the hand.
FARTHEST = timedelta(days=366)


class TooMany(Exception):
    """As many of these as a mentorship may have."""


class TimeTaken(Exception):
    """The two meet at that very moment already."""


class TooFar(Exception):
    """More than a year from now."""


class TooEarly(Exception):
    """The check-in is after 30 days; feedback is at the end."""


@transaction.atomic
def add_goal(
    *, person: Any, code: Any, text: str, items: Sequence[str], at: datetime
) -> MentorshipGoal:
    """One of the two writes down what they work on; the same text again is the same goal.

    Raises WrongState, TooMany.
    """
    mentorship = _open(person, code)
    goals = MentorshipGoal.objects.filter(mentorship=mentorship)
    same = goals.filter(text=text).first()
    if same is not None:
        return same
    if goals.count() >= MOST_GOALS:
        raise TooMany
    return MentorshipGoal.objects.create(
        mentorship=mentorship, text=text, items=sorted(set(items)), created_at=at
    )


@transaction.atomic
def remove_goal(*, person: Any, code: Any, goal: Any) -> None:
    """Removing what is gone changes nothing. Raises WrongState."""
    MentorshipGoal.objects.filter(mentorship=_open(person, code), code=goal).delete()


@transaction.atomic
def plan_meeting(
    *, person: Any, code: Any, starts_at: datetime, minutes: int, agenda: str, at: datetime
) -> Meeting:
    """A meeting to come, or one that was; the same again is the same meeting.

    Raises WrongState, TooFar, TimeTaken, TooMany.
    """
    mentorship = _open(person, code)
    _check_time(starts_at, at)
    meetings = Meeting.objects.filter(mentorship=mentorship)
    same = meetings.filter(starts_at=starts_at, minutes=minutes, agenda=agenda).first()
    if same is not None:
        return same
    if meetings.count() >= MOST_MEETINGS:
        raise TooMany
    meeting = Meeting(
        mentorship=mentorship, starts_at=starts_at, minutes=minutes, agenda=agenda, created_at=at
    )
    _save(meeting)
    if starts_at > at:
        emails.tell_of_meeting(mentorship, meeting, person)
    return meeting


@transaction.atomic
def change_meeting(*, person: Any, code: Any, meeting: Any, at: datetime, **fields: Any) -> Meeting:
    """Move it, write the agenda, or log it (`is_held`, `log`).

    Raises Meeting.DoesNotExist, WrongState, TooFar, TimeTaken.
    """
    found = get_meeting(_open(person, code), meeting)
    if "starts_at" in fields:
        _check_time(fields["starts_at"], at)
    for name, value in fields.items():
        setattr(found, name, value)
    _save(found)
    return found


@transaction.atomic
def remove_meeting(*, person: Any, code: Any, meeting: Any) -> None:
    """Raises Meeting.DoesNotExist, WrongState."""
    get_meeting(_open(person, code), meeting).delete()


@transaction.atomic
def write_note(
    *, person: Any, code: Any, text: str, is_shared: bool, at: datetime
) -> MentorshipNote:
    """For both, or for oneself. One's own notes go on after the end. Raises WrongState, TooMany."""
    mentorship = get_mentorship(person, code, for_update=True)
    if is_shared and not mentorship.is_open:
        raise WrongState(mentorship.state)
    own = MentorshipNote.objects.filter(mentorship=mentorship, author=person)
    if own.count() >= MOST_NOTES:
        raise TooMany
    same = own.filter(text=text, is_shared=is_shared, written_at__gt=at - timedelta(minutes=5))
    return same.first() or MentorshipNote.objects.create(
        mentorship=mentorship, author=person, text=text, is_shared=is_shared, written_at=at
    )


@transaction.atomic
def remove_note(*, person: Any, code: Any, note: Any) -> None:
    """Only who wrote it. Raises MentorshipNote.DoesNotExist."""
    mentorship = get_mentorship(person, code)
    MentorshipNote.objects.get(mentorship=mentorship, author=person, code=note).delete()


@transaction.atomic
def answer_check_in(*, person: Any, code: Any, answer: str, text: str, at: datetime) -> CheckIn:
    """Is it working? Private to who answers; answering again replaces it.

    Raises TooEarly, WrongState.
    """
    mentorship = _open(person, code)
    if at < mentorship.started_at + CHECK_IN_AFTER:
        raise TooEarly
    check_in, _ = CheckIn.objects.update_or_create(
        mentorship=mentorship,
        person=person,
        defaults={"answer": CheckIn.Answer(answer), "text": text, "answered_at": at},
    )
    return check_in


@transaction.atomic
def give_feedback(*, person: Any, code: Any, thanks: str, private: str, at: datetime) -> Feedback:
    """Once the end is proposed or come: what helped, for the other; the rest for oneself.

    Raises TooEarly.
    """
    mentorship = get_mentorship(person, code, for_update=True)
    if mentorship.state in {Mentorship.State.ACTIVE, Mentorship.State.PAUSED}:
        raise TooEarly
    feedback, _ = Feedback.objects.update_or_create(
        mentorship=mentorship,
        person=person,
        defaults={"thanks": thanks, "private": private, "given_at": at},
    )
    return feedback


def _open(person: Any, code: Any) -> Mentorship:
    """The person's mentorship with its row locked, so that limits hold for two tabs at once."""
    mentorship = get_mentorship(person, code, for_update=True)
    if not mentorship.is_open:
        raise WrongState(mentorship.state)
    return mentorship


def _check_time(starts_at: datetime, at: datetime) -> None:
    if abs(starts_at - at) > FARTHEST:
        raise TooFar


def _save(meeting: Meeting) -> None:
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        raise TimeTaken from None
