"""A meeting as a file for calendars, which finds the same event again when it moves or ends."""

from datetime import timedelta
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from setframework.people.models import User
from setframework.web.forms.signs import lines
from setframework.web.mail.letters import address_of

MOMENT = "D j M Y, H:i"
FILE = "meeting.ics"


def moments_of(meeting: Meeting, *zones: str) -> list[str]:
    """When it begins, on the clock of each zone; two alike are said once."""
    return [_moment(meeting, zone) for zone in dict.fromkeys(zones)]


def make_file(mentorship: Mentorship, meeting: Meeting, person: User, *, agenda: str = "") -> bytes:
    """The file for the person. `mentorship` comes from get_mentorship. Its moment is in UTC; the
    description has the local times of both."""
    found = Calendar()
    found.add("prodid", "-//SET Framework//Mentorship//EN")
    found.add("version", "2.0")
    found.add("method", _method(meeting))
    found.add_component(_event(mentorship, meeting, person, agenda))
    content: bytes = found.to_ical()
    return content


def attach_file(mentorship: Mentorship, meeting: Meeting, person: User) -> MIMEBase:
    """The file as a part of a letter, without the agenda: a letter has no words of the two."""
    content = make_file(mentorship, meeting, person).decode()
    part = MIMEText(content, "calendar", "utf-8")
    part.set_param("method", _method(meeting))
    part.add_header("Content-Disposition", "attachment", filename=FILE)
    return part


def _method(meeting: Meeting) -> str:
    """Published and not requested: nobody is asked to answer the mail (RFC 5546, 3.2)."""
    return "CANCEL" if meeting.cancelled_at else "PUBLISH"


def _event(mentorship: Mentorship, meeting: Meeting, person: User, agenda: str) -> Event:
    row: Any = mentorship
    name, zones = row.mentee_name, (row.mentor_zone, row.mentee_zone)
    if mentorship.mentor_id != person.pk:
        name, zones = row.mentor_name, zones[::-1]
    times = "\n".join(moments_of(meeting, *(zone or "UTC" for zone in zones)))
    address = address_of("mentors:mentorship", mentorship.code)
    event = Event()
    event.add("uid", f"{meeting.code}@set-framework")
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("created", meeting.created_at)
    event.add("sequence", meeting.sequence)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    event.add("organizer", f"mailto:{_sender()}")
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.starts_at + timedelta(minutes=meeting.minutes))
    who = " ".join(lines(name or _("Somebody without a name")).split())
    event.add("summary", _("Meeting with %(name)s") % {"name": who})
    event.add("description", lines("\n\n".join(filter(None, [times, agenda, address]))))
    return event


def _sender() -> str:
    """The site's own address: who changes a meeting may be either of the two."""
    return sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8").rpartition("<")[2].rstrip(">")


def _moment(meeting: Meeting, zone: str) -> str:
    local = meeting.starts_at.astimezone(ZoneInfo(zone))
    return f"{date_format(local, MOMENT)} {zone.rpartition('/')[2].replace('_', ' ')}"
