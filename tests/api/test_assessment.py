"""GET, PATCH and DELETE assessments/<code>/"""

import uuid

import pytest

from assessments.models.taking import Assessment, Note
from assessments.services.taking import Evidence
from tests.factories import make_assessment


@pytest.fixture
def draft(ada):
    return make_assessment(
        ada,
        {"team-trust": 3, "tough-feedback": 1},
        completed=False,
        level="staff",
        notes={"team-trust": Evidence("First"), "tough-feedback": Evidence("Second")},
    )


def patch(api, draft, **body):
    return api.patch(f"assessments/{draft.code}/", body)


def test_reading_gives_the_stored_assessment(as_ada, draft):
    answer = as_ada.get(f"assessments/{draft.code}/").json()

    assert answer["code"] == str(draft.code)
    assert answer["responses"] == {"team-trust": 3, "tough-feedback": 1}
    assert (answer["level"], answer["path"]) == ("staff", "technologist")
    assert answer["notes"]["team-trust"] == {"text": "First", "happened_on": None}


def test_responses_are_merged_item_by_item(as_ada, draft):
    response = patch(
        as_ada, draft, responses={"tough-feedback": None, "data-systems": "no-opportunity"}
    )

    merged = {"team-trust": 3, "tough-feedback": None, "data-systems": "no-opportunity"}
    assert response.status_code == 200
    assert response.json()["responses"] == merged
    draft.refresh_from_db()
    assert draft.responses == merged


def test_notes_are_merged_and_an_empty_text_removes_one(as_ada, draft):
    new = {"text": "Third", "happened_on": "2026-01-31"}

    response = patch(as_ada, draft, notes={"team-trust": {"text": ""}, "data-systems": new})

    assert response.json()["notes"] == {
        "tough-feedback": {"text": "Second", "happened_on": None},
        "data-systems": new,
    }


def test_level_path_and_can_gain_are_replaced(as_ada, draft):
    first = patch(
        as_ada, draft, level="principal", path="people-manager", can_gain=["breadth-and-depth"]
    ).json()
    second = patch(as_ada, draft, level=None, path=None, can_gain=[]).json()

    assert [first[name] for name in ("level", "path", "can_gain")] == [
        "principal",
        "people-manager",
        ["breadth-and-depth"],
    ]
    assert [second[name] for name in ("level", "path", "can_gain")] == [None, "technologist", []]


def test_empty_change_changes_nothing(as_ada, draft):
    before = as_ada.get(f"assessments/{draft.code}/").json()

    assert patch(as_ada, draft).json() == before


@pytest.mark.parametrize(
    ("body", "mistakes"),
    [
        ({"level": "king"}, {"level": ["This questionnaire has no level king."]}),
        ({"path": "up"}, {"path": ["This questionnaire has no path up."]}),
        ({"responses": {"nope": 1}}, {"responses": {"nope": ["There is no item with this key."]}}),
        ({"responses": None}, {"responses": ["This field may not be null."]}),
        (
            {"can_gain": ["team-trust"]},
            {"can_gain": ["No item with the key team-trust asks where it could be gained."]},
        ),
        (
            {"notes": {"nope": {"text": "x"}}},
            {"notes": {"nope": ["There is no item with this key."]}},
        ),
        ({"version": 1}, {"version": ["Unknown field."]}),
        ({"completed_at": "2026-01-01T00:00:00Z"}, {"completed_at": ["Unknown field."]}),
    ],
)
def test_mistake_is_named_and_nothing_changes(as_ada, draft, body, mistakes):
    before = as_ada.get(f"assessments/{draft.code}/").json()

    response = patch(as_ada, draft, **{"responses": {"team-trust": 0}} | body)

    assert response.status_code == 400
    assert response.json() == mistakes
    assert as_ada.get(f"assessments/{draft.code}/").json() == before


def test_completed_assessment_cannot_be_changed(as_ada, ada):
    assessment = make_assessment(ada)
    before = as_ada.get(f"assessments/{assessment.code}/").json()

    response = patch(as_ada, assessment, responses={"team-trust": 4})

    assert response.status_code == 409
    assert response.json() == {"detail": "This assessment is completed and can't be changed."}
    assert as_ada.get(f"assessments/{assessment.code}/").json() == before


@pytest.mark.parametrize("completed", [True, False])
def test_deleting_takes_the_notes_along_and_leaves_the_others(as_ada, ada, completed):
    other = make_assessment(ada)
    note = {"team-trust": Evidence("Mine")}
    assessment = make_assessment(ada, completed=completed, notes=note)

    response = as_ada.delete(f"assessments/{assessment.code}/")

    assert (response.status_code, response.content) == (204, b"")
    assert list(Assessment.objects.all()) == [other]
    assert not Note.objects.exists()
    assert as_ada.delete(f"assessments/{assessment.code}/").status_code == 404


@pytest.mark.parametrize("address", ["", "complete/", "result/"])
@pytest.mark.parametrize("completed", [True, False])
def test_stranger_cannot_tell_it_from_a_missing_one(as_mallory, ada, address, completed):
    assessment = make_assessment(ada, {"team-trust": 4}, completed=completed)
    before = Assessment.objects.values().get()

    for code in (assessment.code, uuid.uuid4()):
        target = f"assessments/{code}/{address}"
        found = [
            as_mallory.post(target, {}) if address == "complete/" else as_mallory.get(target),
        ]
        if not address:
            found += [as_mallory.patch(target, {}), as_mallory.delete(target)]
        for response in found:
            assert response.status_code == 404
            assert response.json() == {"detail": "Not found."}
    assert Assessment.objects.values().get() == before


@pytest.mark.parametrize("code", ["1", "latest", "{}", "%00", "%FF"])
def test_code_that_is_none_is_not_found(as_ada, code):
    response = as_ada.get(f"assessments/{code}/")

    assert response.status_code == 404
    assert response.json() == {"detail": "Not found."}


def test_without_credentials_it_is_401_whether_or_not_it_exists(anyone, draft):
    for code in (draft.code, uuid.uuid4()):
        assert anyone.get(f"assessments/{code}/").status_code == 401
