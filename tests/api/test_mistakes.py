"""A refusal tells twenty mistakes, whatever the body: it costs little and is short."""

import time

import pytest

from setframework.web.mistakes import first_mistakes
from tests.factories import make_assessment

SET = {"questionnaire": "set-framework"}
MANY = {f"wrong-{number}": 1 for number in range(200)}
MORE = ["There are more mistakes."]


def leaves(detail):
    if isinstance(detail, dict):
        return sum(leaves(each) for each in detail.values())
    return sum(leaves(each) for each in detail) if isinstance(detail, list) else 1


BODIES = {
    "score/batch/ keys": ("score/batch/", {**SET, "responses": [MANY] * 600}),
    "score/batch/ sets": ("score/batch/", {**SET, "responses": [3] * 1000}),
    "score/batch/ one each": ("score/batch/", {**SET, "responses": [{"no": 1}] * 1000}),
    "score/batch/ fields": ("score/batch/", MANY),
    "score/": ("score/", {**SET, "responses": MANY}),
    "me/import/ records": (
        "me/import/",
        {"format": 1, "assessments": [MANY] * 500, "goals": [MANY] * 500},
    ),
    "me/import/ fields": ("me/import/", {"format": 1, **MANY}),
    "assessments/": ("assessments/", {**SET, "responses": MANY, "can_gain": list(MANY)}),
    "assessments/ notes": (
        "assessments/",
        {**SET, "responses": {}, "notes": {name: {"text": 1} for name in MANY}},
    ),
    "direction/": ("direction/", MANY),
    "mentor-profile/": ("mentor-profile/", {"offers": [1] * 30, "wants": [2] * 30, **MANY}),
}


@pytest.mark.parametrize(("path", "body"), BODIES.values(), ids=BODIES)
def test_refusals_stop_at_twenty(as_ada, path, body):
    send = as_ada.put if path in {"direction/", "mentor-profile/"} else as_ada.post

    response = send(path, body)

    assert response.status_code == 400
    told = response.json()
    assert told.pop("non_field_errors", None) == MORE
    assert leaves(told) == 20
    assert len(response.content) < 5_000


def test_few_mistakes_are_all_told(as_ada):
    response = as_ada.post("score/", {**SET, "responses": dict.fromkeys(list(MANY)[:20], 1)})

    assert list(response.json()) == ["responses"]
    assert leaves(response.json()) == 20


def test_long_names_are_shown_by_their_beginning(as_ada):
    response = as_ada.post("score/", {**SET, "responses": {"x" * 100_000: 1}, "y" * 100_000: 2})

    assert len(response.content) < 500
    assert "y" * 60 + "…" in response.json()


def test_refused_batch_costs_no_more_than_a_sound_one(as_ada, ada):
    sound = {**SET, "responses": [make_assessment(ada).responses] * 600}
    as_ada.post("score/batch/", sound)

    def cost(body):
        began = time.process_time()
        as_ada.post("score/batch/", body)
        return time.process_time() - began

    # The body itself is read in both; the refused one is twenty times as long.
    refused = min(cost(BODIES["score/batch/ keys"][1]) for _ in range(3))
    assert refused < 4 * min(cost(sound) for _ in range(3))


def test_what_is_left_out_is_known():
    assert first_mistakes({"a": ["x"] * 20}) == ({"a": ["x"] * 20}, False)
    assert first_mistakes({"a": ["x"] * 21}) == ({"a": ["x"] * 20}, True)
    assert first_mistakes({"a": ["x"] * 20, "b": ["y"]}) == ({"a": ["x"] * 20}, True)
    assert first_mistakes(["x"] * 30) == (["x"] * 20, True)
