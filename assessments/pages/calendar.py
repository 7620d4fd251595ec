"""The plan as a calendar: days and own words, never a score."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from assessments.models.plan import Goal
from assessments.models.reminders import Reminder

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
    at: datetime,
) -> Calendar:
    """An event for each goal with a day, and one on the day of the next reminder."""
    feed = Calendar()
    feed.add("prodid", "-//SET Framework//Plan//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", _("My plan"))
    feed.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for event in _events(goals, reminder, next_on, addresses, at):
        feed.add_component(event)
    return feed


def _events(
    goals: Iterable[Goal],
    reminder: Reminder,
    next_on: date | None,
    addresses: Addresses,
    at: datetime,
) -> Iterator[Event]:
    """A UID belongs to its goal for ever, so a goal with a new day is no second event."""
    for goal in goals:
        if goal.due_on is not None:
            yield _event(f"goal-{goal.code}", goal.due_on, goal.text, addresses.plan, at)
    if next_on is not None:
        summary = _("Look again at what has moved")
        yield _event(f"reminder-{reminder.code}", next_on, summary, addresses.start, at)


def _event(uid: str, day: date, summary: str, url: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@set-framework")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("summary", " ".join(summary.split()))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")  # it takes no time of the day
    event.add("class", "PRIVATE")
    return event
