"""The two weeks of a team: which days they are, in whatever half-year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.teams.disclosure.answer_weeks import (
    WEEKS_BEFORE,
    answer_weeks_before,
    coming_answer_weeks,
)
from assessments.teams.disclosure.half_years import days_of, next_closing

DAY = timedelta(days=1)
JULY = datetime(2027, 7, 1, tzinfo=UTC)

moments = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
weeks_before = st.sampled_from(WEEKS_BEFORE)


@pytest.mark.parametrize(
    ("closes_at", "weeks", "first", "last"),
    [
        (JULY, 6, date(2027, 5, 17), date(2027, 5, 30)),
        (JULY, 4, date(2027, 5, 31), date(2027, 6, 13)),
        (JULY, 3, date(2027, 6, 7), date(2027, 6, 20)),
        # So many weeks before the close is a Monday itself.
        (datetime(2024, 1, 1, tzinfo=UTC), 4, date(2023, 12, 4), date(2023, 12, 17)),
        # A Sunday: the Monday of its week.
        (datetime(2023, 1, 1, tzinfo=UTC), 3, date(2022, 12, 5), date(2022, 12, 18)),
    ],
)
def test_weeks_begin_on_the_monday_so_many_weeks_before(closes_at, weeks, first, last):
    found = answer_weeks_before(closes_at, weeks)

    assert (found.first_on, found.last_on, found.closes_on) == (first, last, closes_at.date())


@given(moments, weeks_before)
def test_every_half_year_has_two_whole_weeks_that_end_a_week_before_its_close(at, weeks):
    closes_at = next_closing(at)
    begins, ends = days_of(closes_at)
    found = answer_weeks_before(closes_at, weeks)

    assert found.last_on - found.first_on == 13 * DAY
    assert (found.first_on.weekday(), found.last_on.weekday()) == (0, 6)
    assert begins < found.first_on
    assert found.last_on <= ends - 7 * DAY
    assert found.closes_on == ends + DAY
    assert timedelta(weeks=weeks) <= found.closes_on - found.first_on < timedelta(weeks=weeks + 1)


@given(moments, weeks_before)
def test_what_comes_is_open_or_ahead_and_nothing_lies_between(at, weeks):
    coming = coming_answer_weeks(at, weeks)
    closes_at = next_closing(at)
    two = [answer_weeks_before(each, weeks) for each in (closes_at, next_closing(closes_at))]

    assert not coming.is_over(at)
    assert coming == next(each for each in two if each.last_on >= at.date())
    assert coming.is_open(at) == (coming.first_on <= at.date())


@given(moments, weeks_before)
def test_it_is_open_for_fourteen_days_of_a_half_year(at, weeks):
    begins, ends = days_of(next_closing(at))
    noon = datetime(begins.year, begins.month, begins.day, 12, tzinfo=UTC)
    days = [noon + number * DAY for number in range((ends - begins).days + 1)]
    found = answer_weeks_before(next_closing(at), weeks)

    assert sum(found.is_open(day) for day in days) == 14


def test_days_are_those_of_utc():
    found = answer_weeks_before(JULY, 6)
    elsewhere = datetime.fromisoformat("2027-05-31T01:30:00+02:00")  # 30 May in UTC

    assert found.is_open(datetime(2027, 5, 17, tzinfo=UTC))
    assert not found.is_open(datetime(2027, 5, 16, 23, 59, tzinfo=UTC))
    assert found.is_open(elsewhere)
    assert found.is_over(datetime(2027, 5, 31, tzinfo=UTC))
