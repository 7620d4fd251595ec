"""`direction/`: read and said by programs, kept as on the page."""

import pytest

from assessments.models.direction import Direction
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.direction import find_direction

URL = "direction/"
EMPTY = {
    "level": None,
    "aims_at": None,
    "by_on": None,
    "path": None,
    "brings": None,
    "holds_back": [],
    "note": "",
}
WHOLE = {
    "level": "staff",
    "aims_at": "principal",
    "by_on": "2027-12-31",
    "path": "technologist",
    "brings": "curious",
    "holds_back": ["time"],
    "note": "More design.",
}


def test_nothing_said_is_empty(as_ada):
    assert as_ada.get(URL).json() == EMPTY


def test_what_is_put_comes_back(as_ada):
    assert as_ada.put(URL, WHOLE).json() == WHOLE
    assert as_ada.get(URL).json() == WHOLE


def test_what_is_left_out_is_empty_from_then_on(as_ada):
    as_ada.put(URL, WHOLE)

    assert as_ada.put(URL, {"level": "staff"}).json() == EMPTY | {"level": "staff"}
    assert Direction.objects.count() == 2


def test_money_is_taken_and_not_stored(ada, as_ada):
    answer = as_ada.put(URL, WHOLE | {"holds_back": ["money", "place", "place"]})

    assert answer.json()["holds_back"] == ["place"]
    assert find_direction(ada).holds_back == ["place"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level", "boss"),
        ("level", 3),
        ("aims_at", "boss"),
        ("path", "boss"),
        ("brings", "x"),
        ("holds_back", ["x"]),
        ("holds_back", "time"),
        ("by_on", "soon"),
        ("by_on", "2999-01-01"),
        ("note", "x" * 2001),
        ("mood", "good"),
    ],
)
def test_wrong_field_is_named_and_nothing_is_stored(as_ada, field, value):
    answer = as_ada.put(URL, WHOLE | {field: value})

    assert answer.status_code == 400
    assert list(answer.json()) == [field]
    assert not Direction.objects.exists()


def test_empty_body_takes_everything_back(as_ada):
    as_ada.put(URL, WHOLE)

    assert as_ada.put(URL, {}).json() == EMPTY
    assert as_ada.get(URL).json() == EMPTY


def test_same_body_twice_is_one_row(as_ada):
    for _ in range(2):
        as_ada.put(URL, WHOLE)

    assert Direction.objects.count() == 1


def test_money_alone_is_no_change(ada, as_ada):
    assert as_ada.put(URL, {"holds_back": ["money"]}).json() == EMPTY
    assert find_direction(ada) is None


def test_order_is_kept_as_it_came(as_ada):
    body = WHOLE | {"holds_back": ["confidence", "time"]}

    assert as_ada.put(URL, body).json() == body


@pytest.mark.parametrize("body", [[], "x", None, 3])
def test_what_is_no_object_is_refused(as_ada, body):
    assert as_ada.put(URL, body).status_code == 400


def test_each_mistake_is_named(as_ada):
    answer = as_ada.put(URL, {"level": "boss", "brings": "x", "mood": 1})

    assert answer.status_code == 400
    assert "mood" in answer.json()


def test_direction_is_ones_own(as_ada, as_mallory, anyone):
    as_ada.put(URL, WHOLE)

    assert as_mallory.get(URL).json() == EMPTY
    assert anyone.get(URL).status_code == 401
    assert anyone.put(URL, WHOLE).status_code == 401


def test_account_shows_the_newest(as_ada):
    as_ada.put(URL, WHOLE)
    as_ada.put(URL, WHOLE | {"level": "principal"})

    me = as_ada.get("me/").json()
    assert (me["level"], me["aims_at"], me["path"]) == ("principal", "principal", "technologist")


def test_another_questionnaire_has_its_own_keys(as_ada, grid, settings):
    settings.QUESTIONNAIRE = grid.key

    assert as_ada.put(URL, {"level": "first"}).json() == EMPTY | {"level": "first"}
    assert as_ada.put(URL, {"holds_back": ["time"]}).status_code == 400
    assert as_ada.put(URL, {"brings": "curious"}).status_code == 400


def test_without_a_questionnaire_there_is_nothing_to_say(as_ada, set_version):
    QuestionnaireVersion.objects.all()._raw_delete("default")

    assert as_ada.get(URL).json() == EMPTY
    assert as_ada.put(URL, {}).status_code == 404
