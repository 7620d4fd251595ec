"""GET and POST goals/, GET, PATCH and DELETE goals/<code>/"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from tests.factories import NOW, make_assessment, make_goal

WEEK = timedelta(weeks=1)
STEP = {"item": "tough-feedback", "route": "convert", "action": "sbi", "expects": "tough-feedback"}
OWN = {"route": "own", "text": "Ask Bo"}
WHOLE = {
    **STEP,
    "text": "Prepare one",
    "due_on": "2027-01-31",
    "done_at": "2026-11-20T08:00:00Z",
    "note": "On Friday",
}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def address(goal):
    return f"goals/{goal.code}/"


def test_goal_is_stored_as_it_came(as_ada, ada):
    base = make_assessment(ada, at=NOW - WEEK)

    response = as_ada.post("goals/", WHOLE)

    goal = Goal.objects.get()
    assert response.status_code == 201
    assert response.json() == {"code": str(goal.code), **WHOLE, "moved": None}
    assert (goal.person, goal.assessment, goal.created_at) == (ada, base, NOW)
    assert goal.due_on == date(2027, 1, 31)
    assert goal.done_at == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_step_of_ones_own_needs_route_and_text_only(as_ada):
    assert as_ada.post("goals/", OWN).json() == {
        "code": str(Goal.objects.get().code),
        "item": None,
        "route": "own",
        "action": None,
        "text": "Ask Bo",
        "expects": None,
        "due_on": None,
        "done_at": None,
        "note": "",
        "moved": None,
    }


def test_text_is_the_actions_where_none_is_given(as_ada, questionnaire):
    answer = as_ada.post("goals/", STEP).json()

    actions = {each.key: each.text for each in questionnaire.item("tough-feedback").actions}
    assert answer["text"] == actions["sbi"]


def test_balance_has_no_action(as_ada):
    body = {"item": "tough-feedback", "route": "balance", "action": None, "text": "Lean on it"}

    response = as_ada.post("goals/", body)

    assert response.status_code == 201
    assert (response.json()["route"], response.json()["action"]) == ("balance", None)


def test_moved_says_whether_the_answer_rose(as_ada, ada):
    make_assessment(ada, {"tough-feedback": 1}, at=NOW - WEEK)
    goal = make_goal(ada)
    assert as_ada.get(address(goal)).json()["moved"] is None

    make_assessment(ada, {"tough-feedback": 1}, at=NOW + WEEK)
    assert as_ada.get(address(goal)).json()["moved"] is False

    make_assessment(ada, {"tough-feedback": 2}, at=NOW + 2 * WEEK)
    assert as_ada.get(address(goal)).json()["moved"] is True
    assert as_ada.get("goals/").json()["results"][0]["moved"] is True


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"item": "no-such-item"}, "item"),
        ({"item": None}, "item"),
        ({"item": 3}, "item"),
        ({"item": ""}, "item"),
        ({"route": "magic"}, "route"),
        ({"route": None}, "route"),
        ({"route": True}, "route"),
        ({"route": []}, "route"),
        ({"action": "name-the-cost"}, "action"),  # of another item
        ({"action": {}}, "action"),
        ({"route": "own"}, "action"),
        ({"text": None}, "text"),
        ({"text": 7}, "text"),
        ({"text": "  "}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"expects": "no-such-item"}, "expects"),
        ({"due_on": "31.1.2027"}, "due_on"),
        ({"due_on": "2027-02-30"}, "due_on"),
        ({"due_on": "1999-12-31"}, "due_on"),
        ({"due_on": "9999-12-31"}, "due_on"),
        ({"due_on": 20270131}, "due_on"),
        ({"done_at": "2026-11-24T09:30:00.000001Z"}, "done_at"),
        ({"done_at": "1999-12-31T23:59:59Z"}, "done_at"),
        ({"done_at": "2026-11-20"}, "done_at"),
        ({"done_at": True}, "done_at"),
        ({"note": None}, "note"),
        ({"note": "x" * 2001}, "note"),
        ({"moved": True}, "moved"),
        ({"code": "8d3b2c5e-3c1f-4d5a-9b7e-0f1a2b3c4d5e"}, "code"),
        ({"person": 1}, "person"),
    ],
)
def test_wrong_field_is_named_and_nothing_is_stored(as_ada, ada, change, field):
    response = as_ada.post("goals/", WHOLE | change)

    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert not Goal.objects.exists()

    goal = make_goal(ada, **{**STEP, "text": "Before"})
    response = as_ada.patch(address(goal), change)

    assert response.status_code == 400
    assert list(response.json()) == [field]
    goal.refresh_from_db()
    assert (goal.text, goal.route, goal.action) == ("Before", "convert", "sbi")


def test_route_and_text_are_asked_for(as_ada):
    assert as_ada.post("goals/", {}).json() == {"route": ["This field is required."]}
    assert list(as_ada.post("goals/", {"route": "own"}).json()) == ["text"]
    assert list(as_ada.post("goals/", {"route": "convert", "text": "x"}).json()) == ["item"]


@pytest.mark.parametrize("body", [[], "x", None, 3])
def test_body_must_be_an_object(as_ada, body):
    assert as_ada.post("goals/", body).status_code == 400


def test_patch_changes_the_given_parts_only(as_ada, ada):
    goal = make_goal(ada, note="kept", due_on=date(2026, 12, 1))

    response = as_ada.patch(address(goal), {"text": "Other words", "due_on": None})

    assert response.status_code == 200
    assert response.json()["text"] == "Other words"
    goal.refresh_from_db()
    assert (goal.text, goal.due_on, goal.note) == ("Other words", None, "kept")
    assert goal.created_at == NOW


def test_patch_ticks_and_opens_again(as_ada, ada):
    goal = make_goal(ada)

    done = as_ada.patch(address(goal), {"done_at": "2026-11-24T10:30:00+01:00"})
    assert done.json()["done_at"] == "2026-11-24T09:30:00Z"

    opened = as_ada.patch(address(goal), {"done_at": None})
    assert opened.json()["done_at"] is None


def test_patch_of_nothing_changes_nothing(as_ada, ada):
    goal = make_goal(ada)

    assert as_ada.patch(address(goal), {}).json()["text"] == goal.text


def test_patch_to_an_own_step_takes_the_action_away_first(as_ada, ada):
    goal = make_goal(ada, **STEP)

    answer = as_ada.patch(address(goal), {"route": "own", "action": None}).json()

    assert (answer["route"], answer["action"], answer["item"]) == ("own", None, "tough-feedback")


def test_goal_is_deleted_for_good(as_ada, ada):
    goal = make_goal(ada)

    assert as_ada.delete(address(goal)).status_code == 204
    assert as_ada.delete(address(goal)).status_code == 404
    assert as_ada.get(address(goal)).status_code == 404
    assert not Goal.objects.exists()


def test_list_is_newest_first_in_pages(as_ada, ada):
    goals = [make_goal(ada, text=str(number), at=NOW + number * WEEK) for number in range(3)]

    first = as_ada.get("goals/?limit=2").json()

    assert [each["text"] for each in first["results"]] == ["2", "1"]
    assert first["results"][0]["code"] == str(goals[2].code)
    assert "offset=2" in first["next"]
    assert first["previous"] is None


def test_strangers_find_nothing(as_mallory, ada, anyone):
    goal = make_goal(ada)

    assert as_mallory.get("goals/").json()["results"] == []
    for response in (
        as_mallory.get(address(goal)),
        as_mallory.patch(address(goal), {"text": "mine"}),
        as_mallory.patch(address(goal), {"text": 3}),
        as_mallory.delete(address(goal)),
    ):
        assert response.status_code == 404
    for response in (anyone.get("goals/"), anyone.post("goals/", OWN), anyone.get(address(goal))):
        assert response.status_code == 401
    goal.refresh_from_db()
    assert goal.text == "Ask for feedback first"


def test_without_a_questionnaire_there_is_nothing_to_aim_at(as_ada):
    QuestionnaireVersion.objects.all()._raw_delete("default")

    assert as_ada.post("goals/", OWN).status_code == 409
    assert as_ada.get("goals/").json()["results"] == []
