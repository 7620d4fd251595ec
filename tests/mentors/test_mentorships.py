"""The services of a mentorship: its states, goals, notes and pulse."""

from datetime import timedelta

import pytest
from django.core import mail

from assessments.models.taking import Assessment
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship, MentorshipNote
from mentors.models.profiles import MentorProfile
from mentors.models.results import ResultRead, ResultShare
from mentors.selectors.mentorships import list_mentorships, list_notes
from mentors.selectors.results import list_result_reads, list_result_shares
from mentors.services import (
    blocks,
    feedback,
    meetings,
    mentorships,
    notes,
    pulse,
    results,
    states,
)
from setframework.accounts.services.data import delete_person
from tests.factories import NOW, make_assessment, make_mentorship

DAY = timedelta(days=1)


@pytest.fixture
def mentorship(ada, grace):
    """Grace mentors Ada."""
    return make_mentorship(grace, ada)


@pytest.fixture
def by(mentorship):
    """Calls a service for the mentorship."""

    def call(service, person, at=NOW, **values):
        return service(person=person, code=mentorship.code, at=at, **values)

    return call


def state(mentorship):
    mentorship.refresh_from_db()
    return mentorship.state


def active(person):
    return MentorProfile.objects.get(person=person).active


def test_stranger_finds_no_mentorship(by, mallory):
    for service in (mentorships.propose_end, mentorships.end_early, mentorships.resume):
        with pytest.raises(Mentorship.DoesNotExist):
            by(service, mallory)


def test_pause_keeps_the_place_and_ends(by, mentorship, ada, grace):
    by(mentorships.pause, ada, until=(NOW + 60 * DAY).date())
    by(mentorships.pause, grace, until=(NOW + 60 * DAY).date())
    assert (state(mentorship), active(grace)) == ("paused", 1)

    by(mentorships.resume, grace)
    by(mentorships.resume, ada)
    assert (state(mentorship), mentorship.paused_until) == ("active", None)


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_pause_is_from_tomorrow_to_sixty_days(by, ada, days):
    with pytest.raises(mentorships.PauseTooLong):
        by(mentorships.pause, ada, until=(NOW + days * DAY).date())


def test_end_is_proposed_by_one_and_confirmed_by_the_other(by, mentorship, ada, grace):
    by(mentorships.propose_end, ada)
    by(mentorships.propose_end, ada)
    with pytest.raises(states.WrongState):
        by(mentorships.confirm_end, ada)
    assert (state(mentorship), active(grace)) == ("closing", 1)

    by(mentorships.confirm_end, grace)
    by(mentorships.confirm_end, grace)

    assert (state(mentorship), active(grace)) == ("completed", 0)
    with pytest.raises(states.WrongState):
        by(mentorships.end_early, ada)


def test_early_end_is_neutral(by, mentorship, ada, grace):
    mail.outbox.clear()

    by(mentorships.end_early, ada)
    by(mentorships.end_early, grace)

    assert (state(mentorship), active(grace)) == ("ended", 0)
    (letter,) = mail.outbox
    assert letter.to == [grace.email]
    assert "Ada" not in letter.subject + letter.body


def test_block_hides_from_both_and_frees_the_place(by, mentorship, ada, grace):
    blocks.block(person=ada, other=grace, at=NOW)
    blocks.block(person=ada, other=grace, at=NOW)

    assert (state(mentorship), active(grace)) == ("blocked", 0)
    assert not list_mentorships(ada).exists()
    assert not list_mentorships(grace).exists()
    with pytest.raises(Mentorship.DoesNotExist):
        by(mentorships.end_early, grace)

    blocks.unblock(person=ada, code=grace.code)
    assert not list_mentorships(ada).exists()


def test_erasing_an_account_gives_the_place_back(mentorship, ada, grace):
    mail.outbox.clear()

    delete_person(person=ada)

    assert active(grace) == 0
    assert [letter.to for letter in mail.outbox] == [[grace.email]]
    assert not Mentorship.objects.exists()


def test_goal_is_written_once_and_removed(by, ada, grace):
    goal = by(notes.add_goal, ada, text="Say no", items=["tough-feedback"])

    assert by(notes.add_goal, grace, text="Say no", items=[]) == goal
    notes.remove_goal(person=grace, code=goal.mentorship.code, goal=goal.code)
    notes.remove_goal(person=grace, code=goal.mentorship.code, goal=goal.code)
    for number in range(5):
        by(notes.add_goal, ada, text=str(number), items=[])
    with pytest.raises(mentorships.TooMany):
        by(notes.add_goal, ada, text="One more", items=[])


