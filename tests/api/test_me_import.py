"""me/export/ and me/import/: what a broken document is answered, and that nothing stays."""

import copy
from datetime import timedelta

import pytest

from assessments.models import Assessment, Direction, Goal
from setframework.accounts.selectors import export_document
from tests.api.client import Api
from tests.api.conftest import token_of
from tests.factories import NOW, make_assessment, make_user

URL = "me/import/"


@pytest.fixture
def document(mallory):
    """Of another person: one assessment with one direction and one goal."""
    from assessments.services import set_direction

    made = make_assessment(mallory, at=NOW - timedelta(days=400))
    set_direction(person=mallory, at=NOW - timedelta(days=400), aims_at="staff")
    Goal.objects.create(
        person=mallory,
        assessment=made,
        questionnaire="set-framework",
        item="team-trust",
        route="own",
        text="Hand over",
        created_at=NOW - timedelta(days=400),
    )
    return export_document(mallory)


def test_document_of_another_comes_in_as_ones_own(as_ada, ada, mallory, document):
    answer = as_ada.post(URL, document)

    assert (answer.status_code, answer.json()) == (
        200,
        {"imported": 3, "already_there": 0, "left_out": 0},
    )
    assert as_ada.post(URL, document).json()["already_there"] == 3
    own = Assessment.objects.get(person=ada)
    assert own.code != Assessment.objects.get(person=mallory).code
    assert Goal.objects.get(person=ada).assessment == own


def test_export_is_what_the_page_gives(as_ada, ada):
    make_assessment(ada)

    assert as_ada.get("me/export/").json() == export_document(ada)


def test_export_of_a_stranger_has_nothing_of_mine(as_mallory, ada):
    make_assessment(ada, path="people-manager")

    assert as_mallory.get("me/export/").json()["assessments"] == []


def changed(document, kind, **values):
    other = copy.deepcopy(document)
    other[kind][0] |= values
    return other


WRONG = [
    ("assessments", {"digest": "0" * 64}, "digest"),
    ("assessments", {"version": 99}, "version"),
    ("assessments", {"questionnaire": "nobodys"}, "version"),
    ("assessments", {"responses": {"x": 1}}, "responses"),
    ("assessments", {"responses": {"team-trust": 5}}, "responses"),
    ("assessments", {"responses": {"team-trust": True}}, "responses"),
    ("assessments", {"responses": {"team-trust": 2.0}}, "responses"),
    ("assessments", {"responses": {"team-trust": None}}, "responses"),
    ("assessments", {"level": "boss"}, "level"),
    ("assessments", {"path": "boss"}, "path"),
    ("assessments", {"can_gain": ["team-trust"]}, "can_gain"),
    ("assessments", {"carried_over": ["x"]}, "carried_over"),
    ("assessments", {"completed_at": "2099-01-01T00:00:00Z"}, "completed_at"),
    ("assessments", {"completed_at": "2001-01-01T00:00:00Z"}, "completed_at"),
    ("assessments", {"started_at": "1999-01-01T00:00:00Z"}, "started_at"),
    ("assessments", {"notes": {"team-trust": {"text": "x" * 2001, "happened_on": None}}}, "notes"),
    ("assessments", {"notes": {"x": {"text": "y", "happened_on": None}}}, "notes"),
    ("assessments", {"reflections": {"x": {"text": "y", "written_at": "2020-01-01T00:00:00Z"}}},
     "reflections"),
    ("assessments", {"code": "8b0c7f5e-0000-4000-8000-000000000000"}, "code"),
    ("directions", {"created_at": "2099-01-01T00:00:00Z"}, "created_at"),
    ("directions", {"note": "x" * 2001}, "note"),
    ("goals", {"route": "luck"}, "route"),
    ("goals", {"action": "name-the-cost"}, "action"),
    ("goals", {"item": "x"}, "item"),
    ("goals", {"questionnaire": "nobodys"}, "questionnaire"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values", "field"), WRONG)
def test_mistake_is_named_by_its_place_and_nothing_comes_in(
    as_ada, ada, document, kind, values, field
):
    answer = as_ada.post(URL, changed(document, kind, **values))

    assert answer.status_code == 400
    assert list(answer.json()) == [kind]
    assert list(answer.json()[kind]) == ["0"]
    assert field in answer.json()[kind]["0"]
    assert not Assessment.objects.filter(person=ada).exists()
    assert not Direction.objects.filter(person=ada).exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "format"),
        ({"format": 2}, "format"),
        ({"format": 1, "assessments": {}}, "assessments"),
        ({"format": 1, "assessments": [1]}, "assessments"),
        ({"format": 1, "goals": [{}] * 5001}, "goals"),
        ({"format": 1, "mood": 1}, "mood"),
    ],
)
def test_what_is_no_export_is_refused(as_ada, body, field):
    answer = as_ada.post(URL, body)

    assert answer.status_code == 400
    assert field in answer.json()


def test_more_than_an_export_can_be_is_too_large(as_ada):
    assert as_ada.send("POST", URL, b'"' + b"x" * (4 * 1024 * 1024) + b'"').status_code == 413


def test_same_record_twice_in_one_document_comes_in_once(as_ada, ada, document):
    document["assessments"] *= 2
    document["directions"] *= 3

    answer = as_ada.post(URL, document).json()

    assert (answer["imported"], answer["already_there"]) == (3, 3)


def test_what_is_never_stored_is_not_brought_in_either(as_ada, ada, document):
    as_ada.post(URL, changed(document, "directions", holds_back=["money", "time"]))

    assert Direction.objects.get(person=ada).holds_back == ["time"]


def test_look_back_at_nothing_is_left_out(as_ada, document):
    document["look_backs"] = [
        {
            "assessment": "x",
            "seen_from": "y",
            "responses": {"team-trust": 1},
            "made_at": "2026-01-01T00:00:00Z",
        }
    ]

    assert as_ada.post(URL, document).json()["left_out"] == 1


def test_two_imports_at_once_add_once(set_version, document):
    """The row of the person is locked, so the second one finds what the first one stored."""
    person = make_user()
    api = Api(headers={"Authorization": f"Bearer {token_of(person)}"})

    counts = [api.post(URL, document).json()["imported"] for _ in range(2)]

    assert counts == [3, 0]
