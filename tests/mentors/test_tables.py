"""Rows of requests, mentorships and reports that the tables refuse, one test a constraint."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mentors.models.meetings import Meeting
from mentors.models.mentorships import Feedback, Mentorship
from mentors.models.pulse import Pulse
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.models.results import ResultShare
from tests.factories import NOW, make_assessment, make_mentorship, make_request


@pytest.fixture
def mentorship(ada, grace):
    return make_mentorship(grace, ada)


def refused(name, work):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        work()
    return name in str(error.value) or "UNIQUE" in str(error.value)


def changed(row, **values):
    return lambda: type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("a_request_has_a_kind", {"kind": "boss"}),
        ("a_request_has_a_state", {"state": "lost"}),
        ("more_info_was_asked_for", {"state": "more_info"}),
    ],
)
def test_request_that_can_not_be_is_refused(ada, grace, name, values):
    assert refused(name, changed(make_request(ada, grace), **values))


def test_nobody_asks_themselves(ada):
    assert refused("nobody_asks_themselves", lambda: make_request(ada, ada))


def test_pair_has_one_open_request_whoever_asks(ada, grace):
    first = make_request(ada, grace)

    assert refused("one_open_request_a_pair", lambda: make_request(ada, grace))
    assert refused("one_open_request_a_pair", lambda: make_request(grace, ada))
    changed(first, state=MentorshipRequest.State.DECLINED)()
    make_request(grace, ada)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("a_mentorship_has_a_kind", {"kind": "boss"}),
        ("a_mentorship_has_a_state", {"state": "lost"}),
        ("a_pause_has_an_end", {"state": "paused"}),
        ("closing_was_proposed", {"state": "closing"}),
    ],
)
def test_mentorship_that_can_not_be_is_refused(mentorship, name, values):
    assert refused(name, changed(mentorship, **values))


def test_nobody_mentors_themselves(mentorship, ada):
    assert refused("nobody_mentors_themselves", changed(mentorship, mentor=ada, mentee=ada))


def test_pair_has_one_open_mentorship_whoever_is_the_mentor(mentorship, ada, grace):
    def again():
        Mentorship.objects.create(mentor=ada, mentee=grace, kind="peer", started_at=NOW)

    assert refused("one_open_mentorship_a_pair", again)
    changed(mentorship, state=Mentorship.State.ENDED)()
    again()


def test_two_meet_once_at_a_time_for_some_minutes(mentorship):
    def meet(**values):
        Meeting.objects.create(
            mentorship=mentorship, **({"starts_at": NOW, "created_at": NOW} | values)
        )

    meet()
    assert refused("one_meeting_at_a_time", meet)
    later = NOW + timedelta(days=1)
    assert refused("a_meeting_has_a_length", lambda: meet(starts_at=later, minutes=4))
    assert refused("a_meeting_has_a_length", lambda: meet(starts_at=later, minutes=481))


def test_each_checks_in_and_gives_feedback_once(mentorship, ada):
    def pulse(answer="yes"):
        Pulse.objects.create(mentorship=mentorship, person=ada, answer=answer, answered_at=NOW)

    def give():
        Feedback.objects.create(mentorship=mentorship, person=ada, given_at=NOW)

    assert refused("a_check_in_has_an_answer", lambda: pulse("maybe"))
    pulse()
    give()
    assert refused("one_check_in_each", pulse)
    assert refused("one_feedback_each", give)


def test_result_is_shared_once(mentorship, ada):
    assessment = make_assessment(ada)

    def share():
        ResultShare.objects.create(mentorship=mentorship, assessment=assessment, shared_at=NOW)

    share()
    assert refused("one_share_a_result", share)


def test_report_that_can_not_be_is_refused(ada, grace):
    def report(**values):
        found = {"reporter": ada, "reported": grace, "category": "spam", "created_at": NOW}
        return Report.objects.create(**(found | values))

    assert refused("nobody_reports_themselves", lambda: report(reported=ada))
    assert refused("a_report_has_a_category", lambda: report(category="dull"))
    assert refused("a_report_has_a_state", lambda: report(state="lost"))
    first = report()
    assert refused("one_open_report_a_pair", report)
    changed(first, state=Report.State.DISMISSED)()
    report()
