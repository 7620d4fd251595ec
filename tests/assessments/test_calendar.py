"""The feed of the plan: days and own words for who has the secret address, and nothing else."""

from datetime import date, timedelta

import pytest
import time_machine
from icalendar import Calendar

from assessments.selectors.reminders import find_reminder
from assessments.services.plan import finish_goal
from assessments.services.reminders import close_calendar, open_calendar
from tests.assessments.taking import own_statements, watch
from tests.factories import NOW, make_assessment, make_goal, make_reminder

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def url(ada):
    return url_of(open_calendar(person=ada))


def url_of(reminder):
    return f"/calendar/{reminder.calendar_token}.ics"


def events(client, url):
    """UID -> (day, words)."""
    calendar = Calendar.from_ical(client.get(url).content)
    assert calendar.errors == []
    return {
        str(event["uid"]): (event["dtstart"].dt, str(event["summary"]))
        for event in calendar.walk("VEVENT")
    }


def test_feed_has_open_goals_with_a_day(client, ada, url):
    goal = make_goal(ada, text="Ask Bo;\nthen Di, äöü 👩🏽‍💻", due_on=date(2026, 12, 24))
    make_goal(ada, text="Some day")
    make_goal(ada, text="Done", due_on=date(2026, 12, 24), done_at=NOW)

    assert events(client, url) == {
        f"goal-{goal.code}@set-framework": (date(2026, 12, 24), "Ask Bo; then Di, äöü 👩🏽‍💻")
    }


def test_feed_has_the_next_reminder(client, ada):
    reminder = make_reminder(ada, calendar=True)
    uid = f"reminder-{reminder.code}@set-framework"
    words = "See what has changed"
    assert events(client, url_of(reminder)) == {uid: (date(2027, 2, 24), words)}

    make_assessment(ada, at=NOW + 60 * DAY)

    assert events(client, url_of(reminder)) == {uid: (date(2027, 4, 23), words)}


def test_uid_stays_when_day_and_words_change(client, ada, url):
    goal = make_goal(ada, due_on=date(2026, 12, 24))
    before = set(events(client, url))

    type(goal).objects.update(due_on=date(2027, 1, 1), text="Other words")

    assert set(events(client, url)) == before
    finish_goal(person=ada, code=goal.code, at=NOW)
    assert events(client, url) == {}


def test_event_lasts_that_day_and_takes_no_time(client, ada, url):
    make_goal(ada, due_on=date(2026, 12, 31))

    (event,) = Calendar.from_ical(client.get(url).content).walk("VEVENT")

    assert event["dtend"].dt == date(2027, 1, 1)
    assert event["dtstamp"].dt == NOW
    assert event["transp"] == "TRANSPARENT"
    assert event["url"] == "http://testserver/plan/"


def test_feed_stays_the_same_until_something_changes(client, ada):
    reminder = make_reminder(ada, calendar=True)
    goal = make_goal(ada, due_on=date(2026, 12, 24))
    first = client.get(url_of(reminder)).content
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert client.get(url_of(reminder)).content == first

        goal.due_on = date(2026, 12, 27)
        goal.save()
        changed = Calendar.from_ical(client.get(url_of(reminder)).content)

    moments = {str(event["uid"])[:4]: event["last-modified"].dt for event in changed.events}
    assert moments == {"goal": NOW + timedelta(hours=3), "remi": NOW}


def test_empty_feed_is_still_a_calendar(client, url):
    """It needs one component at least (RFC 5545, 3.6)."""
    calendar = Calendar.from_ical(client.get(url).content)

    assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE"]


def test_words_with_control_signs_are_one_clean_line(client, ada, url):
    goal = make_goal(ada, due_on=date(2026, 12, 24))
    type(goal).objects.filter(pk=goal.pk).update(text="Ask\x0bBo\x85 and\x1f Di")

    content = client.get(url).content

    assert not {0x0B, 0x85, 0x1F} & set(content.replace(b"\xc2\x85", b"\x85"))
    assert b"SUMMARY:Ask Bo and Di\r\n" in content


def test_feed_is_for_calendar_programs_and_no_cache(client, url):
    response = client.get(url)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert client.post(url).status_code == 405


def test_feed_tells_no_score_note_name_or_stop_link(client, ada):
    make_assessment(ada, {"tough-feedback": 3}, at=NOW - DAY, level="staff")
    make_goal(ada, due_on=date(2026, 12, 31), note="a secret note")
    reminder = make_reminder(ada, calendar=True)

    said = client.get(url_of(reminder)).content.decode()

    for secret in ("secret", "Ada", ada.email, "staff", "tough-feedback", reminder.stop_token):
        assert secret not in said


def test_new_address_ends_the_old_one(client, ada, url):
    assert url_of(open_calendar(person=ada)) == url

    renewed = url_of(open_calendar(person=ada, renew=True))

    assert client.get(url).status_code == 404
    assert client.get(renewed).status_code == 200


def test_ended_address_is_not_found(client, ada, url):
    close_calendar(person=ada)

    assert client.get(url).status_code == 404
    assert find_reminder(ada).calendar_token is None


@pytest.mark.parametrize("token", ["x", "None", "a" * 43])
def test_wrong_address_is_not_found(client, ada, url, token):
    make_reminder(ada)

    assert client.get(f"/calendar/{token}.ics").status_code == 404
    assert client.get(f"/calendar/{find_reminder(ada).stop_token}.ics").status_code == 404


def test_closed_account_has_no_feed(client, ada, url):
    ada.is_active = False
    ada.save()

    assert client.get(url).status_code == 404


def test_feed_costs_two_queries(client, ada, url):
    for day in range(1, 30):
        make_goal(ada, due_on=date(2026, 12, day))

    with watch() as queries:
        assert len(events(client, url)) == 29

    assert len(own_statements(queries)) == 2
