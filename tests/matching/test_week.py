"""Hours of a week in different time zones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentors.matching.profile import DAYS, common_hours, week

slots = st.sampled_from([f"{day}-{hour}" for day in DAYS for hour in range(24)])
offsets = st.integers(-48, 56).map(lambda quarters: quarters * 15)


def minutes(hours, offset):
    """Each minute of the week in UTC, one by one."""
    found = set()
    for slot in hours:
        day, hour = slot.split("-")
        start = DAYS.index(day) * 1440 + int(hour) * 60 - offset
        found |= {(start + minute) % 10080 for minute in range(60)}
    return found


@given(st.frozensets(slots), st.frozensets(slots), offsets, offsets)
def test_common_hours_are_the_common_minutes_rounded_down(one, other, here, there):
    common = len(minutes(one, here) & minutes(other, there))

    assert common_hours(week(one, here), week(other, there)) == common // 60


def test_evening_in_berlin_is_afternoon_in_london():
    assert common_hours(week(["mon-18"], 60), week(["mon-17"], 0)) == 1
    assert common_hours(week(["mon-18"], 60), week(["mon-18"], 0)) == 0


def test_week_is_a_ring():
    assert common_hours(week(["mon-0"], 60), week(["sun-23"], 0)) == 1


def test_two_halves_make_an_hour():
    kathmandu = week(["mon-10", "mon-11"], 345)

    assert common_hours(kathmandu, week(["mon-4"], 0)) == 0
    assert common_hours(kathmandu, week(["mon-4", "mon-5"], 0)) == 1


@pytest.mark.parametrize("slot", ["", "mon", "mon-", "day-3"])
def test_slot_that_does_not_exist_is_an_error(slot):
    with pytest.raises(ValueError, match=r"not in|invalid literal"):
        week([slot], 0)
