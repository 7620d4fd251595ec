"""An axis that is true to time, and the lines along it.

Two results of one week are close together. A line is drawn only between neighbours that both
have a value and that compare; what is missing is a gap. Coordinates are texts, as in `radar`.
"""

from collections.abc import Sequence
from datetime import datetime

# From this number of years on the axis shows years.
YEARS_FROM = 3
# Two dates nearer than this share of the usual distance would overlap.
TIGHT = 0.6


def time_shares(days: Sequence[float]) -> list[float]:
    """Each day as its share of the time from the first to the last; all 0 if they are one day."""
    span = days[-1] - days[0]
    return [(day - days[0]) / span if span else 0.0 for day in days]


def tick_moments(moments: Sequence[datetime], most: int) -> list[datetime]:
    """The labelled moments: some of the given ones or, over years, the starts of years."""
    first, last = moments[0], moments[-1]
    years = last.year - first.year
    if years >= YEARS_FROM:
        step = -(-years // most)
        return [
            first.replace(year=year, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
            for year in reversed(range(last.year, first.year, -step))
        ]
    apart = (last - first) / max(1, most - 1)
    chosen = [last]
    for moment in reversed(moments[:-1]):
        if moment < chosen[-1] and chosen[-1] - moment >= apart:
            chosen.append(moment)
    if first < chosen[-1] and chosen[-1] - first >= apart * TIGHT:
        chosen.append(first)
    return chosen[::-1]


def drawn(values: Sequence[float | None], joins: Sequence[bool]) -> list[bool]:
    """For each value, true if a line leads to it from the one before."""
    found = [False]
    for index in range(1, len(values)):
        is_gap = values[index] is None or values[index - 1] is None
        found.append(joins[index] and not is_gap)
    return found


def is_joined(joins: Sequence[bool], index: int) -> bool:
    return joins[index] or (index + 1 < len(joins) and joins[index + 1])


def path(points: Sequence[str | None], joins: Sequence[bool]) -> str:
    pairs = zip(points, joins, strict=True)
    return "".join(f"{'L' if joined else 'M'}{point}" for point, joined in pairs if point)
