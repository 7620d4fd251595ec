"""`POST me/import/`: the document of an export, all of it or nothing."""

import copy
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models.taking import Assessment
from setframework.accounts.services.data import delete_person
from setframework.portable.assessments import KINDS
from setframework.portable.exporting import export_document
from setframework.portable.format import FORMAT
from setframework.web.api.json import MAX_BYTES_LARGE
from tests.accounts.lives import BEGUN, ITEM, MONTH, live
from tests.api.client import Api
from tests.api.conftest import token_of
from tests.factories import make_assessment, make_user

IMPORT = "me/import/"
FUTURE = "2999-01-01T00:00:00Z"


@pytest.fixture
def document(ada):
    live(ada)
    return json.loads(json.dumps(export_document(ada)))


def number_of_rows() -> dict[str, int]:
    return {kind: of.model._default_manager.count() for kind, of in KINDS.items()}


def test_import_answers_how_many_are_new(as_mallory, document):
    first, second = as_mallory.post(IMPORT, document), as_mallory.post(IMPORT, document)

    assert (first.status_code, first.json()) == (200, {"imported": 11, "already_there": 0})
    assert (second.status_code, second.json()) == (200, {"imported": 0, "already_there": 11})


def test_file_that_an_editor_saved_again_is_read(mallory_client, document):
    body = json.dumps(document).encode("utf-8-sig")

    answer = mallory_client.post(f"/api/v1/{IMPORT}", body, content_type="application/json")

    assert (answer.status_code, answer.json()["imported"]) == (200, 11)


def test_export_delete_import_export_is_equal_apart_from_codes(ada, document):
    delete_person(person=ada)
    assert Assessment.objects.count() == 0
    api = Api(headers={"Authorization": f"Bearer {token_of(make_user(ada.email))}"})

    api.post(IMPORT, document)

    again = api.get("me/export/").json()
    for kind in ("questionnaires", *KINDS):
        without = [[{**each, "code": None} for each in lists[kind]] for lists in (again, document)]
        assert without[0] == without[1], kind


def test_pages_and_api_show_the_imported_history(as_ada, as_mallory, document):
    as_mallory.post(IMPORT, document)

    address = "history/?questionnaire=set-framework"
    hers, others = (api.get(address).json()["points"] for api in (as_ada, as_mallory))
    assert len(hers) == 2
    assert [{**each, "code": None} for each in hers] == [{**each, "code": None} for each in others]
    listed = as_mallory.get("assessments/").json()["results"]
    assert [each["imported"] for each in listed] == [True, True, True]


def test_draft_beside_another_one_is_named_as_left_out(as_mallory, mallory, document):
    make_assessment(mallory, completed=False)

    body = as_mallory.post(IMPORT, document).json()

    assert body == {"imported": 10, "already_there": 0, "left_out": {"assessments": 1}}


def test_codes_of_others_mean_nothing(as_mallory, ada, document):
    before = list(Assessment.objects.filter(person=ada).order_by("pk").values())

    as_mallory.post(IMPORT, document)

    assert list(Assessment.objects.filter(person=ada).order_by("pk").values()) == before


def test_import_of_least(as_mallory):
    assert as_mallory.post(IMPORT, {"format": 1}).json() == {"imported": 0, "already_there": 0}


def test_nobody_gets_401(anyone, document):
    assert anyone.post(IMPORT, document).status_code == 401


def test_session_needs_its_csrf_token(in_adas_browser, document):
    assert in_adas_browser.post(IMPORT, document).status_code == 403


def test_ten_years_are_imported_in_few_queries(as_mallory, ada):
    for month in range(120):
        make_assessment(ada, at=BEGUN - month * MONTH)
    document = export_document(ada)

    with CaptureQueriesContext(connection) as queries:
        body = as_mallory.post(IMPORT, document).json()

    assert body == {"imported": 120, "already_there": 0}
    assert len(queries) < 30


def put(document: Any, path: str, value: Any) -> None:
    """Sets what the path, as assessments/0/level, leads to; ... removes it."""
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    inside = document
    for step in steps:
        inside = inside[step]
    if value is ...:
        del inside[last]
    else:
        inside[last] = value


def place_of(answer: Any) -> str:
    """The names that lead to the only message."""
    path = []
    while isinstance(answer, dict):
        ((name, answer),) = answer.items()
        path.append(name)
    assert isinstance(answer, list)
    return "/".join(path)


