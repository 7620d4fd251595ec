"""Planning, changing, logging and removing meetings."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mentors.emails import meetings as letters
from mentors.models.meetings import Meeting
from mentors.selectors.meetings import get_meeting
from mentors.services.cancelling import cancel
from mentors.services.mentorships import TooMany, lock_open
from setframework.people.models import User
from setframework.web.refusals import Refused

MOST_MEETINGS = 200
# A meeting further from today than this is a typing error.
FARTHEST = timedelta(days=366)
# A cancelled meeting is kept for calendars until this long after it was to begin.
KEEP_CANCELLED = timedelta(days=30)
# What the file for a calendar shows.
IN_CALENDARS = {"starts_at", "minutes", "agenda"}
# What the other one has to know at once.
TIMES = {"starts_at", "minutes"}


class TimeTaken(Refused):
    says = _("You two have a meeting at that time.")


class TooFar(Refused):
    says = _("Choose a time within a year of today.")
    field = "starts_at"


@transaction.atomic
def plan_meeting(
    *, person: User, code: UUID | str, starts_at: datetime, minutes: int, agenda: str, at: datetime
) -> Meeting:
    """Add a meeting, future or past. Adding the same again gives the same meeting.

    Raises WrongState, TooFar, TimeTaken, TooMany, TooManyLetters.
    """
    mentorship = lock_open(person, code)
    _check_time(starts_at, at)
    meetings = Meeting.objects.filter(mentorship=mentorship)
    standing = meetings.filter(cancelled_at=None)
    same = standing.filter(starts_at=starts_at, minutes=minutes, agenda=agenda).first()
    if same is not None:
        return same
    if standing.count() >= MOST_MEETINGS:
        raise TooMany
    meeting = Meeting(
        mentorship=mentorship, starts_at=starts_at, minutes=minutes, agenda=agenda, created_at=at
    )
    _save(meeting)
    if starts_at > at:
        letters.tell_of_meeting(mentorship, meeting, person)
    return meeting


@transaction.atomic
def change_meeting(
    *, person: User, code: UUID | str, meeting: UUID | str, at: datetime, **fields: Any
) -> Meeting:
    """Move a meeting, write its agenda, or log it (`is_held`, `log`).

    The other one hears of a new time. Raises Meeting.DoesNotExist, WrongState, TooFar, TimeTaken,
    TooManyLetters.
    """
    mentorship = lock_open(person, code)
    found = get_meeting(mentorship, meeting)
    latest = max(found.starts_at, fields.get("starts_at", found.starts_at))
    if "starts_at" in fields:
        _check_time(fields["starts_at"], at)
    changed = {name for name, value in fields.items() if getattr(found, name) != value}
    found.sequence += bool(changed & IN_CALENDARS)
    for name, value in fields.items():
        setattr(found, name, value)
    _save(found)
    if changed & TIMES and latest > at:
        letters.tell_of_moved_meeting(mentorship, found, person)
    return found


@transaction.atomic
def remove_meeting(
    *, person: User, code: UUID | str, meeting: UUID | str, at: datetime
) -> Meeting | None:
    """Cancel a meeting that is still to come, and tell the other one; remove any other.

    Returns the cancelled one, None for one that is gone. Raises Meeting.DoesNotExist, WrongState.
    """
    mentorship = lock_open(person, code)
    found = get_meeting(mentorship, meeting)
    if found.is_held or found.starts_at <= at:
        found.delete()
        return None
    cancel(found, at)
    letters.tell_of_cancelled_meeting(mentorship, found, person)
    return found


def forget_cancelled(*, at: datetime) -> int:
    """Delete cancelled meetings whose time is long over. Returns how many."""
    over = Meeting.objects.filter(cancelled_at__isnull=False, starts_at__lte=at - KEEP_CANCELLED)
    return over.delete()[0]


def _check_time(starts_at: datetime, at: datetime) -> None:
    if abs(starts_at - at) > FARTHEST:
        raise TooFar


def _save(meeting: Meeting) -> None:
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        raise TimeTaken from None
