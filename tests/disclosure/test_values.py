"""One number from the contributors' scores, and what is said of published numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.teams.disclosure.values import (
    Published,
    has_moved,
    publish_value,
    roll_up,
    size_band,
)

SCORES = st.lists(
    st.builds(Fraction, st.integers(0, 36), st.just(36)).map(lambda share: 100 * share),
    min_size=5,
    max_size=14,
)


def up(below):
    return 0


def down(below):
    return below - 1


def every_draw(scores):
    """What is published for each equally likely draw."""
    drawn = []

    def counting(below):
        drawn.append(below)
        return 0

    publish_value(scores, counting)
    return [publish_value(scores, lambda below, n=n: n) for n in range(drawn[0])]


def test_a_multiple_of_five_is_published_as_it_is():
    assert publish_value([Fraction(40), Fraction(50)], up) == 45
    assert publish_value([Fraction(40), Fraction(50)], down) == 45


def test_the_rest_is_the_chance_of_the_upper_one():
    """47 is two fifths of the way from 45 to 50."""
    assert every_draw([Fraction(47)]) == [50, 50, 45, 45, 45]


def test_a_third_of_a_point_is_not_lost():
    """Mean 45 1/3: up in one of fifteen draws."""
    drawn = every_draw([Fraction(136, 3)])
    assert drawn.count(50) == 1
    assert drawn.count(45) == 14


@given(SCORES)
def test_the_expected_value_is_the_mean(scores):
    mean = sum(scores, start=Fraction(0)) / len(scores)
    drawn = every_draw(scores)

    if 10 <= mean <= 90:
        assert Fraction(sum(drawn), len(drawn)) == mean


@given(SCORES, st.sampled_from([up, down]))
def test_it_is_one_of_seventeen_values_next_to_the_mean(scores, draw):
    value = publish_value(scores, draw)
    mean = sum(scores, start=Fraction(0)) / len(scores)

    assert value in range(10, 91, 5)
    assert abs(value - min(max(mean, 10), 90)) < 5


def test_the_ends_are_blunt():
    assert publish_value([Fraction(0)], up) == publish_value([Fraction(9)], up) == 10
    assert publish_value([Fraction(100)], down) == publish_value([Fraction(91)], down) == 90


@pytest.mark.parametrize(
    ("contributors", "band"),
    [(5, "5-7"), (7, "5-7"), (8, "8-12"), (12, "8-12"), (13, "13+"), (40, "13+")],
)
def test_of_the_number_only_a_band_is_said(contributors, band):
    assert size_band(contributors) == band


def test_moved_is_a_difference_of_fifteen():
    assert has_moved(40, 55) is True
    assert has_moved(55, 40) is True
    assert has_moved(40, 50) is False


def test_a_roll_up_weighs_by_the_middle_of_the_band():
    small = Published("5-7", {"technical": 30, "experience": 40})
    large = Published("8-12", {"technical": 70, "experience": 40})

    assert roll_up([small, large]) == {"technical": 55, "experience": 40}
    assert roll_up([large, Published("13+", small.values)]) == {
        "technical": Fraction(10 * 70 + 16 * 30, 26),
        "experience": 40,
    }


def test_one_team_is_no_roll_up():
    assert roll_up([]) is None
    assert roll_up([Published("5-7", {"technical": 30})]) is None


def test_different_pillars_do_not_roll_up():
    with pytest.raises(ValueError, match="pillars"):
        roll_up([Published("5-7", {"technical": 30}), Published("5-7", {"craft": 30})])
