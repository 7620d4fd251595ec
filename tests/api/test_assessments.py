"""GET and POST assessments/"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from assessments.models.taking import Assessment, IdempotencyKey, Note
from setframework.web.api import paging
from tests.factories import NOW, make_assessment, make_responses

SET = {"questionnaire": "set-framework"}
PAST = "2025-03-01T08:15:30.123456Z"
KEY = "8d3b2c5e-3c1f-4d5a-9b7e-0f1a2b3c4d5e"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def test_without_completed_at_a_draft_opens(as_ada, ada, set_version):
    responses = {"team-trust": 3, "tough-feedback": None, "data-systems": "no-opportunity"}

    response = as_ada.post("assessments/", {**SET, "responses": responses})

    stored = Assessment.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "code": str(stored.code),
        "questionnaire": "set-framework",
        "version": 1,
        "digest": set_version.digest,
        "level": None,
        "path": "technologist",
        "started_at": "2026-11-24T09:30:00Z",
        "completed_at": None,
        "imported": False,
        "responses": responses,
        "can_gain": [],
        "carried_over": [],
        "notes": {},
    }
    assert (stored.person, stored.responses) == (ada, responses)


def test_with_completed_at_it_is_an_import_of_that_moment(as_ada, set_version):
    responses = make_responses(set_version, 2)
    body = {
        **SET,
        "version": 1,
        "level": "staff",
        "path": "people-manager",
        "responses": responses,
        "can_gain": ["knowing-the-experts", "breadth-and-depth"],
        "notes": {"team-trust": {"text": "  Held the retro. ", "happened_on": "2025-02-28"}},
        "completed_at": PAST,
    }

    response = as_ada.post("assessments/", body)

    stored = Assessment.objects.get()
    at = datetime(2025, 3, 1, 8, 15, 30, 123456, tzinfo=UTC)
    assert response.status_code == 201
    assert response.json() == {
        **body,
        "code": str(stored.code),
        "digest": set_version.digest,
        "started_at": PAST,
        "imported": True,
        "can_gain": ["breadth-and-depth", "knowing-the-experts"],
        "carried_over": [],
    }
    assert (stored.completed_at, stored.received_at) == (at, NOW)
    assert Note.objects.values_list("item", "text", "happened_on").get() == (
        "team-trust",
        "  Held the retro. ",
        date(2025, 2, 28),
    )


def test_import_fills_what_is_missing_as_skipped(as_ada, questionnaire):
    body = {**SET, "responses": {"team-trust": 0}, "completed_at": PAST}

    answer = as_ada.post("assessments/", body).json()

    assert answer["responses"] == {
        item.key: 0 if item.key == "team-trust" else None for item in questionnaire.items
    }


def test_moment_with_another_offset_is_answered_in_utc(as_ada):
    body = {**SET, "responses": {"team-trust": 1}, "completed_at": "2025-03-01T10:00:00+02:00"}

    assert as_ada.post("assessments/", body).json()["completed_at"] == "2025-03-01T08:00:00Z"


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-24T09:30:00.000001Z",
        "2999-01-01T00:00:00Z",
        "1999-12-31T23:59:59Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2025-02-29T00:00:00Z",
        "2025-03-01",
        "2025-03-01T08:15:30",
        "yesterday",
        "",
        1740816930,
        True,
    ],
)
def test_completed_at_must_be_a_moment_of_the_past(as_ada, moment):
    body = {**SET, "responses": {"team-trust": 1}, "completed_at": moment}

    response = as_ada.post("assessments/", body)

    assert response.status_code == 400
    assert list(response.json()) == ["completed_at"]
    assert not Assessment.objects.exists()


def test_this_very_moment_is_not_the_future(as_ada):
    body = {**SET, "responses": {"team-trust": 1}, "completed_at": "2026-11-24T09:30:00Z"}

    assert as_ada.post("assessments/", body).status_code == 201


@pytest.mark.parametrize("responses", [{}, {"team-trust": None}, {"team-trust": "no-opportunity"}])
def test_import_without_any_answer_is_refused(as_ada, responses):
    response = as_ada.post("assessments/", {**SET, "responses": responses, "completed_at": PAST})

    assert response.status_code == 400
    assert response.json() == {"responses": ["Answer at least one question."]}
    assert not Assessment.objects.exists()


def test_second_draft_is_refused_with_the_code_of_the_first(as_ada):
    first = as_ada.post("assessments/", {**SET, "responses": {}}).json()["code"]

    response = as_ada.post("assessments/", {**SET, "responses": {}})

    assert response.status_code == 409
    assert response.json() == {"detail": "You already have an open draft.", "code": first}
    assert Assessment.objects.count() == 1


def test_import_beside_a_draft_and_drafts_of_two_people_are_fine(as_ada, as_mallory):
    bodies = [
        {**SET, "responses": {}},
        {**SET, "responses": {"team-trust": 1}, "completed_at": PAST},
    ]

    assert [as_ada.post("assessments/", body).status_code for body in bodies] == [201, 201]
    assert as_mallory.post("assessments/", bodies[0]).status_code == 201


@pytest.mark.parametrize(
    ("change", "mistakes"),
    [
        ({"questionnaire": "x"}, {"questionnaire": ["No such questionnaire is published."]}),
        ({"version": 9}, {"version": ["No such questionnaire is published."]}),
        ({"level": "king"}, {"level": ["This questionnaire has no level king."]}),
        ({"path": "up"}, {"path": ["This questionnaire has no path up."]}),
        ({"responses": {"nope": 1}}, {"responses": {"nope": ["There is no item with this key."]}}),
        (
            {"can_gain": ["team-trust", "nope"]},
            {
                "can_gain": [
                    "No item with the key team-trust asks where it could be gained.",
                    "No item with the key nope asks where it could be gained.",
                ]
            },
        ),
        ({"can_gain": "all"}, {"can_gain": ['Expected a list of items but got type "str".']}),
        ({"can_gain": [3]}, {"can_gain": {"0": ["Not a valid string."]}}),
        (
            {"notes": {"nope": {"text": "x"}}},
            {"notes": {"nope": ["There is no item with this key."]}},
        ),
        (
            {"notes": {"team-trust": {"happened_on": "2025-02-30"}}},
            {
                "notes": {
                    "team-trust": {
                        "text": ["This field is required."],
                        "happened_on": ["Expected a day such as 2026-08-31."],
                    }
                }
            },
        ),
        (
            {"notes": {"team-trust": {"text": "x" * 2001}}},
            {
                "notes": {
                    "team-trust": {"text": ["Ensure this field has no more than 2000 characters."]}
                }
            },
        ),
        (
            {"notes": {"team-trust": {"text": "x", "when": 1}}},
            {"notes": {"team-trust": {"when": ["Unknown field."]}}},
        ),
        ({"code": KEY}, {"code": ["Unknown field."]}),
    ],
)
def test_mistake_is_named_and_nothing_is_stored(as_ada, change, mistakes):
    response = as_ada.post("assessments/", {**SET, "responses": {"team-trust": 3}} | change)

    assert response.status_code == 400
    assert response.json() == mistakes
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-11-26", "Choose a day that is not in the future."),
        ("0001-01-01", "Choose a later day. This one is too long ago."),
    ],
)
def test_note_takes_only_the_days_that_the_page_takes(as_ada, day, message):
    note = {"text": "Held the retro.", "happened_on": day}
    body = {**SET, "responses": {"team-trust": 3}, "notes": {"team-trust": note}}

    response = as_ada.post("assessments/", body)

    assert response.status_code == 400
    assert response.json() == {"notes": {"team-trust": {"happened_on": [message]}}}
    assert Assessment.objects.count() == Note.objects.count() == 0


def test_note_may_be_as_long_as_its_column(as_ada):
    note = {"text": "ü" * 2000, "happened_on": None}

    answer = as_ada.post("assessments/", {**SET, "responses": {}, "notes": {"team-trust": note}})

    assert answer.status_code == 201
    assert answer.json()["notes"] == {"team-trust": note}


def test_other_questionnaire_goes_through_unchanged(as_ada, grid):
    body = {
        "questionnaire": "craft-grid",
        "responses": {"design": 4, "reach": "no-opportunity"},
        "can_gain": ["design"],
    }

    answer = as_ada.post("assessments/", body)

    assert answer.status_code == 201
    assert answer.json()["path"] == "single-track"
    assert answer.json()["responses"] == body["responses"]


# The client's own key


def test_same_key_and_body_again_is_the_same_assessment(as_ada):
    body = {**SET, "responses": {"team-trust": 3}, "completed_at": PAST}
    shuffled = dict(reversed(body.items()))

    first = as_ada.post("assessments/", body, Idempotency_Key=KEY)
    again = as_ada.post("assessments/", shuffled, Idempotency_Key=KEY.upper())

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Assessment.objects.count() == 1


def test_repeated_draft_is_the_same_draft_even_when_completed(as_ada):
    body = {**SET, "responses": {"team-trust": 3}}
    code = as_ada.post("assessments/", body, Idempotency_Key=KEY).json()["code"]
    as_ada.post(f"assessments/{code}/complete/", {})

    again = as_ada.post("assessments/", body, Idempotency_Key=KEY)

    assert (again.status_code, again.json()["code"]) == (200, code)


def test_same_key_with_another_body_is_refused(as_ada):
    body = {**SET, "responses": {"team-trust": 3}, "completed_at": PAST}
    as_ada.post("assessments/", body, Idempotency_Key=KEY)

    response = as_ada.post(
        "assessments/", {**body, "responses": {"team-trust": 2}}, Idempotency_Key=KEY
    )

    assert response.status_code == 409
    assert response.json() == {"detail": "This Idempotency-Key was already used with another body."}
    assert Assessment.objects.count() == 1


def test_key_belongs_to_one_person(as_ada, as_mallory):
    body = {**SET, "responses": {"team-trust": 3}}

    codes = {
        api.post("assessments/", body, Idempotency_Key=KEY).json()["code"]
        for api in (as_ada, as_mallory)
    }

    assert len(codes) == 2


def test_refused_body_leaves_the_key_free(as_ada):
    as_ada.post("assessments/", {**SET, "responses": {"nope": 1}}, Idempotency_Key=KEY)

    assert not IdempotencyKey.objects.exists()
    answer = as_ada.post("assessments/", {**SET, "responses": {}}, Idempotency_Key=KEY)
    assert answer.status_code == 201


@pytest.mark.parametrize("key", ["", "1", f"{{{KEY}}}", f"urn:uuid:{KEY}", "ü" * 36])
def test_key_that_is_no_uuid_is_refused(as_ada, key):
    response = as_ada.post("assessments/", {**SET, "responses": {}}, Idempotency_Key=key)

    assert response.status_code == 400
    assert response.json() == {"Idempotency-Key": ["Expected a UUID."]}
    assert not Assessment.objects.exists()


# Reading the list


def make_history(person, count):
    """Codes of completed assessments, newest first."""
    made = [make_assessment(person, at=NOW - timedelta(days=30 * n)) for n in range(1, count + 1)]
    return [str(assessment.code) for assessment in made]


def codes(response):
    return [row["code"] for row in response.json()["results"]]


def test_list_is_newest_first_and_only_ones_own(as_ada, ada, mallory):
    make_assessment(mallory)
    history = make_history(ada, 3)
    draft = make_assessment(ada, completed=False)

    response = as_ada.get("assessments/")

    assert response.status_code == 200
    assert codes(response) == [str(draft.code), *history]
    assert response.json()["results"][0] == (as_ada.get(f"assessments/{draft.code}/").json())


def test_pages_follow_one_another_without_loss(as_ada, ada):
    history = make_history(ada, 5)
    seen, address = [], "assessments/?limit=2"
    previous = []

    while address:
        response = as_ada.get(address)
        seen.append(codes(response))
        previous.append(response.json()["previous"])
        following = response.json()["next"]
        address = following and following.split("/api/v1/")[1]

    assert seen == [history[:2], history[2:4], history[4:]]
    assert previous == [
        None,
        "http://testserver/api/v1/assessments/?limit=2",
        "http://testserver/api/v1/assessments/?limit=2&offset=2",
    ]


def test_full_last_page_has_no_next(as_ada, ada):
    make_history(ada, 2)

    assert as_ada.get("assessments/?limit=2").json()["next"] is None


def test_default_limit_is_50(as_ada, ada):
    make_history(ada, 51)

    assert len(codes(as_ada.get("assessments/"))) == paging.DEFAULT_LIMIT == 50


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.0", "ten", "", "%D9%A3", "9" * 5000, "%00"])
def test_limit_outside_1_to_100_is_refused(as_ada, limit):
    response = as_ada.get(f"assessments/?limit={limit}")

    assert response.status_code == 400
    assert response.json() == {"limit": ["Expected a whole number from 1 to 100."]}


@pytest.mark.parametrize("offset", ["-1", "1000001", "9" * 30, "x"])
def test_offset_outside_its_range_is_refused(as_ada, offset):
    response = as_ada.get(f"assessments/?offset={offset}")

    assert response.status_code == 400
    assert response.json() == {"offset": ["Expected a whole number from 0 to 1000000."]}


@pytest.mark.parametrize("count", [1, 40])
def test_list_takes_three_queries_however_long(as_ada, ada, count, django_assert_num_queries):
    make_history(ada, count)
    as_ada.get("assessments/")

    with django_assert_num_queries(3):  # the token with its person, the assessments, their notes
        as_ada.get("assessments/")


# Who may ask


def test_without_credentials_it_is_401(anyone):
    for response in (anyone.get("assessments/"), anyone.post("assessments/", {})):
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Bearer"
        assert response.json() == {"detail": "Authentication credentials were not provided."}


def test_session_reads_but_writes_only_with_a_csrf_token(in_adas_browser):
    read = in_adas_browser.get("assessments/")
    refused = in_adas_browser.post("assessments/", {**SET, "responses": {}})
    in_adas_browser.client.get("/accounts/logout/")
    token = in_adas_browser.client.cookies["csrftoken"].value
    allowed = in_adas_browser.post("assessments/", {**SET, "responses": {}}, X_CSRFToken=token)

    assert read.status_code == 200
    assert refused.status_code == 403
    assert refused.json() == {"detail": "CSRF Failed: CSRF cookie not set."}
    assert allowed.status_code == 201
