"""What changed between two assessments: bands worked out by hand, version rules, properties."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.change import (
    Answers,
    OtherQuestionnaireError,
    ScaleChange,
    change,
    shown_difference,
    sign_test,
)
from assessments.scoring.parse.document import read_file
from assessments.scoring.parse.questionnaire import parse
from tests.scoring.questionnaires import SET_FRAMEWORK, set_framework

DOCUMENT = read_file(SET_FRAMEWORK)
SET = set_framework()
SOFT = [item.key for item in SET.scale("soft-skills").items]


def soft(*values: object) -> Answers:
    return Answers(SET, dict(zip(SOFT, values, strict=True)))


def soft_change(before: Answers, after: Answers) -> ScaleChange:
    return change(before, after)[0]


def test_change_when_one_item_rises_one_step_could_be_noise() -> None:
    result = soft_change(soft(*[2] * 9), soft(3, *[2] * 8))

    # 1 of 36 points: 2.78 on 0-100, RCI 2.78 / 12.65 = 0.22; p of one up, none down is 1.
    assert (result.before, result.after, result.difference) == (50.0, 52.8, 2.8)
    assert (result.ups, result.downs, result.band, result.basis) == (1, 0, "noise", "assumed")
    assert result.items_compared == 9


def test_change_when_the_size_passes_one_standard_error_is_likely() -> None:
    # Five items up, two of them by two, three down by one: +4 of 36 = 11.1, RCI 0.88; p = 0.73.
    below = soft_change(soft(*[2] * 9), soft(4, 4, 3, 3, 3, 1, 1, 1, 2))
    # One more point: +5 of 36 = 13.9, RCI 1.10.
    above = soft_change(soft(*[2] * 9), soft(4, 4, 4, 3, 3, 1, 1, 1, 2))

    assert (below.difference, below.band) == (11.1, "noise")
    assert (above.difference, above.band) == (13.9, "likely")


def test_change_when_the_size_passes_the_clear_mark_is_clear() -> None:
    # +7 of 36 = 19.4, RCI 1.54; two more ups than downs say nothing. +8 = 22.2, RCI 1.76.
    likely = soft_change(soft(*[2] * 9), soft(4, 4, 4, 4, 2, 1, 2, 2, 2))
    clear = soft_change(soft(*[2] * 9), soft(4, 4, 4, 4, 3, 1, 2, 2, 2))

    assert (likely.difference, likely.band) == (19.4, "likely")
    assert (clear.difference, clear.band) == (22.2, "clear")


def test_change_when_all_movement_is_one_way_the_sign_test_decides() -> None:
    # p of n ups and no downs is 2 / 2^n: 4 ups 0.125, 5 ups 0.0625, 6 ups 0.03125.
    bands = [
        soft_change(soft(*[2] * 9), soft(*[3] * ups, *[2] * (9 - ups))).band for ups in (3, 4, 6)
    ]

    assert bands == ["noise", "likely", "clear"]


def test_change_when_everything_falls_is_as_clear_as_a_rise() -> None:
    result = soft_change(soft(*[3] * 9), soft(*[2] * 9))

    assert (result.difference, result.ups, result.downs, result.band) == (-25.0, 0, 9, "clear")


def test_change_when_under_seventy_percent_compare_has_no_numbers() -> None:
    six = soft(*[2] * 6, None, "no-opportunity", None)
    seven = soft(*[2] * 7, None, None)

    result = soft_change(six, soft(*[3] * 9))
    assert (result.band, result.before, result.after, result.difference) == (
        "not-comparable",
        None,
        None,
        None,
    )
    assert (result.items_compared, result.ups) == (6, 6)
    assert soft_change(seven, soft(*[3] * 9)).difference == 25.0


def test_change_when_questionnaires_differ_is_refused() -> None:
    other = parse({**DOCUMENT, "framework": {**DOCUMENT["framework"], "key": "other"}})

    with pytest.raises(OtherQuestionnaireError):
        change(soft(*[2] * 9), Answers(other, {}))


@pytest.mark.parametrize(
    ("difference", "shown"),
    [
        (Fraction(5, 100), 0.1),
        (Fraction(-5, 100), -0.1),
        (Fraction(4, 100), 0.0),
        (Fraction(0), 0.0),
        (Fraction(1245, 100), 12.5),
        (Fraction(-1245, 100), -12.5),
    ],
)
def test_shown_difference_rounds_a_half_away_from_zero(difference: Fraction, shown: float) -> None:
    assert shown_difference(difference) == shown


def test_sign_test_matches_the_binomial_table() -> None:
    assert sign_test(0, 0) == 1
    assert sign_test(8, 0) == Fraction(2, 256)
    assert sign_test(7, 1) == Fraction(2 * 9, 256)
    assert sign_test(4, 4) == 1


ANSWERS = st.lists(st.sampled_from([0, 1, 2, 3, 4, None, "no-opportunity"]), min_size=9, max_size=9)


@given(ANSWERS, ANSWERS)
def test_change_read_backwards_mirrors_itself(first: list, second: list) -> None:
    there = soft_change(soft(*first), soft(*second))
    back = soft_change(soft(*second), soft(*first))

    assert (there.ups, there.downs, there.band) == (back.downs, back.ups, back.band)
    if there.difference is not None:
        assert there.difference == -back.difference


@given(ANSWERS)
def test_change_against_itself_is_nothing(answers: list) -> None:
    result = soft_change(soft(*answers), soft(*answers))

    assert (result.ups, result.downs) == (0, 0)
    assert result.difference in (0.0, None)
    assert result.band in ("noise", "not-comparable")
