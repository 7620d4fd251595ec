"""The letters about a published run: everybody gets one, even if workers die or meet."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult

from mentors import tasks
from mentors.models.blocks import Block
from mentors.models.programmes import Participant
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.services import proposals, telling
from tests.factories import NOW, make_participant, make_programme

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PROPOSED = "A pair is proposed to you"
LEFT = "Spring: no pair for you this time"


@pytest.fixture
def programme(margaret):
    return make_programme(margaret, closes_at=NOW, name="Spring")


@pytest.fixture
def run(programme, ada, grace):
    """Grace is proposed to Ada and to another mentee as a mentor; nobody knows yet."""
    made = ProgrammeRun.objects.create(programme=programme, number=1, state="done")
    make_participant(programme, grace, places=2)
    for person in (make_participant(programme, ada).person, make_participant(programme).person):
        ProposedPair.objects.create(run=made, mentor=grace, mentee=person, band="good")
    return made


@pytest.fixture
def published(run):
    tasks.publish_run(person=run.programme.organiser, code=run.programme.code, at=NOW)
    run.refresh_from_db()
    return run


def tell(run, at=NOW):
    return telling.tell_of_run(run=run.pk, at=at)


def letters():
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def told(run):
    people = Participant.objects.filter(programme=run.programme)
    return sorted(people.values_list("told_of", flat=True))


def queued():
    rows = DBTaskResult.objects.filter(task_path="mentors.tasks.tell_of_run")
    return [row.args_kwargs["args"] for row in rows]


def test_publishing_sends_nothing_itself_and_leaves_it_to_a_job(
    run, django_capture_on_commit_callbacks
):
    who = {"person": run.programme.organiser, "code": run.programme.code}
    with django_capture_on_commit_callbacks(execute=True):
        tasks.publish_run(**who, at=NOW)
        tasks.publish_run(**who, at=NOW + MINUTE)

    assert letters() == []
    assert queued() == [[run.pk]]
    assert set(ProposedPair.objects.values_list("expires_at", flat=True)) == {NOW + 10 * DAY}


def test_everybody_in_a_pair_gets_one_letter(published, ada, grace):
    make_participant(published.programme, places=1)  # is in no pair
    other = ProposedPair.objects.exclude(mentee=ada).get().mentee

    for _ in range(2):
        assert not tell(published)

    assert letters() == sorted((each.email, PROPOSED) for each in (ada, grace, other))
    letter = mail.outbox[0]
    text, html = letter.body, letter.alternatives[0].content
    for part in (text, html):
        assert f"/mentors/programmes/{published.programme.code}/" in part
        assert "4 December 2026" in part
        assert "Spring" in part
    published.refresh_from_db()
    assert published.told_at == NOW


def test_nobody_is_told_of_what_is_not_published(run):
    assert not tell(run)

    assert (letters(), told(run)) == ([], [0, 0, 0])
    run.refresh_from_db()
    assert run.told_at is None


def test_killed_worker_loses_no_letter_and_the_next_one_finishes(published, monkeypatch):
    send = EmailBackend.send_messages

    def die(self, messages):
        if mail.outbox:
            raise KeyboardInterrupt
        return send(self, messages)

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(KeyboardInterrupt):
            tell(published)
    assert (len(letters()), told(published)) == (1, [0, 0, 1])

    assert not tell(published, NOW + 10 * MINUTE)

    assert (len(letters()), told(published)) == (3, [1, 1, 1])
    assert len(set(letters())) == 3


def test_clock_finds_whom_a_killed_worker_left(published, monkeypatch):
    DBTaskResult.objects.all().delete()
    for minutes, jobs in ((9, 0), (10, 1), (11, 2)):
        monkeypatch.setattr(tasks.timezone, "now", lambda m=minutes: NOW + m * MINUTE)
        tasks.resume_programmes.call()
        assert queued() == [[published.pk]] * jobs

    tasks.tell_of_run.call(published.pk)

    assert len(letters()) == 3
    assert tasks.resume_programmes.call() == 0


def test_job_makes_room_for_others_and_leaves_the_rest_to_the_next(published, monkeypatch):
    monkeypatch.setattr(telling, "TOLD_AT_ONCE", 2)
    DBTaskResult.objects.all().delete()

    tasks.tell_of_run.call(published.pk)
    assert (len(letters()), queued()) == (2, [[published.pk]])
    tasks.tell_of_run.call(published.pk)

    assert (len(letters()), len(queued())) == (3, 1)
    published.refresh_from_db()
    assert published.told_at is not None


def test_nobody_is_asked_for_what_is_answered_or_over(published, ada, grace):
    pair = ProposedPair.objects.get(mentee=ada)
    other = ProposedPair.objects.exclude(mentee=ada).get()
    proposals.confirm(person=ada, code=pair.code, at=NOW)

    tell(published)
    assert letters() == sorted((each.email, PROPOSED) for each in (grace, other.mentee))

    mail.outbox.clear()
    Participant.objects.update(told_of=0)
    ProgrammeRun.objects.update(told_at=None)
    tell(published, NOW + 10 * DAY)
    assert letters() == []


def test_pair_that_a_block_hides_is_no_pair(published, ada, grace):
    Block.objects.create(person=ada, blocked=grace, created_at=NOW)

    tell(published)

    assert (ada.email, LEFT) in letters()
    assert len(letters()) == 3


def test_who_is_left_without_gets_one_kind_letter_and_no_reason(published, grace):
    left = make_participant(published.programme)
    make_participant(published.programme, places=1)  # a mentor whom nobody needed
    published.receipt = {"without": {str(left.pk): "hours", "999999": "places"}}
    published.save()

    for _ in range(2):
        tell(published)

    mine = [letter for letter in mail.outbox if letter.to == [left.person.email]]
    assert [letter.subject for letter in mine] == [LEFT]
    assert len(mail.outbox) == 4
    for part in (mine[0].body, mine[0].alternatives[0].content):
        assert "/mentors/\n" in part or "/mentors/<" in part or '/mentors/"' in part
        assert f"/mentors/programmes/{published.programme.code}/" in part
        assert "you go first" in part
        for word in ("Grace", "hour", "place", "language", "level"):
            assert word not in part


def test_name_of_two_lines_makes_one_subject(published):
    left = make_participant(published.programme)
    type(published.programme).objects.update(name="Spring\nBcc: all@example.org")
    ProgrammeRun.objects.update(receipt={"without": {str(left.pk): "hours"}})

    tell(published)

    assert (
        left.person.email,
        "Spring Bcc: all@example.org: no pair for you this time",
    ) in letters()


def test_each_run_that_leaves_somebody_out_writes_once(published, ada):
    left = make_participant(published.programme)
    receipt = {"without": {str(left.pk): "places"}}
    ProgrammeRun.objects.update(receipt=receipt)
    tell(published)
    later = ProgrammeRun.objects.create(
        programme=published.programme, number=2, state="done", published_at=NOW, receipt=receipt
    )
    mail.outbox.clear()

    tell(later)
    tell(later)

    assert letters() == [(left.person.email, LEFT)]


def test_closed_account_gets_no_letter(published, ada):
    ada.is_active = False
    ada.save()

    tell(published)

    assert ada.email not in {to for to, _ in letters()}


def test_who_is_told_of_a_later_run_needs_no_letter_about_an_earlier_one(published, grace):
    later = ProgrammeRun.objects.create(
        programme=published.programme, number=2, state="done", published_at=NOW
    )
    pair = ProposedPair.objects.filter(run=published).first()
    ProposedPair.objects.create(
        run=later, mentor=grace, mentee=pair.mentee, band="good", expires_at=NOW + DAY
    )

    tell(later)
    tell(published)

    assert len(letters()) == 3
    assert len(set(letters())) == 3
