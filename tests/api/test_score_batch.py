"""POST score/batch/"""

import pytest

from tests.factories import make_responses

SET = {"questionnaire": "set-framework"}


def test_results_are_those_of_single_requests_in_order(as_ada, set_version):
    rows = [make_responses(set_version, value) for value in (0, 4, None)]
    common = {**SET, "version": 1, "level": "principal", "path": "people-manager"}

    response = as_ada.post("score/batch/", {**common, "responses": rows})

    assert response.status_code == 200
    assert response.json() == {
        "results": [as_ada.post("score/", {**common, "responses": row}).json() for row in rows]
    }


def test_empty_batch_has_no_results(as_ada):
    assert as_ada.post("score/batch/", {**SET, "responses": []}).json() == {"results": []}


def test_a_thousand_are_scored_and_no_more(as_ada, set_version, django_assert_num_queries):
    row = make_responses(set_version, 2)
    as_ada.post("score/batch/", {**SET, "responses": []})

    with django_assert_num_queries(2):  # the token with its person, the version
        full = as_ada.post("score/batch/", {**SET, "responses": [row] * 1000})
    over = as_ada.post("score/batch/", {**SET, "responses": [row] * 1001})

    assert len(full.json()["results"]) == 1000
    assert over.status_code == 400
    assert over.json() == {"responses": ["Ensure this field has no more than 1000 elements."]}


def test_mistake_is_named_by_place_and_item(as_ada, set_version):
    rows = [{}, {"nope": 1, "team-trust": 3}, {"team-trust": 5}]

    response = as_ada.post("score/batch/", {**SET, "responses": rows})

    assert response.status_code == 400
    assert response.json()["responses"].keys() == {"1", "2"}
    assert response.json()["responses"]["1"] == {"nope": ["There is no item with this key."]}
    assert response.json()["responses"]["2"].keys() == {"team-trust"}


@pytest.mark.parametrize("rows", [{}, [3], [[]], "rows", None])
def test_anything_but_a_list_of_objects_is_refused(as_ada, rows):
    response = as_ada.post("score/batch/", {**SET, "responses": rows})

    assert response.status_code == 400
    assert list(response.json()) == ["responses"]


def test_unknown_level_is_named(as_ada):
    response = as_ada.post("score/batch/", {**SET, "level": "king", "responses": []})

    assert response.json() == {"level": ["This questionnaire has no level king."]}


def test_without_credentials_it_is_401(anyone):
    response = anyone.post("score/batch/", {**SET, "responses": []})

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.json() == {"detail": "Authentication credentials were not provided."}
