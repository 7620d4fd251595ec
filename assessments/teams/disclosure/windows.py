"""Half-years, and what of time a window asks."""

from datetime import UTC, datetime

from assessments.teams.disclosure.parameters import CLOSING_MONTHS, YEARS


def list_closings(first: datetime, last: datetime) -> list[datetime]:
    """Every moment at which a half-year closes, from `first` to `last`, both included."""
    years = range(first.astimezone(UTC).year, last.astimezone(UTC).year + 1)
    closings = [datetime(year, month, 1, tzinfo=UTC) for year in years for month in CLOSING_MONTHS]
    return [closes_at for closes_at in closings if first <= closes_at <= last]


def oldest_allowed(closes_at: datetime) -> datetime:
    """What was received earlier is too old for the window."""
    return closes_at.replace(year=closes_at.year - YEARS)
