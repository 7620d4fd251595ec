"""Reliability of a scale, on cases worked out by hand and by properties."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import isclose
from statistics import variance

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.scoring.reliability import (
    NotEstimable,
    complete_rows,
    cronbach_alpha,
    retest_pairs,
    retest_reliability,
    standard_deviation,
)

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def after(days: float) -> datetime:
    return START + timedelta(days=days)


def test_alpha_of_three_items_and_four_people():
    # Item variances 5/3, 3 and 2/3; totals 4, 6, 10, 12 with variance 40/3.
    # 3/2 x (1 - 16/40) = 0.9.
    assert cronbach_alpha([(1, 1, 2), (2, 1, 3), (3, 4, 3), (4, 4, 4)]) == 0.9


def test_alpha_of_two_items_and_three_people():
    # Item variances 4 and 3; totals 1, 3, 8 with variance 13: 2 x (1 - 7/13) = 12/13.
    assert cronbach_alpha([(0, 1), (2, 1), (4, 4)]) == pytest.approx(12 / 13)


def test_alpha_is_1_for_equal_items_and_0_for_unrelated_ones():
    assert cronbach_alpha([(0, 0, 0), (3, 3, 3), (4, 4, 4)]) == 1.0
    # Every pair of 0 and 4 once: variances 16/3 each, of the totals 32/3.
    assert cronbach_alpha([(0, 0), (0, 4), (4, 0), (4, 4)]) == 0.0


def test_alpha_is_negative_where_items_contradict_each_other():
    # Variances 4 and 1; totals 3, 4, 5 with variance 1: 2 x (1 - 5) = -8.
    assert cronbach_alpha([(0, 3), (2, 2), (4, 1)]) == -8.0


@pytest.mark.parametrize("missing", [None, NO_OPPORTUNITY])
def test_alpha_leaves_out_people_who_did_not_answer_everything(missing):
    rows = [(0, 1), (4, missing), (2, 1), (missing, 0), (4, 4)]

    assert complete_rows(rows) == [(0, 1), (2, 1), (4, 4)]
    assert cronbach_alpha(rows) == cronbach_alpha([(0, 1), (2, 1), (4, 4)])


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(1, 2, 3)],
        [(1, 2), (2, None)],
        [(1,), (3,)],
        [(), ()],
        [(1, 3), (3, 1)],  # both total 4
    ],
)
def test_alpha_without_people_items_or_differences_is_refused(rows):
    with pytest.raises(NotEstimable):
        cronbach_alpha(rows)


def test_retest_pairs_are_the_first_two_scores_of_a_person():
    people = [
        [(after(20), 70.0), (START, 50.0), (after(10), 60.0)],
        [(START, 20.0), (after(3), None), (after(14), 25.0)],
    ]

    assert retest_pairs(people, within_days=30) == [(50.0, 60.0), (20.0, 25.0)]


def test_retest_pairs_leave_out_who_came_back_late_or_not_at_all():
    people = [
        [(START, 10.0), (after(30), 11.0)],
        [(START, 20.0), (after(30.01), 21.0), (after(31), 22.0)],
        [(START, 30.0)],
        [(START, 40.0), (after(1), None)],
        [],
    ]

    assert retest_pairs(people, within_days=30) == [(10.0, 11.0)]


def test_retest_reliability_is_the_correlation_of_first_and_second():
    # Deviations from 25: -15 -5 5 15 and -5 -15 15 5; products 75 each, squares 500 each: 300/500.
    pairs = [(10.0, 20.0), (20.0, 10.0), (30.0, 40.0), (40.0, 30.0)]

    assert retest_reliability(pairs) == pytest.approx(0.6)


def test_retest_reliability_ignores_a_rise_that_is_the_same_for_all():
    assert retest_reliability([(10.0, 30.0), (20.0, 40.0), (50.0, 70.0)]) == pytest.approx(1.0)


@pytest.mark.parametrize("pairs", [[], [(1.0, 2.0)], [(1.0, 2.0), (1.0, 3.0)]])
def test_retest_without_people_or_differences_is_refused(pairs):
    with pytest.raises(NotEstimable):
        retest_reliability(pairs)


def test_standard_deviation_divides_by_one_less_than_the_people():
    # Deviations -10, 0, 10: 200 / 2 = 100.
    assert standard_deviation([40.0, 50.0, 60.0]) == 10.0
    # Scores are exact inside: 250/3 and 50/3 differ by 200/3, and sd is that by sqrt 2.
    assert standard_deviation([Fraction(250, 3), Fraction(50, 3)]) == pytest.approx(47.14045)


@pytest.mark.parametrize("scores", [[], [50.0]])
def test_standard_deviation_of_nobody_is_refused(scores):
    with pytest.raises(NotEstimable):
        standard_deviation(scores)


@st.composite
def matrices(draw):
    """Answers of 2 to 12 people to 2 to 9 items, whose totals are not all equal."""
    width = draw(st.integers(2, 9))
    row = st.lists(st.integers(0, 4), min_size=width, max_size=width)
    rows = draw(st.lists(row, min_size=2, max_size=12))
    assume(len({sum(row) for row in rows}) > 1)
    return rows


@given(matrices())
def test_alpha_is_the_formula_with_exact_variances(rows):
    items = [variance(map(Fraction, item)) for item in zip(*rows, strict=True)]
    totals = variance([Fraction(sum(row)) for row in rows])

    expected = Fraction(len(items), len(items) - 1) * (1 - sum(items) / totals)

    assert isclose(cronbach_alpha(rows), expected, abs_tol=1e-12)
    assert expected <= 1


@given(matrices(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_alpha_is_blind_to_order_and_to_a_shift(rows, random, shift):
    shuffled = [[value + shift for value in reversed(row)] for row in rows]
    random.shuffle(shuffled)

    assert cronbach_alpha(shuffled) == cronbach_alpha(rows)
