"""Files for calendars: a meeting that is planned, moved or cancelled by one finds the other's."""

from datetime import timedelta
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar

from mentors.models.meetings import Meeting
from mentors.services import clock, meetings, mentorships
from mentors.services.blocks import block
from mentors.services.mentorships import TooMany
from setframework.accounts.services.data import delete_person
from tests.assessments.taking import text
from tests.factories import NOW, make_mentor, make_mentorship

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def mentorship(ada, grace):
    make_mentor(ada, time_zone="Europe/Berlin")
    make_mentor(grace, time_zone="America/New_York", capacity=3)
    return make_mentorship(grace, ada)


@pytest.fixture
def who(ada, mentorship):
    return {"person": ada, "code": mentorship.code, "at": NOW}


@pytest.fixture
def meeting(who):
    return meetings.plan_meeting(starts_at=NOW + DAY, minutes=30, agenda="Secret\x0b words", **who)


@pytest.fixture
def pages(mentorship):
    return f"/mentors/mentorships/{mentorship.code}/"


def letters():
    """The files that were sent since: to whom, with which subject, method and event."""
    found = []
    for letter in mail.outbox:
        for part in message_from_bytes(letter.message().as_bytes()).walk():
            if part.get_content_type() == "text/calendar":
                calendar = Calendar.from_ical(part.get_payload(decode=True))
                assert part.get_param("method") == calendar["method"]
                assert part.get_content_charset() == "utf-8"
                found.append((letter.to, letter.subject, calendar["method"], calendar.events[0]))
    mail.outbox.clear()
    return found


def test_other_one_gets_the_file_of_a_planned_meeting_without_its_agenda(meeting, grace):
    ((to, subject, method, event),) = letters()

    assert (to, subject, method) == ([grace.email], "A meeting is planned", "PUBLISH")
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 0)
    assert event["organizer"] == "mailto:noreply@localhost"
    assert "Meeting with Ada" in event["summary"]
    assert "04:30 New York" in event["description"]
    assert "Secret" not in event["description"]


def test_moved_meeting_is_told_with_the_same_event(meeting, who, grace):
    letters()
    meetings.change_meeting(meeting=meeting.code, starts_at=NOW + 2 * DAY, **who)

    ((to, subject, method, event),) = letters()

    assert (to, subject, method) == ([grace.email], "Your meeting has a new time", "PUBLISH")
    assert (event["uid"], event["sequence"]) == (f"{meeting.code}@set-framework", 1)
    assert (event.start, event["last-modified"].dt) == (NOW + 2 * DAY, NOW)


@pytest.mark.parametrize("fields", [{"agenda": "Other"}, {"log": "Met.", "is_held": True}])
def test_nobody_is_told_of_words_alone(meeting, who, fields):
    letters()
    meetings.change_meeting(meeting=meeting.code, **fields, **who)

    assert letters() == []


def test_nobody_is_told_of_a_past_meeting_that_is_put_right(who):
    past = meetings.plan_meeting(starts_at=NOW - 2 * DAY, minutes=30, agenda="", **who)
    meetings.change_meeting(meeting=past.code, starts_at=NOW - DAY, **who)
    meetings.remove_meeting(meeting=past.code, **who)

    assert letters() == []
    assert not Meeting.objects.exists()


def test_cancelled_meeting_is_taken_out_of_both_calendars(meeting, ada_client, pages, grace):
    letters()
    removed = ada_client.post(f"{pages}meetings/{meeting.code}/remove/", follow=True)

    ((to, subject, method, told),) = letters()
    file = Calendar.from_ical(
        ada_client.get(f"{pages}meetings/{meeting.code}/calendar.ics").content
    )

    assert (to, subject, method) == ([grace.email], "Your meeting is cancelled", "CANCEL")
    assert file["method"] == "CANCEL"
    for event in (told, file.events[0]):
        assert event["uid"] == f"{meeting.code}@set-framework"
        assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
        assert event["dtstamp"].dt == event["last-modified"].dt == NOW
    assert "The meeting is cancelled." in text(removed)
    assert "Take it out of my calendar (.ics)" in text(removed)


def test_cancelled_meeting_is_none_any_more(meeting, who, ada_client, pages):
    meetings.remove_meeting(meeting=meeting.code, **who)

    assert ada_client.get(f"{pages}meetings/{meeting.code}/").status_code == 404
    assert Meeting.objects.values_list("agenda", "log").get() == ("", "")
    again = meetings.plan_meeting(starts_at=NOW + DAY, minutes=30, agenda="", **who)
    assert again.code != meeting.code
    with pytest.raises(Meeting.DoesNotExist):
        meetings.remove_meeting(meeting=meeting.code, **who)


def test_cancelled_meeting_is_forgotten_in_time(meeting, who):
    meetings.remove_meeting(meeting=meeting.code, **who)

    clock.forget_cancelled(at=NOW + 30 * DAY)
    assert Meeting.objects.exists()
    clock.forget_cancelled(at=NOW + 31 * DAY)
    assert not Meeting.objects.exists()


# The mentorship ends before the meeting


def test_end_takes_the_meeting_out_of_both_calendars(meeting, who, grace, ada):
    letters()
    mentorships.end_early(**who)

    told = [each for each in letters() if each[1] == "Your meeting is cancelled"]
    assert sorted(to for ((to,), *_) in told) == sorted([ada.email, grace.email])
    assert {method for _, _, method, _ in told} == {"CANCEL"}
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.sequence, meeting.agenda) == (NOW, 1, "")


def test_end_that_nobody_answers_takes_it_out_too(meeting, who, mentorship, ada, grace):
    Meeting.objects.update(starts_at=NOW + 30 * DAY)
    mentorships.propose_end(**who)
    letters()

    clock.run_clock(at=NOW + 8 * DAY)

    told = [each for each in letters() if each[1] == "Your meeting is cancelled"]
    assert sorted(to for ((to,), *_) in told) == sorted([ada.email, grace.email])


def test_end_leaves_what_was_held(who):
    past = meetings.plan_meeting(starts_at=NOW - DAY, minutes=30, agenda="Mine", **who)

    mentorships.end_early(**who)

    past.refresh_from_db()
    assert (past.cancelled_at, past.agenda) == (None, "Mine")


def test_block_cancels_the_meeting_and_tells_nobody(meeting, ada, grace):
    letters()
    block(person=ada, other=grace, at=NOW)

    assert letters() == []
    meeting.refresh_from_db()
    assert meeting.cancelled_at == NOW


def test_erased_account_takes_its_meetings_out_of_the_other_calendar(meeting, ada, grace):
    letters()
    delete_person(person=ada)

    told = [each for each in letters() if each[1] == "Your meeting is cancelled"]
    assert [(to, method) for to, _, method, _ in told] == [([grace.email], "CANCEL")]


def test_cancelled_meetings_do_not_count_towards_the_most(meeting, who, monkeypatch):
    monkeypatch.setattr(meetings, "MOST_MEETINGS", 1)
    with pytest.raises(TooMany):
        meetings.plan_meeting(starts_at=NOW + 5 * DAY, minutes=30, agenda="", **who)

    meetings.remove_meeting(meeting=meeting.code, **who)

    assert meetings.plan_meeting(starts_at=NOW + 5 * DAY, minutes=30, agenda="", **who)
