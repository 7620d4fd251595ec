"""The states of a mentorship, and what the two do in it: the services."""

from datetime import timedelta

import pytest
from django.core import mail

from assessments.models import Assessment
from mentors import services
from mentors.models import (
    Meeting,
    MentorProfile,
    Mentorship,
    MentorshipNote,
    ResultRead,
    ResultShare,
)
from mentors.selectors import (
    list_mentorships,
    list_notes,
    list_result_reads,
    list_result_shares,
)
from setframework.accounts.services import delete_person
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
    for service in (services.propose_end, services.end_early, services.resume):
        with pytest.raises(Mentorship.DoesNotExist):
            by(service, mallory)


def test_pause_keeps_the_place_and_ends(by, mentorship, ada, grace):
    by(services.pause, ada, until=(NOW + 60 * DAY).date())
    by(services.pause, grace, until=(NOW + 60 * DAY).date())
    assert (state(mentorship), active(grace)) == ("paused", 1)

    by(services.resume, grace)
    by(services.resume, ada)
    assert (state(mentorship), mentorship.paused_until) == ("active", None)


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_pause_is_from_tomorrow_to_sixty_days(by, ada, days):
    with pytest.raises(services.PauseTooLong):
        by(services.pause, ada, until=(NOW + days * DAY).date())


def test_end_is_proposed_by_one_and_confirmed_by_the_other(by, mentorship, ada, grace):
    by(services.propose_end, ada)
    by(services.propose_end, ada)
    with pytest.raises(services.WrongState):
        by(services.confirm_end, ada)
    assert (state(mentorship), active(grace)) == ("closing", 1)

    by(services.confirm_end, grace)
    by(services.confirm_end, grace)

    assert (state(mentorship), active(grace)) == ("completed", 0)
    with pytest.raises(services.WrongState):
        by(services.end_early, ada)


def test_early_end_is_neutral(by, mentorship, ada, grace, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        by(services.end_early, ada)
        by(services.end_early, grace)

    assert (state(mentorship), active(grace)) == ("ended", 0)
    (letter,) = mail.outbox
    assert letter.to == [grace.email]
    assert "Ada" not in letter.subject + letter.body


def test_block_hides_from_both_and_frees_the_place(by, mentorship, ada, grace):
    services.block(person=ada, other=grace, at=NOW)
    services.block(person=ada, other=grace, at=NOW)

    assert (state(mentorship), active(grace)) == ("blocked", 0)
    assert not list_mentorships(ada).exists()
    assert not list_mentorships(grace).exists()
    with pytest.raises(Mentorship.DoesNotExist):
        by(services.end_early, grace)

    services.unblock(person=ada, code=grace.code)
    assert not list_mentorships(ada).exists()


def test_erasing_an_account_gives_the_place_back(
    mentorship, ada, grace, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        delete_person(person=ada)

    assert active(grace) == 0
    assert [letter.to for letter in mail.outbox] == [[grace.email]]
    assert not Mentorship.objects.exists()


def test_goal_is_written_once_and_removed(by, ada, grace):
    goal = by(services.add_goal, ada, text="Say no", items=["tough-feedback"])

    assert by(services.add_goal, grace, text="Say no", items=[]) == goal
    services.remove_goal(person=grace, code=goal.mentorship.code, goal=goal.code)
    services.remove_goal(person=grace, code=goal.mentorship.code, goal=goal.code)
    for number in range(5):
        by(services.add_goal, ada, text=str(number), items=[])
    with pytest.raises(services.TooMany):
        by(services.add_goal, ada, text="One more", items=[])


def test_meeting_is_planned_moved_and_logged(by, mentorship, ada, grace):
    when = {"starts_at": NOW + DAY, "minutes": 30, "agenda": ""}
    meeting = by(services.plan_meeting, ada, **when)
    assert by(services.plan_meeting, ada, **when) == meeting
    with pytest.raises(services.TimeTaken):
        by(services.plan_meeting, grace, **(when | {"agenda": "Other"}))
    with pytest.raises(services.TooFar):
        by(services.plan_meeting, grace, **(when | {"starts_at": NOW + 400 * DAY}))

    by(services.change_meeting, grace, meeting=meeting.code, is_held=True, log="Try it.")
    assert Meeting.objects.values_list("is_held", "log").get() == (True, "Try it.")

    services.remove_meeting(person=ada, code=mentorship.code, meeting=meeting.code)
    assert not Meeting.objects.exists()


def test_own_notes_are_nobody_elses(by, mentorship, ada, grace):
    mine = by(services.write_note, ada, text="Mine", is_shared=False)
    ours = by(services.write_note, ada, text="Ours", is_shared=True)
    assert by(services.write_note, ada, text="Mine", is_shared=False) == mine

    assert set(list_notes(mentorship, ada)) == {mine, ours}
    assert set(list_notes(mentorship, grace)) == {ours}
    with pytest.raises(MentorshipNote.DoesNotExist):
        services.remove_note(person=grace, code=mentorship.code, note=ours.code)


def test_after_the_end_only_own_notes_go_on(by, ada):
    by(services.end_early, ada)

    assert by(services.write_note, ada, text="Mine", is_shared=False).text == "Mine"
    with pytest.raises(services.WrongState):
        by(services.write_note, ada, text="Ours", is_shared=True)
    with pytest.raises(services.WrongState):
        by(services.add_goal, ada, text="Late", items=[])


def test_check_in_comes_after_30_days(by, ada):
    with pytest.raises(services.TooEarly):
        by(services.answer_check_in, ada, answer="yes", text="", at=NOW + 29 * DAY)
    by(services.answer_check_in, ada, answer="yes", text="", at=NOW + 30 * DAY)
    changed = by(services.answer_check_in, ada, answer="no", text="Hm", at=NOW + 31 * DAY)

    assert (changed.answer, changed.text) == ("no", "Hm")


def test_feedback_comes_at_the_end(by, ada, grace):
    words = {"thanks": "Much", "private": "Less"}
    with pytest.raises(services.TooEarly):
        by(services.give_feedback, ada, **words)
    by(services.propose_end, grace)

    assert by(services.give_feedback, ada, **words).thanks == "Much"


def test_result_is_shown_read_and_taken_back(by, mentorship, ada, grace, mallory):
    assessment = make_assessment(ada)
    share = by(services.share_result, ada, assessment=assessment.code)
    assert by(services.share_result, ada, assessment=assessment.code) == share

    def read(person, at=NOW):
        return services.read_shared_result(
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

    services.unshare_result(person=grace, code=mentorship.code, share=share.code)
    assert read(grace).assessment == assessment
    services.unshare_result(person=ada, code=mentorship.code, share=share.code)
    with pytest.raises(ResultShare.DoesNotExist):
        read(grace)
    assert ResultRead.objects.count() == 3


def test_only_own_completed_results_are_shown(by, ada, grace):
    with pytest.raises(Assessment.DoesNotExist):
        by(services.share_result, ada, assessment=make_assessment(grace).code)
    with pytest.raises(services.NotCompleted):
        by(services.share_result, ada, assessment=make_assessment(ada, completed=False).code)


def test_end_ends_the_reading(by, mentorship, ada, grace):
    share = by(services.share_result, ada, assessment=make_assessment(ada).code)
    by(services.end_early, grace)

    with pytest.raises(ResultShare.DoesNotExist):
        services.read_shared_result(person=grace, code=mentorship.code, share=share.code, at=NOW)