WRONG = [
    # (what is changed, to what, where the answer says it is wrong unless there)
    ("format", FORMAT + 1, None),
    ("format", "1", None),
    ("format", ..., None),
    ("more", 1, None),
    ("exported_at", "yesterday", None),
    ("account", [], None),
    ("person", 5, None),
    ("assessments", {}, None),
    ("assessments", None, None),
    ("assessments/0", 5, "assessments/0/non_field_errors"),
    ("assessments/0", {"identity": "x"}, ...),
    ("assessments/0/more", 1, None),
    ("assessments/0/identity", ..., None),
    ("assessments/0/identity", "", None),
    ("assessments/0/identity", "x" * 65, None),
    ("assessments/0/code", 5, None),
    ("assessments/0/questionnaire", "nobodys", None),
    ("assessments/0/version", 99, None),
    ("assessments/0/version", 10**30, None),
    ("assessments/0/version", True, None),
    ("assessments/0/digest", "0" * 64, None),
    ("assessments/0/level", "emperor", None),
    ("assessments/0/path", "nowhere", None),
    ("assessments/0/started_at", "1999-12-31T23:59:59Z", None),
    ("assessments/0/started_at", "0001-01-01T00:00:00+23:59", None),
    ("assessments/0/started_at", "2025-03-01", None),
    ("assessments/0/started_at", FUTURE, None),
    ("assessments/0/started_at", None, None),
    ("assessments/0/completed_at", FUTURE, None),
    ("assessments/0/completed_at", "2025-02-01T00:00:00Z", None),
    ("assessments/0/completed_at", 5, None),
    ("assessments/0/responses", [], None),
    ("assessments/0/responses", {}, None),
    ("assessments/0/responses", {ITEM: None}, None),
    ("assessments/0/responses", {str(n): 0 for n in range(201)}, None),
    ("assessments/0/responses/team-trust", 5, None),
    ("assessments/0/responses/team-trust", "3", None),
    ("assessments/0/responses/team-trust", 3.0, None),
    ("assessments/0/responses/team-trust", True, None),
    ("assessments/0/responses/no-item", 3, None),
    ("assessments/0/can_gain", ["team-trust"], None),
    ("assessments/0/carried_over", ["no-item"], None),
    ("assessments/0/carried_over", [5], "assessments/0/carried_over/0"),
    ("assessments/0/notes", [], None),
    ("assessments/0/notes/no-item", {"text": "x"}, None),
    ("assessments/0/notes/team-trust", "x", "assessments/0/notes/team-trust/non_field_errors"),
    ("assessments/0/notes/tough-feedback/text", "x" * 2001, None),
    ("assessments/0/notes/tough-feedback/happened_on", "2999-01-01", None),
    ("assessments/1/completed_at", None, ...),
    ("assessments/2/carried_over", ["team-trust"], None),
    ("questionnaires/0/digest", "0" * 64, None),
    ("questionnaires/0/key", "nobodys", None),
    ("questionnaires/0/version", 99, None),
    ("questionnaires/0/document", "text", None),
    ("reflections/0/assessment", "x", None),
    ("reflections/0/key", "no-prompt", None),
    ("reflections/0/text", "", None),
    ("reflections/0/text", "x" * 2001, None),
    ("look_backs/0/assessment", None, None),
    ("look_backs/0/seen_from", "x", None),
    ("look_backs/0/responses", {}, None),
    ("look_backs/0/responses/team-trust", None, None),
    ("look_backs/0/responses/no-item", 3, None),
    ("look_backs/0/made_at", FUTURE, None),
    ("briefs/0/strengths", ["no-item"], None),
    ("briefs/0/evidence", {"no-item": "x"}, None),
    ("briefs/0/evidence/team-trust", "x" * 401, None),
    ("briefs/0/gaps", "all", None),
    ("briefs/0/request", "x" * 401, None),
    ("briefs/0/has_name", 1, None),
    ("directions/0/level", "emperor", None),
    ("directions/0/brings", "fame", None),
    ("directions/0/holds_back", ["gravity"], None),
    ("directions/0/by_on", "9999-12-31", None),
    ("directions/0/note", "x" * 2001, None),
    ("directions/0/created_at", FUTURE, None),
    ("goals/0/assessment", "x", None),
    ("goals/0/questionnaire", "nobodys", None),
    ("goals/0/item", "no-item", None),
    ("goals/0/route", "escape", None),
    ("goals/0/action", "an-action", None),
    ("goals/0/text", "x" * 501, None),
    ("goals/0/text", "", None),
    ("goals/0/expects", "no-item", None),
    ("goals/0/due_on", "2025-02-30", None),
    ("goals/0/done_at", FUTURE, None),
    ("key_technologies/0/value", 5, None),
    ("key_technologies/0/name", "x" * 61, None),
    ("key_technologies/0/happened_on", "2999-01-01", None),
]


