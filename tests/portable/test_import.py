"""The import: it brings the same history back, once, and refuses mistakes."""

import copy
from datetime import timedelta

import pytest

from assessments.models.direction import Direction, KeyTechnology
from assessments.models.look_back import LookBack
from assessments.models.plan import Goal
from assessments.models.reflections import Reflection
from assessments.models.taking import Assessment
from assessments.services.reflections import save_reflections
from assessments.services.taking import complete_assessment, save_response
from setframework.accounts.services.data import delete_person
from setframework.people.visitors import Holder
from setframework.portable.importing import Imported
from tests.accounts.lives import BEGUN, ITEM, MONTH, live
from tests.assessments.test_services import together
from tests.factories import NOW, make_assessment, make_key_technology, make_user
from tests.portable.carrying import bare, bring, export_of, history_of

NOTHING = Imported(imported=0, already_there=11, left_out={})


@pytest.fixture
def document(ada):
    live(ada)
    return export_of(ada)


def test_another_account_has_the_same_history_and_export(ada, grace, document):
    done = bring(grace, document)

    assert done == Imported(imported=11, already_there=0, left_out={})
    assert bare(export_of(grace)) == bare(document)
    assert history_of(grace) == history_of(ada)
    assert len(history_of(grace)) == 2


def test_second_import_changes_nothing(grace, document):
    bring(grace, document)
    before = export_of(grace)

    assert bring(grace, document, NOW + timedelta(hours=1)) == NOTHING
    assert export_of(grace) == before


def test_import_into_the_account_it_came_from_changes_nothing(ada, document):
    assert bring(ada, document) == NOTHING
    assert export_of(ada) == document


def test_export_delete_import_export_is_equal(ada, document):
    delete_person(person=ada)
    again = make_user("ada@example.org", name="Ada")

    bring(again, document)

    assert bare(export_of(again)) == bare(document)


def test_what_was_imported_can_be_imported_elsewhere(grace, mallory, document):
    bring(grace, document)

    bring(mallory, export_of(grace))

    assert bare(export_of(mallory)) == bare(document)


def test_order_of_the_lists_does_not_matter(grace, document):
    shuffled = {
        name: each[::-1] if isinstance(each, list) else each for name, each in document.items()
    }

    bring(grace, shuffled)

    assert bring(grace, document) == NOTHING


def test_imported_assessments_say_so_and_count_as_received_now(grace, document):
    bring(grace, document)

    first, second = Assessment.objects.filter(person=grace, completed_at__isnull=False)
    draft = Assessment.objects.get(person=grace, completed_at=None)
    for each in (first, second):
        assert (each.imported_at, each.received_at) == (NOW, NOW)
    assert (draft.imported_at, draft.received_at) == (NOW, None)
    assert len(second.carried_over) == 22


def test_every_code_is_new(ada, grace, document):
    bring(grace, document)

    for model in (Assessment, Goal, KeyTechnology):
        hers, others = (
            set(model._default_manager.filter(person=person).values_list("code", flat=True))
            for person in (ada, grace)
        )
        assert hers
        assert hers & others == set()


def test_references_lead_to_the_imported_rows(grace, document):
    bring(grace, document)

    look_back = LookBack.objects.get(assessment__person=grace)
    assert look_back.seen_from.person == look_back.assessment.person == grace
    goal = Goal.objects.exclude(assessment=None).get(person=grace)
    assert goal.assessment == look_back.assessment


def test_twins_are_both_imported_and_both_there_then(ada, grace):
    twins = [make_assessment(ada, at=BEGUN) for _ in range(2)]
    save_reflections(person=ada, code=twins[1].code, texts={"curious": "Two."}, at=BEGUN)
    document = export_of(ada)

    assert bring(grace, document) == Imported(3, 0, {})
    assert bring(grace, document) == Imported(0, 3, {})
    assert bare(export_of(grace)) == bare(document)


def test_second_open_draft_is_left_out(grace, document):
    mine = make_assessment(grace, {ITEM: 4}, completed=False)

    done = bring(grace, document)

    assert done == Imported(imported=10, already_there=0, left_out={"assessments": 1})
    assert Assessment.objects.get(person=grace, completed_at=None) == mine
    assert mine.responses == {ITEM: 4}
    assert bring(grace, document) == Imported(0, 10, {"assessments": 1})


def test_draft_that_went_on_here_is_there_already(ada, document):
    draft = Assessment.objects.get(person=ada, completed_at=None)
    holder = Holder(person=ada)
    save_response(holder=holder, code=draft.code, item=ITEM, value=4)
    assert bring(ada, document) == NOTHING

    complete_assessment(holder=holder, code=draft.code, at=BEGUN + 3 * MONTH)

    assert bring(ada, document) == NOTHING
    assert not Assessment.objects.filter(person=ada, completed_at=None).exists()


def test_imported_draft_can_be_completed_and_stays_imported(grace, document):
    bring(grace, document)
    draft = Assessment.objects.get(person=grace, completed_at=None)
    holder = Holder(person=grace)
    save_response(holder=holder, code=draft.code, item=ITEM, value=4)

    done = complete_assessment(holder=holder, code=draft.code, at=NOW)

    assert (done.received_at, done.imported_at) == (NOW, NOW)


def test_what_is_there_is_never_overwritten(grace, document):
    bring(grace, document)
    Reflection.objects.filter(assessment__person=grace).update(text="Changed here.")
    KeyTechnology.objects.filter(person=grace).update(name="PYTHON", value=0)
    before = export_of(grace)

    assert bring(grace, document) == NOTHING
    assert export_of(grace) == before


def test_key_technologies_beyond_the_most_are_left_out(grace, document):
    for name in ("Go", "SQL"):
        make_key_technology(grace, name)
    two = copy.deepcopy(document)
    two["key_technologies"].append(
        {**document["key_technologies"][0], "identity": "another", "name": "Rust"}
    )

    done = bring(grace, two)

    assert done.left_out == {"key_technologies": 1}
    names = KeyTechnology.objects.filter(person=grace).order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Go", "SQL", "Python"]


def test_what_is_never_stored_is_not_imported(grace, document):
    document["directions"][0]["holds_back"] = ["money", "time"]

    bring(grace, document)

    assert Direction.objects.filter(person=grace).order_by("pk")[0].holds_back == ["time"]
    assert bring(grace, document) == NOTHING


def test_missing_answers_of_a_result_count_as_skipped(grace, document):
    del document["assessments"][0]["responses"]["team-trust"]

    bring(grace, document)

    imported = Assessment.objects.filter(person=grace).order_by("completed_at")[0]
    assert imported.responses["team-trust"] is None
    assert bring(grace, document) == NOTHING


def test_account_in_the_file_is_ignored(grace, document):
    document["person"] = {"email": "root@example.org", "is_staff": True}

    bring(grace, document)

    grace.refresh_from_db()
    assert (grace.email, grace.is_staff) == ("grace@example.org", False)


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_add_everything_once(ada, grace):
    live(ada)
    document = export_of(ada)

    done = together(*[lambda: bring(grace, document)] * 4)

    assert sorted(each.imported for each in done) == [0, 0, 0, 11]
    assert bare(export_of(grace)) == bare(document)
