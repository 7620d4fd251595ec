"""Which assessment speaks for a person."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.teams.disclosure.sittings import Contribution, Sitting, find_contribution

CLOSE = datetime(2027, 7, 1, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def sitting(token, days_before, **fields):
    at = CLOSE - days_before * DAY
    defaults = {
        "completed_at": at,
        "received_at": at,
        "is_imported": False,
        "is_current": True,
        "is_scored": True,
        "items": 23,
        "anew": 23,
    }
    return Sitting(token=token, **defaults | fields)


def found(*sittings):
    return find_contribution("p", sittings, CLOSE)


def test_the_latest_speaks():
    old, new = sitting("old", 90), sitting("new", 30)

    expected = Contribution("p", "new", new.received_at, "new")
    assert found(old, new) == found(new, old) == expected


def test_of_two_in_the_same_moment_the_later_row_speaks():
    assert found(sitting("a", 30), sitting("b", 30)).assessment == "b"


def test_without_any_there_is_none():
    assert found() is None


@pytest.mark.parametrize(
    "change", [{"is_imported": True}, {"is_current": False}, {"is_scored": False}]
)
def test_an_ineligible_one_leaves_the_word_to_the_one_before(change):
    newest = sitting("new", 30, **change)

    assert found(newest) is None
    assert found(sitting("old", 90), newest).assessment == "old"


def test_what_arrives_at_the_close_is_too_late():
    assert found(sitting("late", 0)) is None
    assert found(sitting("in time", 0, received_at=CLOSE - SECOND)).assessment == "in time"


def test_it_may_be_a_year_old():
    year_ago = datetime(2026, 7, 1, tzinfo=UTC)

    assert found(sitting("old", 365, received_at=year_ago)).assessment == "old"
    assert found(sitting("older", 365, received_at=year_ago - SECOND)) is None


def test_less_than_half_anew_is_its_predecessor_with_other_answers():
    first, check_in = sitting("first", 90), sitting("check-in", 30, anew=11)

    expected = Contribution("p", "first", first.received_at, "check-in")
    assert found(first, check_in) == expected


def test_half_anew_is_an_assessment_of_its_own():
    assert found(sitting("first", 90), sitting("new", 30, anew=12)).assessment == "new"
    even = sitting("new", 30, items=22, anew=11)
    assert found(sitting("first", 90), even).assessment == "new"


def test_check_ins_inherit_through_each_other():
    chain = [sitting("first", 90)]
    chain += [sitting(f"check-in {n}", 90 - 10 * n, anew=8) for n in range(1, 5)]

    assert found(*chain) == Contribution("p", "first", chain[0].received_at, "check-in 4")


def test_a_check_in_inherits_the_age_too():
    old = sitting("old", 366)

    assert found(old, sitting("check-in", 30, anew=3)) is None


def test_a_check_in_whose_predecessor_is_gone_does_not_count():
    assert found(sitting("check-in", 30, anew=3)) is None


def test_a_check_in_on_imported_answers_does_not_count():
    imported = sitting("imported", 90, is_imported=True)

    assert found(imported, sitting("check-in", 30, anew=3)) is None


def test_answers_imported_while_a_check_in_was_open_do_not_come_in_by_it():
    imported = sitting("imported", 40, is_imported=True, received_at=CLOSE - 31 * DAY)
    check_in = sitting("check-in", 30, anew=3)

    assert found(sitting("first", 90), imported, check_in) is None


def test_a_predecessor_of_an_older_version_passes_on_its_name():
    first = sitting("first", 90, is_current=False)

    assert found(first, sitting("check-in", 30, anew=11)).assessment == "first"
