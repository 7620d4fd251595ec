"""The moments at which half-years close, and the age that an answer may have."""

from datetime import UTC, date, datetime, timedelta

from assessments.teams.disclosure.parameters import CLOSING_MONTHS, YEARS

YEAR = timedelta(days=366)


def list_closings(first: datetime, last: datetime) -> list[datetime]:
    """Every moment at which a half-year closes, from `first` to `last`, both included."""
    years = range(first.astimezone(UTC).year, last.astimezone(UTC).year + 1)
    closings = [datetime(year, month, 1, tzinfo=UTC) for year in years for month in CLOSING_MONTHS]
    return [closes_at for closes_at in closings if first <= closes_at <= last]


def oldest_allowed(closes_at: datetime) -> datetime:
    """An answer that was received before this moment is too old for the half-year."""
    return closes_at.replace(year=closes_at.year - YEARS)


def next_closing(at: datetime) -> datetime:
    """The first moment after `at` at which a half-year closes."""
    return min(each for each in list_closings(at, at + YEAR) if each > at)


def closing_before(closes_at: datetime) -> datetime:
    """The close of the half-year before."""
    return max(
        each for each in list_closings(oldest_allowed(closes_at), closes_at) if each < closes_at
    )


def days_of(closes_at: datetime) -> tuple[date, date]:
    """The first and the last day (UTC) of the half-year that closes then."""
    last = closes_at.astimezone(UTC).date() - timedelta(days=1)
    months = 12 // len(CLOSING_MONTHS)
    return date(last.year, last.month - months + 1, 1), last