def test_meeting_is_planned_moved_and_logged(by, mentorship, ada, grace):
    when = {"starts_at": NOW + DAY, "minutes": 30, "agenda": ""}
    meeting = by(meetings.plan_meeting, ada, **when)
    assert by(meetings.plan_meeting, ada, **when) == meeting
    with pytest.raises(meetings.TimeTaken):
        by(meetings.plan_meeting, grace, **(when | {"agenda": "Other"}))
    with pytest.raises(meetings.TooFar):
        by(meetings.plan_meeting, grace, **(when | {"starts_at": NOW + 400 * DAY}))

    by(meetings.change_meeting, grace, meeting=meeting.code, is_held=True, log="Try it.")
    assert Meeting.objects.values_list("is_held", "log").get() == (True, "Try it.")

    meetings.remove_meeting(person=ada, code=mentorship.code, meeting=meeting.code, at=NOW)
    assert not Meeting.objects.exists()


def test_own_notes_are_nobody_elses(by, mentorship, ada, grace):
    mine = by(notes.write_note, ada, text="Mine", is_shared=False)
    ours = by(notes.write_note, ada, text="Ours", is_shared=True)
    assert by(notes.write_note, ada, text="Mine", is_shared=False) == mine

    assert set(list_notes(mentorship, ada)) == {mine, ours}
    assert set(list_notes(mentorship, grace)) == {ours}
    with pytest.raises(MentorshipNote.DoesNotExist):
        notes.remove_note(person=grace, code=mentorship.code, note=ours.code)


def test_after_the_end_only_own_notes_go_on(by, ada):
    by(mentorships.end_early, ada)

    assert by(notes.write_note, ada, text="Mine", is_shared=False).text == "Mine"
    with pytest.raises(states.WrongState):
        by(notes.write_note, ada, text="Ours", is_shared=True)
    with pytest.raises(states.WrongState):
        by(notes.add_goal, ada, text="Late", items=[])


def test_pulse_comes_after_30_days(by, ada):
    with pytest.raises(pulse.TooEarly):
        by(pulse.answer_pulse, ada, answer="yes", text="", at=NOW + 29 * DAY)
    by(pulse.answer_pulse, ada, answer="yes", text="", at=NOW + 30 * DAY)
    changed = by(pulse.answer_pulse, ada, answer="no", text="Hm", at=NOW + 31 * DAY)

    assert (changed.answer, changed.text) == ("no", "Hm")


def test_feedback_comes_at_the_end(by, ada, grace):
    words = {"thanks": "Much", "private": "Less"}
    with pytest.raises(pulse.TooEarly):
        by(feedback.give_feedback, ada, **words)
    by(mentorships.propose_end, grace)

    assert by(feedback.give_feedback, ada, **words).thanks == "Much"


def test_result_is_shown_read_and_taken_back(by, mentorship, ada, grace, mallory):
    assessment = make_assessment(ada)
    share = by(results.share_result, ada, assessment=assessment.code)
    assert by(results.share_result, ada, assessment=assessment.code) == share

    def read(person, at=NOW):
        return results.read_shared_result(
            person=person, code=mentorship.code, share=share.code, at=at
        )

    assert read(grace).assessment == assessment
    read(grace, NOW + DAY)
    for person in (ada, mallory):
        with pytest.raises(ResultShare.DoesNotExist):
            read(person)
    (shown,) = list_result_shares(mentorship)
    assert (shown.reads, shown.last_read_at) == (2, NOW + DAY)
    assert [(each.reader_name, each.read_at) for each in list_result_reads(ada)] == [
        ("Grace", NOW + DAY),
        ("Grace", NOW),
    ]

    results.unshare_result(person=grace, code=mentorship.code, share=share.code)
    assert read(grace).assessment == assessment
    results.unshare_result(person=ada, code=mentorship.code, share=share.code)
    with pytest.raises(ResultShare.DoesNotExist):
        read(grace)
    assert ResultRead.objects.count() == 3


def test_only_own_completed_results_are_shown(by, ada, grace):
    with pytest.raises(Assessment.DoesNotExist):
        by(results.share_result, ada, assessment=make_assessment(grace).code)
    with pytest.raises(results.NotCompleted):
        by(results.share_result, ada, assessment=make_assessment(ada, completed=False).code)


def test_end_ends_the_reading(by, mentorship, ada, grace):
    share = by(results.share_result, ada, assessment=make_assessment(ada).code)
    by(mentorships.end_early, grace)

    with pytest.raises(ResultShare.DoesNotExist):
        results.read_shared_result(person=grace, code=mentorship.code, share=share.code, at=NOW)
