"""The plan as a feed that a calendar program reads: days and own words, never a score."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from assessments.models.reminders import Reminder
from assessments.selectors.plan import list_open_goals
from assessments.selectors.reminders import find_calendar, get_next_day

# How often a calendar program may ask again.
REFRESH = timedelta(hours=12)
DAY = timedelta(days=1)


@never_cache
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the secret address may read it, without a log-in."""
    reminder = find_calendar(token)
    if reminder is None:
        raise Http404
    feed = _make_feed()
    for event in _events(request, reminder, timezone.now()):
        feed.add_component(event)
    response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="plan.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _make_feed() -> Calendar:
    feed = Calendar()
    feed.add("prodid", "-//SET Framework//Plan//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", _("My plan"))
    feed.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    return feed


def _events(request: HttpRequest, reminder: Reminder, at: datetime) -> Iterator[Event]:
    """A UID belongs to its goal for ever, so a day that moves is no second event."""
    plan_url = request.build_absolute_uri(reverse("assessments:plan"))
    start_url = request.build_absolute_uri(reverse("assessments:start"))
    for goal in list_open_goals(reminder.person):
        if goal.due_on is not None:
            yield _event(f"goal-{goal.code}", goal.due_on, goal.text, plan_url, at)
    next_on = get_next_day(reminder)
    if next_on is not None:
        summary = _("Look again at what has moved")
        yield _event(f"reminder-{reminder.code}", next_on, summary, start_url, at)


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
