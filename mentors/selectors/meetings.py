"""Meetings of the two in a mentorship."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from mentors.selectors.people import name_of, zone_of
from setframework.people.models import User


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


def list_own_meetings(person: User, since: datetime) -> QuerySet[Meeting]:
    """All meetings of the person from that moment on, the earliest first.

    Each has the names and zones of both, as list_mentorships gives them.
    """
    own = Q(mentorship__mentor=person) | Q(mentorship__mentee=person)
    found = Meeting.objects.filter(own, starts_at__gte=since, cancelled_at=None)
    visible = found.exclude(mentorship__state__in=Mentorship.HIDDEN).select_related("mentorship")
    return visible.annotate(
        mentor_name=name_of("mentorship__mentor"),
        mentee_name=name_of("mentorship__mentee"),
        mentor_zone=zone_of("mentorship__mentor"),
        mentee_zone=zone_of("mentorship__mentee"),
    ).order_by("starts_at", "pk")
