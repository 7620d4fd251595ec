"""mentorships/ with meetings and notes, and blocks/."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from mentors.models.meetings import Meeting
from tests.api.client import Api
from tests.api.conftest import token_of
from tests.factories import NOW, make_mentorship

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_grace(grace):
    return Api(headers={"Authorization": f"Bearer {token_of(grace)}"})


@pytest.fixture
def mentorship(ada, grace):
    return make_mentorship(grace, ada, goal="say-no")


@pytest.fixture
def at(mentorship):
    return f"mentorships/{mentorship.code}/"


def test_both_read_it_and_nobody_else(as_ada, as_grace, as_mallory, ada, grace, mentorship, at):
    expected = {
        "code": str(mentorship.code),
        "state": "active",
        "kind": "mentor",
        "goal": "say-no",
        "mentor": str(grace.code),
        "mentee": str(ada.code),
        "started_at": "2026-11-24T09:30:00Z",
        "paused_until": None,
        "closing_at": None,
        "ended_at": None,
    }

    for api in (as_ada, as_grace):
        assert api.get(at).json() == expected
        assert api.get("mentorships/").json()["results"] == [expected]
    assert as_mallory.get(at).status_code == 404
    assert as_mallory.get("mentorships/").json()["results"] == []


def test_pause_and_resume(as_ada, as_grace, at):
    until = str((NOW + 60 * DAY).date())
    assert as_ada.post(at + "pause/", {}).json()["paused_until"] == until
    assert as_ada.post(at + "pause/", {"until": until}).json()["state"] == "paused"
    assert as_grace.post(at + "resume/", {}).json()["state"] == "active"

    late = as_ada.post(at + "pause/", {"until": str((NOW + 61 * DAY).date())})
    assert (late.status_code, list(late.json())) == (400, ["until"])


def test_close_needs_the_other_one(as_ada, as_grace, at):
    assert as_ada.post(at + "close/", {}).json()["closing_at"] == "2026-11-24T09:30:00Z"
    own = as_ada.post(at + "confirm/", {})
    assert (own.status_code, own.json()["state"]) == (409, "closing")
    assert as_grace.post(at + "confirm/", {}).json()["state"] == "completed"
    assert as_grace.post(at + "end/", {}).status_code == 409


def test_end_is_at_once_and_once(as_ada, as_grace, at):
    assert as_ada.post(at + "end/", {}).json()["ended_at"] == "2026-11-24T09:30:00Z"
    assert as_grace.post(at + "end/", {}).json()["state"] == "ended"
    assert as_grace.post(at + "resume/", {}).status_code == 409


def test_meetings_are_planned_logged_and_removed(as_ada, as_grace, as_mallory, at):
    planned = as_ada.post(at + "meetings/", {"starts_at": "2026-12-01T17:30:00+01:00"})
    assert planned.status_code == 201
    one = planned.json()
    assert one | {"code": ""} == {
        "code": "",
        "starts_at": "2026-12-01T16:30:00Z",
        "minutes": 30,
        "agenda": "",
        "log": "",
        "is_held": False,
    }
    taken = as_grace.post(
        at + "meetings/", {"starts_at": "2026-12-01T16:30:00Z", "agenda": "Other"}
    )
    assert taken.status_code == 409

    address = f"{at}meetings/{one['code']}/"
    logged = as_grace.patch(address, {"is_held": True, "log": "Try it."})
    assert logged.json() == one | {"is_held": True, "log": "Try it."}
    assert as_ada.get(at + "meetings/").json()["results"] == [logged.json()]
    assert as_mallory.patch(address, {"log": "x"}).status_code == 404
    assert as_mallory.get(at + "meetings/").status_code == 404
    assert as_ada.delete(address).status_code == 204
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_at": "2026-12-01"}, "starts_at"),
        ({"starts_at": "2030-12-01T10:00:00Z"}, "starts_at"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": "30"}, "minutes"),
        ({"is_held": True}, "is_held"),
    ],
)
def test_wrong_meeting_is_refused_by_field(as_ada, at, change, field):
    response = as_ada.post(at + "meetings/", {"starts_at": "2026-12-01T10:00:00Z"} | change)

    assert (response.status_code, list(response.json())) == (400, [field])


def test_notes_are_mine_or_ours(as_ada, as_grace, at):
    mine = as_ada.post(at + "notes/", {"text": "Mine"}).json()
    ours = as_ada.post(at + "notes/", {"text": "Ours", "shared": True}).json()

    assert [mine["shared"], ours["shared"]] == [False, True]
    assert as_ada.get(at + "notes/").json()["results"] == [ours, mine]
    assert as_grace.get(at + "notes/").json()["results"] == [ours]
    assert as_grace.delete(f"{at}notes/{ours['code']}/").status_code == 404
    assert as_ada.delete(f"{at}notes/{ours['code']}/").status_code == 204


def test_block_is_once_hides_and_is_taken_back(as_ada, as_grace, ada, grace, at):
    first = as_ada.post("blocks/", {"person": str(grace.code)})
    again = as_ada.post("blocks/", {"person": str(grace.code)})

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {"code": str(grace.code), "created_at": "2026-11-24T09:30:00Z"}
    assert as_ada.get("blocks/").json()["results"] == [first.json()]
    assert as_grace.get("blocks/").json()["results"] == []
    assert as_grace.get(at).status_code == as_ada.get(at).status_code == 404
    assert as_grace.delete(f"blocks/{ada.code}/").status_code == 404
    assert as_ada.delete(f"blocks/{grace.code}/").status_code == 204
    assert as_ada.delete(f"blocks/{grace.code}/").status_code == 404


def test_block_needs_somebody_else(as_ada, ada):
    assert as_ada.post("blocks/", {"person": str(ada.code)}).status_code == 400
    assert as_ada.post("blocks/", {"person": str(uuid4())}).status_code == 404
    assert as_ada.post("blocks/", {"person": 5}).status_code == 400
