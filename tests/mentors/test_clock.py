"""The steps of the clock, each taken once."""

from datetime import timedelta

import pytest
from django.core import mail

from mentors.models.profiles import MentorProfile
from mentors.models.requests import MentorshipRequest
from mentors.services import clock, meetings, mentorships, requests
from tests.factories import NOW, make_mentor, make_mentorship, make_request

DAY = timedelta(days=1)


@pytest.fixture
def tick():
    """Run the clock twice at that day; the mails of it."""

    def run(days):
        mail.outbox.clear()
        clock.run_clock(at=NOW + timedelta(days=days))
        clock.run_clock(at=NOW + timedelta(days=days))
        return sorted((letter.to[0], letter.subject) for letter in mail.outbox)

    return run


@pytest.fixture
def request_(ada, grace):
    make_mentor(ada)
    make_mentor(grace)
    return make_request(ada, grace)


@pytest.fixture
def mentorship(ada, grace):
    return make_mentorship(grace, ada)


def test_receiver_is_reminded_after_three_and_seven_days(tick, request_, grace):
    reminder = [(grace.email, "A request waits for your answer")]

    assert [tick(day) for day in (2, 3, 4, 6, 7, 8, 9)] == [
        [],
        reminder,
        [],
        [],
        reminder,
        [],
        [],
    ]


def test_late_worker_reminds_once(tick, request_, grace):
    assert tick(8) == [(grace.email, "A request waits for your answer")]
    assert tick(9) == []


def test_request_expires_after_ten_days_and_others_are_offered(tick, request_, ada):
    assert tick(10) == [(ada.email, "Your request has ended without an answer")]

    assert "/mentors/" in mail.outbox[0].body
    request_.refresh_from_db()
    assert request_.state == MentorshipRequest.State.EXPIRED
    assert tick(11) == []


def test_clock_stands_while_a_question_waits(tick, request_, grace):
    requests.ask_for_more(person=grace, code=request_.code, question="Why?", at=NOW)

    assert tick(40) == []
    request_.refresh_from_db()
    assert request_.state == MentorshipRequest.State.MORE_INFO


def test_pause_ends_on_its_day(tick, mentorship, ada):
    mentorships.pause(person=ada, code=mentorship.code, until=(NOW + 20 * DAY).date(), at=NOW)

    tick(19)
    mentorship.refresh_from_db()
    assert mentorship.state == "paused"
    tick(20)
    mentorship.refresh_from_db()
    assert mentorship.state == "active"


def test_unanswered_proposal_holds_after_seven_days(tick, mentorship, ada, grace):
    mentorships.propose_end(person=ada, code=mentorship.code, at=NOW)

    assert tick(6) == []
    assert tick(7) == [
        (ada.email, "Your mentorship is complete"),
        (grace.email, "Your mentorship is complete"),
    ]
    mentorship.refresh_from_db()
    assert mentorship.state == "completed"
    assert MentorProfile.objects.get(person=grace).active == 0


def test_both_are_asked_after_a_month_and_nudged_after_five_weeks(tick, mentorship, ada, grace):
    asked = "Is your mentorship working?"

    assert tick(29) == []
    assert tick(30) == [(ada.email, asked), (grace.email, asked)]
    assert tick(34) == []
    assert tick(35) == [(ada.email, "Still meeting?"), (grace.email, "Still meeting?")]
    assert tick(69) == []
    assert len(tick(70)) == 2


def test_who_meets_is_not_nudged(tick, mentorship, ada):
    who = {"person": ada, "code": mentorship.code, "minutes": 30, "agenda": ""}
    meetings.plan_meeting(starts_at=NOW + 20 * DAY, at=NOW, **who)
    meetings.plan_meeting(starts_at=NOW + 90 * DAY, at=NOW, **who)
    tick(30)

    assert tick(60) == []
    assert tick(124) == []
    assert len(tick(126)) == 2
