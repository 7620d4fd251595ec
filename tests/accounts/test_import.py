"""What comes back: the same history, once, and nothing of what is wrong."""

import copy
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.models.direction import Direction, KeyTechnology
from assessments.models.look_back import LookBack
from assessments.models.plan import Goal
from assessments.models.reflections import Reflection
from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.selectors.history import list_history
from assessments.selectors.questionnaires import get_site_version, read_questionnaire
from assessments.services.importing import Imported, import_records
from assessments.services.reflections import save_reflections
from assessments.services.taking import complete_assessment, save_response
from setframework.accounts.forms.data import read_document
from setframework.accounts.selectors import export_document
from setframework.accounts.services import delete_person
from setframework.people.models import User
from setframework.people.visitors import Holder
from tests.accounts.lives import BEGUN, ITEM, MONTH, live
from tests.assessments.taking import text, title
from tests.assessments.test_services import together
from tests.factories import NOW, make_assessment, make_key_technology, make_user

IMPORT = "/account/data/import/"
NOTHING = Imported(imported=0, already_there=11, left_out={})


def export_of(person: User) -> Any:
    return json.loads(json.dumps(export_document(person)))


def bring(person: User, document: Any, at: Any = NOW) -> Imported:
    return import_records(person=person, records=read_document(document, at), at=at)


def bare(document: Any) -> Any:
    """Apart from codes, the moment, and what is not imported."""
    kept = {k: v for k, v in document.items() if k not in {"exported_at", "person", "account"}}
    return {
        name: [{k: v for k, v in each.items() if k != "code"} for each in records]
        for name, records in kept.items()
        if name != "format"
    }


def history_of(person: User) -> list[Any]:
    return [
        (result.assessment.completed_at, result.profile)
        for result in list_history(person, "set-framework")
    ]


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


def test_draft_beside_another_one_is_left_out(grace, document):
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


def test_account_in_the_file_is_nobodys(grace, document):
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


# The page


def upload(client: Any, content: bytes, name: str = "export.json") -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/json")
    return client.post(IMPORT, {"file": file})


def test_page_takes_the_file_that_it_gave(ada_client, mallory_client, ada, mallory):
    live(ada)
    file = ada_client.get("/account/data/export/").content

    page = mallory_client.get(upload(mallory_client, file)["Location"])

    assert "11 records came in." in text(page)
    assert history_of(mallory) == history_of(ada)
    again = mallory_client.get(upload(mallory_client, file)["Location"])
    assert "0 records came in. 11 were there already." in text(again)


def test_page_says_what_was_left_out(ada, ada_client, mallory, mallory_client):
    live(ada)
    file = ada_client.get("/account/data/export/").content
    make_assessment(mallory, completed=False)
    for name in ("Go", "SQL", "C"):
        make_key_technology(mallory, name)

    page = mallory_client.get(upload(mallory_client, file)["Location"])

    assert "9 records came in." in text(page)
    assert "The open draft was left out" in text(page)
    assert "Key technologies were left out" in text(page)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Choose the file of your export."),
        (b"{", "The body is not valid JSON"),
        (b"\xff", "The body is not valid UTF-8."),
        (b"[" * 30_000, "The body is nested too deeply."),
        (b"[]", "Invalid data. Expected a dictionary, but got list."),
        (b"{}", "format: This field is required."),
        (b'{"format": 2}', "format: Ensure this value is less than or equal to 1."),
        (b'{"format": 1, "assessments": [{}]}', "assessments/0/identity: This field is required."),
        (b'{"format": 1, "assessments": [{}]}', "There is more that is wrong."),
        (b" " * (4 * 1024 * 1024 + 1), "at most 4 MiB are read."),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_page_says_what_is_wrong_with_a_file(ada_client, content, sentence):
    response = upload(ada_client, content)

    assert response.status_code == 200
    assert title(response).startswith("Error: ")
    assert sentence in text(response)
    assert list(response.context["form"].errors) == ["file"]
    assert not Assessment.objects.exists()


def test_page_asks_for_a_file(ada_client):
    assert "Choose the file of your export." in text(ada_client.post(IMPORT))


def test_page_shows_the_place_of_a_wrong_answer(ada, ada_client, grace):
    live(ada)
    document = export_of(ada)
    document["assessments"][1]["responses"]["team-trust"] = 5

    response = upload(ada_client, json.dumps(document).encode())

    assert "assessments/1/responses/team-trust:" in text(response)


def test_a_second_file_is_refused(ada_client):
    files = {"file": SimpleUploadedFile("a.json", b"{}"), "more": SimpleUploadedFile("b", b"x")}

    assert ada_client.post(IMPORT, files).status_code == 400


def test_large_file_leaves_nothing_in_memory_or_on_a_disk(rf):
    file = SimpleUploadedFile("export.json", b"x" * (5 * 1024 * 1024))

    received = rf.post(IMPORT, {"file": file}).FILES["file"]

    assert received.size == 5 * 1024 * 1024
    assert len(received.read()) <= 4 * 1024 * 1024


def test_address_of_the_import_is_the_page(ada_client):
    response = ada_client.get(IMPORT)

    assert title(response) == "Your data - SET Framework"
    assert response.context["form"].errors == {}


# Whatever a history looks like

MOMENTS = st.integers(0, 6).map(lambda month: BEGUN + month * MONTH)
WORDS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=30
)


@st.composite
def sittings(draw: Any) -> dict[str, Any]:
    """Fields of an assessment row; times come from few moments, so that some are alike."""
    questionnaire = read_questionnaire(get_site_version())
    keys = [item.key for item in questionnaire.items]
    answers = st.sampled_from([0, 2, 4, None, NO_OPPORTUNITY])
    responses = draw(st.fixed_dictionaries(dict.fromkeys(keys, answers)))
    responses[keys[0]] = draw(st.integers(0, 4))
    started_at = draw(MOMENTS)
    return {
        "level": draw(st.sampled_from(["", *(each.key for each in questionnaire.levels)])),
        "path": draw(st.sampled_from(["", *(each.key for each in questionnaire.paths)])),
        "started_at": started_at,
        "completed_at": started_at + draw(st.sampled_from([timedelta(0), MONTH])),
        "responses": responses,
        "carried_over": draw(st.lists(st.just(keys[0]), max_size=1)),
        "notes": draw(st.dictionaries(st.sampled_from(keys), WORDS, max_size=3)),
    }


class EveryHistory(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        """Again where a transactional test before emptied the tables."""
        call_command("publish_questionnaires", verbosity=0)

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_round_trip(self, data: Any) -> None:
        one, other = make_user(), make_user()
        version = get_site_version()
        rows = []
        for fields in data.draw(st.lists(sittings(), max_size=4)):
            notes = fields.pop("notes")
            row = Assessment.objects.create(person=one, version=version, received_at=NOW, **fields)
            for item, words in notes.items():
                row.notes.create(item=item, text=words)
            rows.append(row)
        for row in rows:
            if data.draw(st.booleans()):
                Reflection.objects.create(
                    assessment=row, key="tried", text=data.draw(WORDS), written_at=BEGUN
                )
            if data.draw(st.booleans()):
                Goal.objects.create(
                    person=one,
                    assessment=row,
                    questionnaire="set-framework",
                    route="own",
                    text=data.draw(WORDS),
                    created_at=data.draw(MOMENTS),
                )
        document = export_of(one)

        bring(other, document)
        again = bring(other, document)

        assert bare(export_of(other)) == bare(document)
        assert history_of(other) == history_of(one)
        assert again.imported == 0
