"""A run is stored once and whole, even if workers die, and it heeds earlier runs."""

from datetime import timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from mentors import tasks
from mentors.models.blocks import Block
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Programme
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.services import programmes, proposals, runs, solving
from tests.factories import (
    NOW,
    make_mentor,
    make_mentorship,
    make_participant,
    make_programme,
    make_user,
)

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
State = ProgrammeRun.State


@pytest.fixture
def organiser(set_version):
    return make_user()


@pytest.fixture
def programme(organiser):
    return make_programme(organiser, closes_at=NOW)


def mentee(programme, **values):
    return make_participant(programme, **values).person


def mentor(programme, places=1, **values):
    return make_participant(programme, places=places, **values).person


def start(programme, at=NOW):
    return tasks.start_run(person=programme.organiser, code=programme.code, at=at)


def work(run, at=NOW):
    return solving.run_programme(run=run.pk, at=at)


def run(programme, at=NOW):
    found = start(programme, at)
    assert work(found, at)
    found.refresh_from_db()
    return found


def publish(programme, at=NOW):
    return tasks.publish_run(person=programme.organiser, code=programme.code, at=at)


def pairs(found):
    rows = ProposedPair.objects.filter(run=found)
    return set(rows.values_list("mentor_id", "mentee_id"))


def reasons(found):
    """Why, by the keys of the participants."""
    return {int(key): why for key, why in found.receipt["without"].items()}


def test_run_waits_for_the_end_of_sign_up_and_starts_once(programme):
    with pytest.raises(programmes.NotOpen):
        start(programme, NOW - MINUTE)

    first, again = start(programme), start(programme)

    assert first == again
    queued = DBTaskResult.objects.filter(task_path="mentors.tasks.run_programme")
    assert [row.args_kwargs["args"] for row in queued] == [[first.pk]]


def test_run_and_its_job_are_stored_together_or_not_at_all(programme, monkeypatch):
    def fail(task, run):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(type(tasks.run_programme), "enqueue", fail)
        with pytest.raises(ConnectionError):
            start(programme)

    assert not ProgrammeRun.objects.exists()
    start(programme)
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize("verb", [tasks.start_run, tasks.publish_run])
def test_only_who_organises_and_staff_take_the_steps(programme, grace, verb):
    with pytest.raises(Programme.DoesNotExist):
        verb(person=grace, code=programme.code, at=NOW)
    grace.is_staff = True
    tasks.start_run(person=grace, code=programme.code, at=NOW)


def test_receipt_tells_the_sums_and_why_somebody_is_left(programme):
    goals = [{"goal": "say-no", "priority": 1}]
    mentors = [mentor(programme, goals=goals, level="staff") for _ in range(2)]
    matched = mentee(programme, goals=goals)
    left = make_participant(programme, languages=["fr"])

    found = run(programme)

    assert len(pairs(found)) == 1
    assert pairs(found) <= {(each.pk, matched.pk) for each in mentors}
    assert (found.state, found.progress, found.published_at) == (State.DONE, 100, None)
    receipt = found.receipt
    assert (receipt["mentees"], receipt["matched"]) == (2, 1)
    assert receipt["total"] == receipt["optimum"]
    assert receipt["price"] == 0
    assert receipt["bands"][receipt["worst"]] == 1
    assert reasons(found) == {left.pk: "language"}


def test_nobody_joined_is_a_run_too(programme):
    found = run(programme)

    assert (found.receipt["mentees"], found.receipt["matched"], pairs(found)) == (0, 0, set())


def test_killed_worker_leaves_nothing_and_the_next_one_finishes(programme, monkeypatch):
    for _ in range(3):
        mentor(programme)
        mentee(programme)
    found = start(programme)
    create = ProposedPair.objects.bulk_create

    def die(rows, **options):
        create(rows[:1], **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ProposedPair.objects, "bulk_create", die)
        with pytest.raises(KeyboardInterrupt):
            work(found)
    found.refresh_from_db()
    assert (found.state, found.receipt, pairs(found)) == (State.RUNNING, {}, set())
    assert found.progress == 95

    assert not work(found, NOW + 9 * MINUTE)
    assert work(found, NOW + 10 * MINUTE)

    assert len(pairs(found)) == 3
    assert not work(found, NOW + 20 * MINUTE)


