"""Meetings that will not be held."""

from collections.abc import Callable
from datetime import datetime

from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from mentors.selectors.mentorships import get_mentorship


def cancel(meeting: Meeting, at: datetime) -> None:
    """Of a cancelled meeting only what a calendar needs is kept."""
    meeting.cancelled_at, meeting.agenda, meeting.log = at, "", ""
    meeting.sequence += 1
    meeting.save()


def cancel_coming(
    mentorship: Mentorship, at: datetime, tell: Callable[[Mentorship, Meeting], None] | None
) -> None:
    """Cancel what is still to come of a mentorship that has ended. `tell` writes of each."""
    coming = Meeting.objects.filter(
        mentorship=mentorship, cancelled_at=None, is_held=False, starts_at__gt=at
    )
    for meeting in coming.order_by("starts_at"):
        cancel(meeting, at)
        if tell is not None:
            tell(get_mentorship(mentorship.mentor, mentorship.code), meeting)  # with both names
