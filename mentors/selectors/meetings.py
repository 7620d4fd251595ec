"""Meetings of the two in a mentorship."""

from uuid import UUID

from django.db.models import QuerySet

from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship


def list_meetings(mentorship: Mentorship) -> QuerySet[Meeting]:
    """Newest first, future ones on top. One that is cancelled is none any more."""
    return list_all_meetings(mentorship).filter(cancelled_at=None)


def list_all_meetings(mentorship: Mentorship) -> QuerySet[Meeting]:
    """With those that were cancelled not long ago, which calendars have to hear of."""
    return Meeting.objects.filter(mentorship=mentorship).order_by("-starts_at", "-pk")


def get_meeting(mentorship: Mentorship, code: UUID | str) -> Meeting:
    return list_meetings(mentorship).get(code=code)


def get_any_meeting(mentorship: Mentorship, code: UUID | str) -> Meeting:
    return list_all_meetings(mentorship).get(code=code)