def test_run_that_breaks_off_again_and_again_has_failed(
    programme, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    found = start(programme)

    def break_off(*parts):
        raise RuntimeError("no such edge")

    with monkeypatch.context() as patch:
        patch.setattr(solving, "assign", break_off)
        for attempt, state in ((1, State.QUEUED), (2, State.QUEUED), (3, State.FAILED)):
            with (
                pytest.raises(RuntimeError, match="no such edge"),
                django_capture_on_commit_callbacks(execute=True),
            ):
                work(found)
            found.refresh_from_db()
            assert (found.attempts, found.state, pairs(found)) == (attempt, state, set())

    assert "no such edge" in caplog.text
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([programme.organiser.email], "The search for pairs could not be finished")
    ]
    assert f"/mentors/programmes/{programme.code}/" in mail.outbox[0].body
    assert not work(found, NOW + DAY)
    with pytest.raises(runs.NothingToPublish):
        publish(programme)


def test_run_whose_workers_are_killed_has_failed_after_three(programme, monkeypatch):
    found = start(programme)
    at = NOW
    monkeypatch.setattr(tasks.timezone, "now", lambda: at)
    for _ in range(3):
        assert solving._take(found.pk, solving.uuid4(), at)
        assert not runs.fail_if_spent(run=found.pk, at=at + 9 * MINUTE)
        at += 10 * MINUTE
    DBTaskResult.objects.all().delete()

    tasks.resume_programmes.call()

    found.refresh_from_db()
    assert found.state == State.FAILED
    assert not DBTaskResult.objects.exists()
    assert tasks.resume_programmes.call() == 0


def test_failed_run_is_started_anew_as_the_same_number(programme):
    ProgrammeRun.objects.create(programme=programme, number=1, state="failed", attempts=3)

    anew = run(programme)

    assert (anew.number, anew.attempts, anew.state) == (1, 1, State.DONE)
    assert ProgrammeRun.objects.count() == 1


def test_failed_run_of_nobody_writes_to_nobody(programme):
    found = start(programme)
    ProgrammeRun.objects.update(attempts=3)
    Programme.objects.update(organiser=None)

    assert runs.fail_if_spent(run=found.pk, at=NOW)


def test_who_lost_the_claim_stores_nothing(programme, monkeypatch):
    mentor(programme)
    mentee(programme)
    found = start(programme)
    assign, done = solving.assign, []

    def slow(edges):
        if not done:
            done.append("the other one")
            assert work(found, NOW + 10 * MINUTE)
        return assign(edges)

    monkeypatch.setattr(solving, "assign", slow)

    assert not work(found)
    assert len(pairs(found)) == 1


def test_claim_that_is_lost_at_the_very_end_stores_nothing(programme, monkeypatch):
    mentor(programme)
    mentee(programme)
    found = start(programme)
    receipt = solving._receipt

    def lose(*parts):
        assert solving._take(found.pk, solving.uuid4(), NOW + 10 * MINUTE)
        return receipt(*parts)

    monkeypatch.setattr(solving, "_receipt", lose)

    assert not work(found)
    assert pairs(found) == set()


def test_waiting_and_stale_runs_are_given_to_a_worker(programme):
    found = start(programme)
    DBTaskResult.objects.all().delete()

    assert tasks.resume_programmes.call() == 1
    assert DBTaskResult.objects.count() == 1
    ProgrammeRun.objects.update(state=State.DONE)
    assert tasks.resume_programmes.call() == 0
    assert tasks.run_programme.call(found.pk) is False


