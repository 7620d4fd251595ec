"""The verbs: what each refuses, and that nothing is lost or doubled when several run at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from assessments.models.taking import Assessment, Note, UnclearReport
from assessments.scoring.questionnaire import UnknownKey
from assessments.scoring.score import InvalidResponses
from assessments.services.direction import set_direction
from assessments.services.taking import (
    AlreadyCompleted,
    DraftExists,
    Evidence,
    NothingAnswered,
    attach_draft,
    complete_assessment,
    discard_draft,
    purge_visitor_drafts,
    save_response,
    start_assessment,
)
from assessments.services.unclear import report_unclear
from setframework.people.visitors import Holder
from tests.factories import NOW, make_assessment, make_visitor_draft, make_visitor_result

at_once = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


def together(*calls: Callable[[], object]) -> list[object]:
    """Runs the calls at the same moment, each in a thread with its own connection."""
    gate = Barrier(len(calls))

    def run(call):
        gate.wait()
        try:
            return call()
        except Exception as error:  # noqa: BLE001
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def save(draft, person, item, value, **others):
    holder = Holder(person=person)
    return save_response(holder=holder, code=draft.code, item=item, value=value, **others)


@at_once
def test_answers_to_different_questions_at_once_are_all_stored(ada, questionnaire):
    draft = make_assessment(ada, completed=False)
    keys = [item.key for item in questionnaire.items[:8]]

    results = together(*(lambda key=key: save(draft, ada, key, 3) for key in keys))

    assert [type(result) for result in results] == [Assessment] * 8
    assert Assessment.objects.get().responses == dict.fromkeys(keys, 3)


@at_once
def test_answer_and_completion_at_once_lose_nothing(ada):
    draft = make_assessment(ada, {"team-trust": 3}, completed=False)
    holder = Holder(person=ada)

    saved, completed = together(
        lambda: save(draft, ada, "tough-feedback", 4),
        lambda: complete_assessment(holder=holder, code=draft.code, at=LATER),
    )

    assert isinstance(completed, Assessment)
    answer = Assessment.objects.get().responses["tough-feedback"]
    assert answer == (None if isinstance(saved, AlreadyCompleted) else 4)


@at_once
def test_eight_starts_at_once_make_one_draft(ada, set_version):
    def start():
        return start_assessment(holder=Holder(person=ada), version=set_version, at=NOW).code

    codes = together(*[start] * 8)

    assert codes == [Assessment.objects.get().code] * 8


@at_once
def test_eight_starts_of_a_visitor_at_once_make_one_draft(set_version):
    holder = Holder(draft_code=uuid4())

    def start():
        return start_assessment(holder=holder, version=set_version, at=NOW).code

    assert together(*[start] * 8) == [holder.draft_code] * 8
    assert Assessment.objects.count() == 1


@at_once
def test_keeping_a_draft_twice_at_once_attaches_it_once(ada, set_version):
    draft = make_visitor_draft({"team-trust": 3})

    def keep():
        return attach_draft(person=ada, code=draft.code, at=LATER)

    kinds = sorted(type(result).__name__ for result in together(keep, keep))

    assert kinds == ["Assessment", "DoesNotExist"]
    assert Assessment.objects.get().person == ada


@at_once
def test_keeping_two_drafts_at_once_leaves_one_open_draft(ada, set_version):
    drafts = [make_visitor_draft({"team-trust": 3}) for _ in range(2)]

    results = together(
        *(lambda code=draft.code: attach_draft(person=ada, code=code, at=LATER) for draft in drafts)
    )

    assert sorted(type(result).__name__ for result in results) == ["Assessment", "DraftExists"]
    assert Assessment.objects.filter(person=ada).count() == 1
    assert Assessment.objects.count() == 2


@at_once
def test_unclear_reported_twice_at_once_counts_once(ada):
    draft = make_assessment(ada, completed=False)

    def report():
        return report_unclear(
            holder=Holder(person=ada), code=draft.code, item="team-trust", at=NOW
        ).item

    assert together(report, report) == ["team-trust", "team-trust"]
    assert UnclearReport.objects.count() == 1


def test_save_response_refuses_a_completed_assessment(ada):
    done = make_assessment(ada)

    with pytest.raises(AlreadyCompleted):
        save(done, ada, "team-trust", 4, note=Evidence("x"))

    assert Assessment.objects.get().responses["team-trust"] == 2
    assert Note.objects.count() == 0


@pytest.mark.parametrize(
    ("item", "value"), [("no-such-item", 3), ("team-trust", 5), ("team-trust", True)]
)
def test_save_response_refuses_what_is_no_answer(ada, item, value):
    draft = make_assessment(ada, completed=False)

    with pytest.raises(InvalidResponses):
        save(draft, ada, item, value)

    assert Assessment.objects.get().responses == {}


def test_start_refuses_a_code_that_belongs_to_somebody(ada, set_version):
    taken = make_assessment(ada, completed=False)

    with pytest.raises(Exception, match=r"(?i)unique"):
        start_assessment(holder=Holder(draft_code=taken.code), version=set_version, at=NOW)

    assert Assessment.objects.get().person == ada


def test_complete_fills_blanks_and_stamps_both_clocks(ada, questionnaire):
    draft = make_assessment(ada, {"team-trust": 3}, completed=False)

    complete_assessment(holder=Holder(person=ada), code=draft.code, at=LATER)

    done = Assessment.objects.get()
    assert (done.completed_at, done.received_at) == (LATER, LATER)
    assert set(done.responses) == {item.key for item in questionnaire.items}
    assert sum(value is not None for value in done.responses.values()) == 1


def test_complete_refuses_nothing_answered(ada):
    draft = make_assessment(ada, {"team-trust": "no-opportunity"}, completed=False)

    with pytest.raises(NothingAnswered):
        complete_assessment(holder=Holder(person=ada), code=draft.code, at=LATER)


def test_attach_discards_only_the_named_open_draft(ada):
    earlier = make_assessment(ada, completed=False)
    waiting = make_visitor_draft()

    with pytest.raises(DraftExists) as raised:
        attach_draft(person=ada, code=waiting.code, at=LATER, instead_of=waiting.code)
    assert raised.value.draft == earlier
    attach_draft(person=ada, code=waiting.code, at=LATER, instead_of=earlier.code)

    assert list(Assessment.objects.all()) == [waiting]


def test_attach_keeps_the_day_of_the_result_and_notes_when_an_account_took_it(ada):
    """Numbers about a team go by when they reached the account, not by when a visitor answered."""
    waiting = make_visitor_result(at=NOW)

    attach_draft(person=ada, code=waiting.code, at=LATER)

    kept = Assessment.objects.get()
    assert (kept.person, kept.completed_at, kept.received_at) == (ada, NOW, LATER)


def test_attach_takes_a_result_beside_an_open_draft(ada):
    make_assessment(ada, completed=False)

    attach_draft(person=ada, code=make_visitor_result().code, at=LATER)

    assert Assessment.objects.filter(person=ada).count() == 2


def test_new_answer_of_a_visitor_makes_a_result_a_draft_again(set_version):
    waiting = make_visitor_result()
    holder = Holder(draft_code=waiting.code)

    save_response(holder=holder, code=waiting.code, item="team-trust", value=4)

    changed = Assessment.objects.get()
    assert (changed.completed_at, changed.received_at) == (None, None)
    assert changed.responses == waiting.responses | {"team-trust": 4}
    complete_assessment(holder=holder, code=waiting.code, at=LATER)
    assert Assessment.objects.get().completed_at == LATER


def test_discard_deletes_the_result_of_a_visitor(set_version):
    waiting = make_visitor_result()

    discard_draft(holder=Holder(draft_code=waiting.code), code=waiting.code)

    assert not Assessment.objects.exists()


def test_discard_refuses_a_completed_assessment(ada):
    done = make_assessment(ada)

    with pytest.raises(AlreadyCompleted):
        discard_draft(holder=Holder(person=ada), code=done.code)

    assert Assessment.objects.count() == 1


def test_report_unclear_refuses_an_unknown_item(ada):
    draft = make_assessment(ada, completed=False)

    with pytest.raises(UnknownKey):
        report_unclear(holder=Holder(person=ada), code=draft.code, item="x", at=NOW)


def test_purge_takes_old_drafts_without_an_account_only(ada):
    old = make_visitor_draft(at=NOW - timedelta(days=40))
    Note.objects.create(assessment=old, item="team-trust", text="x")
    new = make_visitor_draft()
    kept = make_assessment(ada, completed=False, at=NOW - timedelta(days=40))

    assert purge_visitor_drafts(before=NOW - timedelta(days=31)) == 1

    assert set(Assessment.objects.all()) == {new, kept}
    assert Note.objects.count() == 0


def test_unchanged_direction_adds_no_row(ada):
    chosen = {"person": ada, "level": "staff", "aims_at": "principal", "path": "technologist"}

    first = set_direction(**chosen, at=NOW)

    assert set_direction(**chosen, at=LATER) == first
