"""From the scores of the contributors to one published value a pillar, and what pages may say of
such values. The decision whether to publish was made before."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessments.teams.disclosure.parameters import HIGHEST, LOWEST, MOVED, STEP, TEAMS

# A threshold is a whole number from 0 to below that, each equally likely.
THRESHOLDS = 2**256


def publish_value(scores: Sequence[Fraction], threshold: int) -> int:
    """The mean of exact scores (0..100), rounded partly by chance to a multiple of STEP.

    It is rounded up with the probability remainder / STEP, so the expected value is the mean. Then
    it is kept between LOWEST and HIGHEST. The draw uses whole numbers only: a binary fraction
    could make it unfair.
    """
    mean = sum(scores, start=Fraction(0)) / len(scores)
    steps, remainder = divmod(mean, STEP)
    is_up = threshold * STEP * remainder.denominator < remainder.numerator * THRESHOLDS
    return min(max(STEP * (steps + is_up), LOWEST), HIGHEST)


def has_moved(before: int, after: int) -> bool:
    """Whether two published values of a pillar differ by more than chance and few people make."""
    return abs(after - before) >= MOVED


def roll_up(teams: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Pillar key -> plain mean of the published values, rounded to a multiple of STEP.

    `teams` are the values of teams in one half-year. Empty with fewer than TEAMS of them.
    """
    if len(teams) < TEAMS:
        return {}
    return {
        key: _nearest(Fraction(sum(each[key] for each in teams), len(teams))) for key in teams[0]
    }


def _nearest(points: Fraction) -> int:
    """The multiple of STEP that is nearest; of two, the higher one."""
    return STEP * int((points / STEP + Fraction(1, 2)) // 1)