def test_no_more_pairs_than_places_here_and_on_the_profile(programme, ada):
    offers_two = mentor(programme, places=2, capacity=5)
    one_is_free = mentor(programme, places=3, capacity=2)
    make_mentorship(one_is_free, ada)
    for _ in range(9):
        mentee(programme)

    found = run(programme)

    taken = [who for who, _ in pairs(found)]
    assert (taken.count(offers_two.pk), taken.count(one_is_free.pk)) == (2, 1)
    assert set(reasons(found).values()) == {"places"}


def test_who_is_kept_apart_is_not_paired(programme):
    one, other = mentor(programme), mentee(programme)
    Block.objects.create(person=other, blocked=one, created_at=NOW)

    found = run(programme)

    assert pairs(found) == set()
    assert list(reasons(found).values()) == ["apart"]


def test_two_who_are_both_are_not_given_to_each_other_twice(programme):
    for _ in range(2):
        row = make_participant(programme, places=1, level="staff")
        row.is_mentee = True
        row.save()

    assert len(pairs(run(programme))) == 1


def test_unpublished_pairs_are_replaced(programme):
    mentor(programme)
    mentee(programme)
    first = run(programme)

    second = run(programme)

    assert (second.number, len(pairs(second))) == (1, 1)
    assert not ProgrammeRun.objects.filter(pk=first.pk).exists()


def test_second_run_fills_what_is_left(programme):
    teacher = mentor(programme, places=3)
    people = [mentee(programme) for _ in range(3)]
    first = run(programme)
    assert len(pairs(first)) == 3
    publish(programme)
    yes, no, waits = [ProposedPair.objects.get(run=first, mentee=person) for person in people]
    for person in (teacher, yes.mentee):
        proposals.confirm(person=person, code=yes.code, at=NOW)
    proposals.turn_down(person=no.mentee, code=no.code, at=NOW)
    second_teacher = mentor(programme, places=5)

    second = run(programme, NOW + DAY)
    assert second.number == 2
    # Who declined meets somebody else; who is still asked, or has a mentor, stays out.
    assert pairs(second) == {(second_teacher.pk, no.mentee_id)}

    ProgrammeRun.objects.filter(pk=second.pk).delete()
    late = run(programme, NOW + 11 * DAY)
    assert pairs(late) == {
        (second_teacher.pk, no.mentee_id),
        (second_teacher.pk, waits.mentee_id),
    }


def test_places_that_somebody_may_still_take_are_not_given_away(programme):
    teacher = mentor(programme, places=2, capacity=2)
    mentee(programme)
    first = run(programme)
    publish(programme)
    for _ in range(3):
        mentee(programme)

    assert [who for who, _ in pairs(run(programme, NOW + DAY))] == [teacher.pk]
    assert len(pairs(first)) == 1


def test_who_went_without_goes_first(programme):
    people = [mentee(programme) for _ in range(5)]
    first = run(programme)
    assert len(reasons(first)) == 5
    publish(programme)
    MentorProfile.objects.filter(person=people[0]).update(languages=["fr"])
    better = mentee(programme, goals=[{"goal": "say-no", "priority": 1}])
    mentor(programme, places=4, goals=[{"goal": "say-no", "priority": 1}])

    second = run(programme)

    assert {who for _, who in pairs(second)} == {person.pk for person in people[1:]}
    assert better.pk not in {who for _, who in pairs(second)}


def test_publishing_needs_a_finished_run_and_happens_once(programme):
    with pytest.raises(runs.NothingToPublish):
        publish(programme)
    found = start(programme)
    with pytest.raises(runs.NothingToPublish):
        publish(programme)
    mentor(programme)
    mentee(programme)
    work(found)

    for at in (NOW, NOW + DAY):
        assert publish(programme, at).published_at == NOW
    assert ProposedPair.objects.get().expires_at == NOW + 10 * DAY


@pytest.mark.parametrize("size", [1, 8])
def test_number_of_reading_statements_does_not_grow(programme, size, django_assert_num_queries):
    for _ in range(size):
        mentor(programme)
        mentee(programme)
    make_mentor()
    questionnaire = solving.find_site_questionnaire()

    with django_assert_num_queries(5):
        solving.get_joined(programme, questionnaire, NOW)
