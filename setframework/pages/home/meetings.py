"""Meetings of a person as Home names them; each comes from list_own_meetings."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentors.models.meetings import Meeting
from setframework.people.models import User

# Short, as it stands beside a button.
MOMENT = "D j M, H:i"


def is_coming(meeting: Meeting, at: datetime) -> bool:
    """Whether it is ahead, or goes on at that moment."""
    is_over = meeting.starts_at + timedelta(minutes=meeting.minutes) <= at
    return meeting.mentorship.is_open and not meeting.is_held and not is_over


def other_name(meeting: Meeting, person: User) -> str:
    row: Any = meeting
    is_mentor = meeting.mentorship.mentor_id == person.pk
    name: str | None = row.mentee_name if is_mentor else row.mentor_name
    return name or _("Somebody without a name")


def own_moment(meeting: Meeting, person: User) -> str:
    """In the person's own time zone, which is named."""
    row: Any = meeting
    is_mentor = meeting.mentorship.mentor_id == person.pk
    zone = (row.mentor_zone if is_mentor else row.mentee_zone) or "UTC"
    local = meeting.starts_at.astimezone(ZoneInfo(zone))
    return f"{date_format(local, MOMENT)} {zone.rpartition('/')[2].replace('_', ' ')}"
