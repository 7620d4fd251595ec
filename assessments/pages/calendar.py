"""The plan as a calendar: days and own words, never a score."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from assessments.models.plan import Goal
from assessments.models.reminders import Reminder
from setframework.web.forms.signs import lines

# How often a calendar program may ask again.
REFRESH = timedelta(hours=12)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Addresses:
    """Whole addresses of the pages that an event links to."""

    plan: str
    start: str


def make_calendar(
    goals: Iterable[Goal],
    reminder: Reminder,
    next_on: date | None,
    addresses: Addresses,
) -> Calendar:
    """An event for each goal with a day, and one on the day of the next reminder.

    It is the same to the byte until something changes.
    """
    feed = Calendar()
    feed.add("prodid", "-//SET Framework//Plan//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", _("My plan"))
    feed.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for event in _events(goals, reminder, next_on, addresses):
        feed.add_component(event)
    if not feed.subcomponents:  # a calendar has at least one (RFC 5545, 3.6)
        feed.add_component(Timezone.from_tzinfo(ZoneInfo("UTC")))
    return feed


def _events(
    goals: Iterable[Goal],
    reminder: Reminder,
    next_on: date | None,
    addresses: Addresses,
) -> Iterator[Event]:
    """A UID belongs to its goal for ever, so a goal with a new day is no second event."""
    for goal in goals:
        if goal.due_on is not None:
            yield _event(
                f"goal-{goal.code}", goal.due_on, goal.text, addresses.plan, goal.changed_at
            )
    if next_on is not None:
        summary = _("See what has changed")
        moved_by = (reminder.changed_at, reminder.claimed_at, reminder.latest_completed_at)
        at = max(each for each in moved_by if each is not None)
        yield _event(f"reminder-{reminder.code}", next_on, summary, addresses.start, at)


def _event(uid: str, day: date, summary: str, url: str, at: datetime) -> Event:
    """`at` is when it last changed, not when it is fetched."""
    event = Event()
    event.add("uid", f"{uid}@set-framework")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("summary", " ".join(lines(summary).split()))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")  # it takes no time of the day
    event.add("class", "PRIVATE")
    return event
