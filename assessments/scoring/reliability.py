"""Estimates from the answers of many people how well a scale measures.

A version's `measurement` is made of the three numbers. Each person should be in the data
once, so that nobody counts more than others.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import StatisticsError, correlation, stdev

# The moment of an assessment, and its score on 0..100 or None while too few items are answered.
Sitting = tuple[datetime, float | None]


class NotEstimable(ValueError):
    """The data do not determine the number: too few people or items, or no differences."""


def complete_rows(rows: Iterable[Sequence[object]]) -> list[tuple[int, ...]]:
    """The rows in which every answer is a number; "skip" and "no-opportunity" are no numbers."""
    return [
        tuple(value for value in row if type(value) is int)
        for row in rows
        if all(type(value) is int for value in row)
    ]


def cronbach_alpha(rows: Iterable[Sequence[object]]) -> float:
    """Internal consistency of a scale, at most 1; below 0 where items contradict each other.

    `rows` has the answers of a person in each row and an item in each column; rows with an
    answer missing are left out. alpha = k / (k - 1) x (1 - sum of item variances / variance of
    totals), for k items (Cronbach 1951, Psychometrika 16, 297-334).
    Raises NotEstimable for fewer than two items or complete rows, or if all totals are equal.
    """
    people = complete_rows(rows)
    if len(people) < 2 or len(people[0]) < 2:
        raise NotEstimable("alpha needs two items and two people who answered all of them")
    items = list(zip(*people, strict=True))
    total = _spread([sum(person) for person in people])
    if not total:
        raise NotEstimable("alpha needs people who differ")
    return len(items) * (total - sum(map(_spread, items))) / ((len(items) - 1) * total)


def retest_pairs(
    people: Iterable[Sequence[Sitting]], within_days: int
) -> list[tuple[float, float]]:
    """The first two scores of each person, where the second came at most so many days later.

    `people` has the sittings of one person in each entry, in any order; those without a score
    are left out.
    """
    longest = timedelta(days=within_days)
    pairs = []
    for sittings in people:
        scored = sorted((at, score) for at, score in sittings if score is not None)
        if len(scored) > 1 and scored[1][0] - scored[0][0] <= longest:
            pairs.append((scored[0][1], scored[1][1]))
    return pairs


def retest_reliability(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson correlation of first and second scores, -1..1.

    The test-retest coefficient (Nunnally & Bernstein 1994, Psychometric Theory, chapter 7). It
    takes people to have stayed as they were in between, so the pairs should be close in time.
    Raises NotEstimable for fewer than two pairs, or if one side has no differences.
    """
    try:
        return correlation([first for first, _ in pairs], [second for _, second in pairs])
    except StatisticsError:
        raise NotEstimable(
            "a correlation needs two people, and differences in both scores"
        ) from None


def standard_deviation(scores: Sequence[float]) -> float:
    """The sample standard deviation (n - 1) of scores on 0..100, one a person, in the same unit.

    It is the sd in SEM = sd x sqrt(1 - reliability) (Jacobson & Truax 1991).
    Raises NotEstimable for fewer than two scores.
    """
    try:
        return stdev(map(float, scores))
    except StatisticsError:
        raise NotEstimable("a standard deviation needs the scores of two people") from None


def _spread(values: Sequence[int]) -> int:
    """The variance times n (n - 1), a whole number: the factor cancels out of a ratio."""
    return len(values) * sum(value * value for value in values) - sum(values) ** 2
