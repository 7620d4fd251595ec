"""From the scores of the contributors to one published value a pillar, and what pages may say of
such values. The decision whether to publish was made before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.teams.disclosure.parameters import BANDS, HIGHEST, LOWEST, MOVED, STEP

# It draws a whole number from 0 to below its argument, each equally likely.
Draw = Callable[[int], int]

_MIDDLES = {band: middle for _, band, middle in BANDS}


@dataclass(frozen=True, slots=True)
class Published:
    """A published release as its pages show it: `values` maps pillar keys to points."""

    size_band: str
    values: Mapping[str, int]


def publish_value(scores: Sequence[Fraction], draw: Draw) -> int:
    """The mean of exact scores (0..100), rounded partly by chance to a multiple of STEP.

    It is rounded up with the probability remainder / STEP, so the expected value is the mean. Then
    it is kept between LOWEST and HIGHEST. The draw uses whole numbers only: a binary fraction
    could make it unfair.
    """
    mean = sum(scores, start=Fraction(0)) / len(scores)
    steps, remainder = divmod(mean, STEP)
    is_up = draw(STEP * remainder.denominator) < remainder.numerator
    return min(max(STEP * (steps + is_up), LOWEST), HIGHEST)


def size_band(contributors: int) -> str:
    """The band that is published instead of their number."""
    return next(band for least, band, _ in BANDS if contributors >= least)


def has_moved(before: int, after: int) -> bool:
    """Whether two published values of a pillar differ by more than chance and few people make."""
    return abs(after - before) >= MOVED


def roll_up(releases: Iterable[Published]) -> dict[str, Fraction] | None:
    """Pillar key -> mean (0..100) of published values, weighted by the middle of the size bands.

    `releases` are of one half-year and one questionnaire version, without held ones. None with
    fewer than two. Raises ValueError where the pillars differ.
    """
    published = list(releases)
    if len(published) < 2:
        return None
    keys = tuple(published[0].values)
    if any(set(each.values) != set(keys) for each in published):
        raise ValueError("Releases of different pillars can't be rolled up.")
    weights = [_MIDDLES[each.size_band] for each in published]
    return {
        key: Fraction(
            sum(w * each.values[key] for w, each in zip(weights, published, strict=True)),
            sum(weights),
        )
        for key in keys
    }
