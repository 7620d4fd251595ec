"""When a doubt counts, when it lapses, and what clears it."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.teams.disclosure.doubts import closing_of_doubt, find_doubted, vouches_needed

FIRST = datetime(2027, 7, 1, tzinfo=UTC)
SECOND = datetime(2028, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2027, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)
TICK = timedelta(seconds=1)
TEAM = {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("doubted_at", "since", "closes_at"),
    [
        (FIRST - 30 * DAY, LONG_AGO, FIRST),
        (FIRST - 30 * DAY + TICK, LONG_AGO, SECOND),
        (FIRST - TICK, LONG_AGO, SECOND),
        (FIRST, LONG_AGO, SECOND),
        # Who is new doubts once they have been there for 30 days.
        (FIRST - 50 * DAY, FIRST - 60 * DAY, FIRST),
        (FIRST - 50 * DAY, FIRST - 60 * DAY + TICK, SECOND),
    ],
)
def test_a_doubt_counts_at_the_first_close_30_days_later(doubted_at, since, closes_at):
    assert closing_of_doubt(doubted_at, since) == closes_at


def test_one_doubter_is_not_enough():
    assert find_doubted([1], [], TEAM) == set()
    assert find_doubted([1, 1], [], TEAM) == {1}
    assert find_doubted([1, 2], [], TEAM) == set()


def test_two_vouch_and_no_fewer_than_doubt():
    assert [vouches_needed(doubters) for doubters in (2, 3, 4)] == [2, 3, 4]
    assert find_doubted([1, 1], [(1, 2)], TEAM) == {1}
    assert find_doubted([1, 1], [(1, 2), (1, 3)], TEAM) == set()
    assert find_doubted([1, 1, 1], [(1, 2), (1, 3)], TEAM) == {1}
    assert find_doubted([1, 1, 1], [(1, 2), (1, 3), (1, 4)], TEAM) == set()


def test_nobody_vouches_for_themselves_or_twice_or_from_outside():
    assert find_doubted([1, 1], [(1, 1), (1, 2)], TEAM) == {1}
    assert find_doubted([1, 1], [(1, 2), (1, 2)], TEAM) == {1}
    assert find_doubted([1, 1], [(1, 2), (1, 99)], TEAM) == {1}


def test_the_word_of_somebody_doubted_counts_for_nobody_in_one_pass():
    """3 is cleared by 4 and 5, and still can't clear 2."""
    doubts = [2, 2, 3, 3]
    vouches = [(3, 4), (3, 5), (2, 3), (2, 4)]

    assert find_doubted(doubts, vouches, TEAM) == {2}


def test_who_is_doubted_by_one_may_vouch():
    assert find_doubted([1, 1, 2], [(1, 2), (1, 3)], TEAM) == set()
