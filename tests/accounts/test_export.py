"""Everything of a person's as one document, and the same history after it came back."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import services
from assessments.api.portable import PortableSerializer
from assessments.models import Assessment, Goal, LookBack
from assessments.selectors import get_site_version, list_history, read_questionnaire
from assessments.services import Evidence, import_records
from setframework.accounts.selectors import export_document
from setframework.accounts.services import delete_person
from tests.factories import NOW, make_assessment, make_brief, make_key_technology, make_user

RECORDS = ("assessments", "look_backs", "directions", "key_technologies", "goals")
LATER = NOW + timedelta(days=200)


def fill(person):
    """One of every kind of record."""
    first = make_assessment(
        person,
        notes={"tough-feedback": Evidence("I said it.", date(2026, 3, 1))},
        can_gain=["knowing-the-experts"],
    )
    second = make_assessment(person, at=NOW + timedelta(days=90))
    Assessment.objects.filter(pk=second.pk).update(carried_over=["team-trust"])
    make_assessment(person, {"tough-feedback": 1}, completed=False, at=NOW + timedelta(days=100))
    make_brief(first)
    services.save_reflections(person=person, code=first.code, texts={"curious": "Types"}, at=NOW)
    services.save_look_back(person=person, code=first.code, responses={"tough-feedback": 0}, at=NOW)
    services.set_direction(
        person=person, at=NOW, aims_at="staff", by_on=date(2027, 1, 1), holds_back=["time"]
    )
    services.set_direction(person=person, at=NOW + timedelta(days=1), aims_at="principal")
    make_key_technology(person, "Rust", evidence="A parser", happened_on=date(2026, 2, 1))
    Goal.objects.create(
        person=person,
        assessment=first,
        questionnaire="set-framework",
        item="tough-feedback",
        route="own",
        text="Say one hard thing a week",
        expects="tough-feedback",
        due_on=date(2026, 12, 31),
        created_at=NOW,
    )


def records(document):
    return {kind: document[kind] for kind in RECORDS}


def bring_in(person, document, at=LATER):
    asked = PortableSerializer(data=json.loads(json.dumps(document)))
    asked.is_valid(raise_exception=True)
    return import_records(person=person, records=asked.as_records(), at=at)


@pytest.fixture
def later():
    with time_machine.travel(LATER, tick=False):
        yield


def test_document_holds_every_record_and_the_text_of_the_questions(ada, later):
    fill(ada)

    document = export_document(ada)

    assert {kind: len(document[kind]) for kind in RECORDS} == {
        "assessments": 3,
        "look_backs": 1,
        "directions": 2,
        "key_technologies": 1,
        "goals": 1,
    }
    (version,) = document["questionnaires"]
    assert version["digest"] == get_site_version().digest
    texts = version["document"]["texts"]["en"]["items"]
    assert texts["tough-feedback"]["question"] == (
        read_questionnaire(get_site_version()).item("tough-feedback").question
    )
    note = document["assessments"][0]["notes"]["tough-feedback"]
    assert note == {"text": "I said it.", "happened_on": "2026-03-01"}


def test_no_code_of_a_record_is_in_it(ada, later):
    fill(ada)
    text = json.dumps(records(export_document(ada)))

    codes = [*Assessment.objects.values_list("code", flat=True)]
    codes += Goal.objects.values_list("code", flat=True)
    assert codes
    assert [code for code in codes if str(code) in text] == []


def test_another_account_gets_the_same_history_and_nothing_twice(ada, later):
    fill(ada)
    grace = make_user("grace@example.org")
    document = export_document(ada)

    first = bring_in(grace, document)
    second = bring_in(grace, document)

    # 3 assessments, 1 reflection, 1 brief, 1 look-back, 2 directions, 1 technology, 1 goal.
    assert (first.imported, first.already_there, first.left_out) == (10, 0, 0)
    assert (second.imported, second.already_there, second.left_out) == (0, 10, 0)
    assert records(export_document(grace)) == records(document)
    histories = [
        [result.profile for result in list_history(person, "set-framework")]
        for person in (ada, grace)
    ]
    assert histories[0] == histories[1]
    assert len(histories[0]) == 2


def test_export_delete_import_export_is_equal(ada, later):
    fill(ada)
    before = export_document(ada)
    delete_person(person=ada)
    again = make_user("ada@example.org", name="Ada")

    bring_in(again, before)

    after = export_document(again)
    assert records(after) == records(before)
    assert after["questionnaires"] == before["questionnaires"]


def test_what_came_in_is_marked_as_imported_by_the_server(ada, later):
    fill(ada)
    grace = make_user("grace@example.org")

    bring_in(grace, export_document(ada))

    brought = Assessment.objects.filter(person=grace, completed_at__isnull=False)
    assert {(each.imported_at, each.received_at) for each in brought} == {(LATER, LATER)}
    assert set(brought.values_list("code", flat=True)).isdisjoint(
        Assessment.objects.filter(person=ada).values_list("code", flat=True)
    )


def test_open_draft_of_ones_own_is_not_replaced(ada, later):
    fill(ada)
    grace = make_user("grace@example.org")
    own = make_assessment(grace, {"team-trust": 4}, completed=False)

    done = bring_in(grace, export_document(ada))

    assert done.left_out == 1
    own.refresh_from_db()
    assert own.responses == {"team-trust": 4}


def test_words_written_since_stay(ada, later):
    fill(ada)
    document = export_document(ada)
    code = Assessment.objects.filter(person=ada).earliest("started_at").code
    services.save_reflections(person=ada, code=code, texts={"curious": "Newer"}, at=LATER)

    bring_in(ada, document)

    words = export_document(ada)["assessments"][0]["reflections"]
    assert words["curious"]["text"] == "Newer"


VALUES = st.sampled_from([0, 1, 2, 3, 4, None, "no-opportunity"])


@given(st.lists(st.lists(VALUES, min_size=23, max_size=23), max_size=4), st.data())
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_history_comes_back_as_it_was(set_version, sittings, data):
    items = [item.key for item in read_questionnaire(set_version).items]
    person, other = make_user(), make_user()
    for number, values in enumerate(sittings):
        if any(type(value) is int for value in values):
            make_assessment(
                person,
                dict(zip(items, values, strict=True)),
                at=NOW - timedelta(days=data.draw(st.integers(1, 3000)), seconds=number),
            )
    document = export_document(person)

    bring_in(other, document, at=NOW)

    assert records(export_document(other)) == records(document)


@pytest.mark.parametrize("months", [1, 120])
def test_export_needs_the_same_few_queries(ada, months, django_assert_num_queries):
    for month in range(months):
        make_assessment(ada, at=NOW - timedelta(days=30 * month))
    with django_assert_num_queries(11):
        export_document(ada)


def test_download_is_a_file_that_no_cache_keeps(later, ada, ada_client):
    fill(ada)

    response = ada_client.get("/account/data/export/")

    assert response["Content-Disposition"] == (
        f'attachment; filename="set-framework-{LATER:%Y-%m-%d}.json"'
    )
    assert "no-store" in response["Cache-Control"]
    assert response.json() == export_document(ada)


def test_look_backs_are_the_persons_own(ada, later):
    fill(ada)
    grace = make_user("grace@example.org")
    bring_in(grace, export_document(ada))

    for look_back in LookBack.objects.select_related("assessment", "seen_from"):
        assert look_back.assessment.person_id == look_back.seen_from.person_id