@pytest.mark.parametrize(
    ("path", "value", "place"), WRONG, ids=[f"{path}={value!r}"[:60] for path, value, _ in WRONG]
)
def test_what_is_wrong_is_named_and_nothing_is_imported(as_mallory, document, path, value, place):
    before = number_of_rows()
    wrong = copy.deepcopy(document)
    put(wrong, path, value)

    response = as_mallory.post(IMPORT, wrong)

    assert response.status_code == 400
    if place is not ...:
        assert place_of(response.json()) == (place or path)
    assert number_of_rows() == before


def test_each_mistake_is_named(as_mallory, document):
    document["assessments"][1]["responses"] |= {"team-trust": 9, "no-item": 1}
    document["goals"][1]["route"] = "escape"

    answer = as_mallory.post(IMPORT, document).json()

    assert sorted(answer) == ["assessments", "goals"]
    assert sorted(answer["assessments"]["1"]["responses"]) == ["no-item", "team-trust"]
    assert list(answer["goals"]) == ["1"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "key_technologies"])
def test_record_twice_in_a_file_is_refused(as_mallory, document, kind):
    document[kind] = [document[kind][0], document[kind][0]]

    answer = as_mallory.post(IMPORT, document).json()

    assert answer[kind]["1"]["identity"] == ["This identity is in the list twice."]


@pytest.mark.parametrize("kind", ["reflections", "look_backs", "briefs", "key_technologies"])
def test_second_record_for_one_place_is_refused(as_mallory, document, kind):
    document[kind].append({**document[kind][0], "identity": "another"})

    answer = as_mallory.post(IMPORT, document).json()

    assert answer == {
        kind: {"1": {"identity": ["An earlier record of the list has the same place."]}}
    }


def test_second_draft_is_refused(as_mallory, document):
    document["assessments"].append({**document["assessments"][2], "identity": "another"})

    answer = as_mallory.post(IMPORT, document).json()

    assert answer == {"assessments": {"3": {"completed_at": ["Only one draft can be open."]}}}


def test_one_looks_back_from_a_later_result(as_mallory, document):
    look_back = document["look_backs"][0]
    look_back["assessment"], look_back["seen_from"] = (
        look_back["seen_from"],
        look_back["assessment"],
    )

    answer = as_mallory.post(IMPORT, document).json()

    assert place_of(answer) == "look_backs/0/seen_from"


def test_references_to_drafts_are_refused(as_mallory, document):
    document["reflections"][0]["assessment"] = document["assessments"][2]["identity"]

    assert place_of(as_mallory.post(IMPORT, document).json()) == "reflections/0/assessment"


def test_ten_thousand_assessments_are_refused_at_once(as_mallory):
    document = {"format": 1, "assessments": [{}] * 10_000}

    response = as_mallory.post(IMPORT, document)

    assert response.status_code == 400
    assert response.json() == {"assessments": ["Ensure this field has no more than 2000 elements."]}


def test_a_file_that_is_wrong_all_over_is_answered_briefly(as_mallory):
    document = {"format": 1, "assessments": [{"identity": str(n)} for n in range(2000)]}

    response = as_mallory.post(IMPORT, document)

    assert response.status_code == 400
    told = response.json()
    assert told["non_field_errors"] == ["There are more mistakes."]
    assert sum(len(each) for each in told["assessments"].values()) == 20
    assert len(response.content) < 3_000


def test_files_are_limited_by_account_on_page_and_api_together(
    as_mallory, mallory_client, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"import": "2/5m/key"}
    assert as_mallory.post(IMPORT, {}).status_code == 400
    assert mallory_client.post("/account/data/import/").status_code == 200

    refused = as_mallory.post(IMPORT, {})

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 300
    assert mallory_client.post("/account/data/import/").status_code == 429
    assert mallory_client.get("/account/data/").status_code == 200


def test_surrogate_halves_are_refused(as_mallory, document):
    body = json.dumps(document).replace("A first word.", "\\ud800").encode()

    response = as_mallory.send("POST", IMPORT, body)

    assert (response.status_code, response.json()) == (
        400,
        {"detail": "A text has half of a surrogate pair."},
    )


def test_four_mebibytes_are_read_and_more_are_413(as_mallory):
    largest = b'{"format": 1, "account": {"x": "' + b"x" * MAX_BYTES_LARGE
    largest = largest[: MAX_BYTES_LARGE - 3] + b'"}}'
    assert as_mallory.send("POST", IMPORT, largest).json() == {"imported": 0, "already_there": 0}

    response = as_mallory.send("POST", IMPORT, largest + b" ")

    assert response.status_code == 413
    assert response.json() == {"detail": "The body is too large; at most 4 MiB are read."}


def test_other_content_types_are_415(ada_client: Client):
    response = ada_client.post("/api/v1/me/import/", {"format": 1}, format="multipart")

    assert response.status_code == 415


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_not_allowed(as_ada, method):
    assert as_ada.send(method, IMPORT, b"{}").status_code == 405
