"""mentorship-requests/: ask, answer, and every refusal."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.requests import MentorshipRequest
from tests.api.client import Api
from tests.api.conftest import token_of
from tests.factories import NOW, make_mentor, make_request, make_user

ROOT = "mentorship-requests/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_grace(grace):
    return Api(headers={"Authorization": f"Bearer {token_of(grace)}"})


@pytest.fixture
def pair(ada, grace):
    make_mentor(ada, wants=["tough-feedback"], is_listed=False)
    make_mentor(grace, offers=["tough-feedback"])
    return ada, grace


def body(receiver, **others):
    return {"to": str(receiver.code), "kind": "mentor", "goal": None, "message": "Hi."} | others


def test_request_is_created_once(as_ada, as_grace, pair):
    ada, grace = pair

    created = as_ada.post(ROOT, body(grace, goal="say-no"))
    again = as_ada.post(ROOT, body(grace, goal="say-no"))

    assert (created.status_code, again.status_code) == (201, 200)
    code = created.json()["code"]
    assert created.json() == {
        "code": code,
        "state": "pending",
        "kind": "mentor",
        "goal": "say-no",
        "sender": str(ada.code),
        "receiver": str(grace.code),
        "message": "Hi.",
        "question": "",
        "answer": "",
        "created_at": "2026-11-24T09:30:00Z",
        "expires_at": "2026-12-04T09:30:00Z",
        "decided_at": None,
        "mentorship": None,
    }
    assert again.json() == created.json()
    for api in (as_ada, as_grace):
        assert api.get(ROOT).json()["results"] == [created.json()]
        assert api.get(f"{ROOT}{code}/").json() == created.json()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "boss"}, "kind"),
        ({"goal": "unheard-of"}, "goal"),
        ({"goal": 3}, "goal"),
        ({"message": ""}, "message"),
        ({"message": "x" * 1001}, "message"),
        ({"message": "https://example.org"}, "message"),
        ({"to": 7}, "to"),
        ({"to": "grace"}, "to"),
        ({"sender": "me"}, "sender"),
        ({"score": 100}, "score"),
    ],
)
def test_wrong_body_is_refused_by_field(as_ada, pair, change, field):
    response = as_ada.post(ROOT, body(pair[1], **change))

    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert not MentorshipRequest.objects.exists()


def test_unverified_address_may_not_ask(as_ada, pair):
    pair[0].emailaddress_set.update(verified=False)

    response = as_ada.post(ROOT, body(pair[1]))

    assert response.status_code == 403
    assert response.json()["code"] == "email_not_verified"


def test_nobody_is_found_who_is_not_listed(as_ada, pair, mallory):
    answers = [
        as_ada.post(ROOT, body(mallory)),
        as_ada.post(ROOT, body(mallory, to=str(uuid4()))),
    ]

    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_who_does_not_fit_is_a_conflict(as_ada, pair):
    make_mentor(pair[1], is_open=False)

    response = as_ada.post(ROOT, body(pair[1]))

    assert response.status_code == 409
    assert response.json() == {"detail": "You can't ask this person for that now."}


def test_second_request_names_the_first(as_ada, as_grace, pair):
    ada, grace = pair
    make_mentor(ada)
    first = as_ada.post(ROOT, body(grace)).json()["code"]

    for response in (
        as_ada.post(ROOT, body(grace, message="Please.")),
        as_grace.post(ROOT, body(ada, kind="peer")),
    ):
        assert response.status_code == 409
        assert response.json()["code"] == first


def test_limits_are_said(as_ada, pair):
    ada, grace = pair
    for number in range(3):
        make_request(ada, make_user(), at=NOW - timedelta(days=number))
    assert as_ada.post(ROOT, body(grace)).status_code == 409

    MentorshipRequest.objects.update(state="withdrawn")
    for _ in range(2):
        make_request(ada, make_user(), at=NOW - timedelta(days=6), state="withdrawn")
    response = as_ada.post(ROOT, body(grace))
    assert response.status_code == 429
    assert response["Retry-After"] == str(24 * 3600)


def test_whole_way(as_ada, as_grace, pair):
    at = f"{ROOT}{as_ada.post(ROOT, body(pair[1])).json()['code']}/"

    assert as_grace.post(at + "ask/", {}).json() == {"message": ["This field is required."]}
    assert as_grace.post(at + "ask/", {"message": "Why?"}).json()["state"] == "more_info"
    stopped = as_grace.post(at + "accept/", {})
    assert (stopped.status_code, stopped.json()["state"]) == (409, "more_info")
    assert as_ada.post(at + "answer/", {"message": "So."}).json()["answer"] == "So."
    assert as_ada.post(at + "accept/", {}).status_code == 409
    accepted = as_grace.post(at + "accept/", {})
    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted")
    assert as_grace.post(at + "accept/", {}).json() == accepted.json()
    late = as_ada.post(at + "withdraw/", {})
    assert (late.status_code, late.json()["state"]) == (409, "accepted")
    assert accepted.json()["mentorship"] == str(Mentorship.objects.get().code)


@pytest.mark.parametrize("verb", ["decline", "withdraw"])
def test_two_ways_to_end_it(as_ada, as_grace, pair, verb):
    request = make_request(*pair)
    api = as_grace if verb == "decline" else as_ada

    states = [api.post(f"{ROOT}{request.code}/{verb}/", {}).json()["state"] for _ in range(2)]

    assert states == ["declined" if verb == "decline" else "withdrawn"] * 2


def test_full_mentor_gets_a_conflict(as_grace, pair):
    request = make_request(*pair)
    MentorProfile.objects.filter(person=pair[1]).update(active=1)

    response = as_grace.post(f"{ROOT}{request.code}/accept/", {})

    assert response.status_code == 409
    assert response.json()["detail"].startswith("No place is free.")


def test_overdue_request_is_expired_before_the_clock_says_so(as_grace, pair):
    request = make_request(*pair, at=NOW - timedelta(days=10))

    assert as_grace.get(f"{ROOT}{request.code}/").json()["state"] == "expired"
    assert as_grace.post(f"{ROOT}{request.code}/accept/", {}).json()["state"] == "expired"


@pytest.mark.parametrize("verb", ["accept", "decline", "withdraw"])
def test_steps_take_no_body(as_grace, pair, verb):
    response = as_grace.post(f"{ROOT}{make_request(*pair).code}/{verb}/", {"score": 3})

    assert (response.status_code, list(response.json())) == (400, ["score"])


def test_who_is_taken_off_the_list_neither_asks_nor_accepts(as_ada, as_grace, pair):
    ada, grace = pair
    waiting = make_request(grace, ada)
    other = make_mentor(offers=["tough-feedback"]).person
    MentorProfile.objects.filter(person=ada).update(taken_off_at=NOW)

    for refused in (
        as_ada.post(ROOT, body(other)),
        as_ada.post(f"{ROOT}{waiting.code}/accept/", {}),
    ):
        assert refused.status_code == 409
        assert "taken your profile off the list" in refused.json()["detail"]
    assert not Mentorship.objects.exists()


def test_nobody_asks_who_is_taken_off_the_list(as_ada, pair):
    _, grace = pair
    MentorProfile.objects.filter(person=grace).update(is_listed=False, taken_off_at=NOW)

    assert as_ada.post(ROOT, body(grace)).status_code == 404
    assert as_ada.get("mentors/?kind=mentor").json()["results"] == []
