"""The two weeks, late in each half-year, in which a team may agree to look again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from assessments.teams.disclosure.half_years import next_closing

# The weeks before a half-year closes at which they may begin. The latest ones end a week before
# the close, so a person who is ill or away has a week left.
WEEKS_BEFORE = (6, 4, 3)
LENGTH = timedelta(weeks=2)


@dataclass(frozen=True)
class AnswerWeeks:
    """From a Monday to a Sunday (UTC), both included. The half-year ends as `closes_on` begins."""

    first_on: date
    last_on: date
    closes_on: date

    def is_open(self, at: datetime) -> bool:
        return self.first_on <= _day(at) <= self.last_on

    def is_over(self, at: datetime) -> bool:
        return _day(at) > self.last_on


def answer_weeks_before(closes_at: datetime, weeks: int) -> AnswerWeeks:
    """They begin on the Monday of the week that is so many weeks before the close."""
    closes_on = _day(closes_at)
    then = closes_on - timedelta(weeks=weeks)
    first_on = then - timedelta(days=then.weekday())
    return AnswerWeeks(first_on, first_on + LENGTH - timedelta(days=1), closes_on)


def coming_answer_weeks(at: datetime, weeks: int) -> AnswerWeeks:
    """The answer weeks that are open at that moment, else the next ones."""
    closes_at = next_closing(at)
    found = answer_weeks_before(closes_at, weeks)
    return answer_weeks_before(next_closing(closes_at), weeks) if found.is_over(at) else found


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
