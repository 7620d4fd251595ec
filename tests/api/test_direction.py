"""`direction/`: read and said by programs, kept as on the page."""

import pytest

from assessments.models import Direction
from assessments.selectors import find_direction

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
