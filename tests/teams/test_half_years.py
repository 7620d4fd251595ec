"""Half-years and when they close."""

from datetime import UTC, date, datetime, timedelta

from assessments.teams.disclosure.half_years import days_of, next_closing


def test_a_half_year_ends_the_day_before_it_closes():
    assert days_of(datetime(2027, 7, 1, tzinfo=UTC)) == (date(2027, 1, 1), date(2027, 6, 30))
    assert days_of(datetime(2028, 1, 1, tzinfo=UTC)) == (date(2027, 7, 1), date(2027, 12, 31))


def test_the_next_close_is_after_the_moment_asked():
    july, january = datetime(2027, 7, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)

    assert next_closing(july - timedelta(microseconds=1)) == july
    assert next_closing(july) == january
    assert next_closing(january - timedelta(days=1)) == january
