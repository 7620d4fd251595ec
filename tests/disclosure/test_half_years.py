"""Half-years in UTC."""

from datetime import UTC, datetime, timedelta, timezone

from assessments.teams.disclosure.half_years import list_closings, oldest_allowed


def test_half_years_close_at_new_year_and_in_the_middle_of_the_year():
    closings = list_closings(datetime(2026, 11, 25, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC))

    assert [str(closes_at) for closes_at in closings] == [
        "2027-01-01 00:00:00+00:00",
        "2027-07-01 00:00:00+00:00",
        "2028-01-01 00:00:00+00:00",
    ]


def test_both_ends_are_included_and_nothing_after_the_last():
    close = datetime(2027, 7, 1, tzinfo=UTC)
    second = timedelta(seconds=1)

    assert list_closings(close, close) == [close]
    assert list_closings(close + second, close + timedelta(days=100)) == []
    assert list_closings(close - timedelta(days=100), close - second) == []


def test_a_half_year_closes_by_the_clock_of_utc():
    """It is July already in Auckland, but not yet in UTC."""
    auckland = timezone(timedelta(hours=12))
    now = datetime(2027, 7, 1, 6, tzinfo=auckland)

    assert list_closings(now - timedelta(days=30), now) == []


def test_an_assessment_speaks_for_its_person_a_year():
    assert oldest_allowed(datetime(2028, 7, 1, tzinfo=UTC)) == datetime(2027, 7, 1, tzinfo=UTC)
