"""The goals and notes of a mentorship."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mentors.models.mentorships import MentorshipGoal, MentorshipNote
from mentors.selectors.mentorships import get_mentorship
from mentors.services.mentorships import TooMany, lock_open
from mentors.services.states import WrongState
from setframework.people.models import User

MOST_GOALS = 5
MOST_NOTES = 200


@transaction.atomic
def add_goal(
    *, person: User, code: UUID | str, text: str, items: Sequence[str], at: datetime
) -> MentorshipGoal:
    """Add a goal that the two work on. The same text again gives the same goal.

    Raises WrongState, TooMany.
    """
    mentorship = lock_open(person, code)
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
def remove_goal(*, person: User, code: UUID | str, goal: UUID | str) -> None:
    """Remove a goal. Removing it again changes nothing. Raises WrongState."""
    MentorshipGoal.objects.filter(mentorship=lock_open(person, code), code=goal).delete()


@transaction.atomic
def write_note(
    *, person: User, code: UUID | str, text: str, is_shared: bool, at: datetime
) -> MentorshipNote:
    """Write a note, shared or private. Private ones are possible after the end too.

    Raises WrongState, TooMany.
    """
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
def remove_note(*, person: User, code: UUID | str, note: UUID | str) -> None:
    """Remove one's own note. Raises MentorshipNote.DoesNotExist."""
    mentorship = get_mentorship(person, code)
    MentorshipNote.objects.get(mentorship=mentorship, author=person, code=note).delete()
