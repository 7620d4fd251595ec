"""One number from the contributors' scores, and what is said of published numbers."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.teams.disclosure.values import THRESHOLDS, has_moved, publish_value, roll_up

SCORES = st.lists(
    st.builds(Fraction, st.integers(0, 36), st.just(36)).map(lambda share: 100 * share),
    min_size=5,
    max_size=14,
)


UP, DOWN = 0, THRESHOLDS - 1


def threshold(share):
    """The first one that is not below this share of all."""
    return -(-share.numerator * THRESHOLDS // share.denominator)


def test_a_multiple_of_five_is_published_as_it_is():
    assert publish_value([Fraction(40), Fraction(50)], UP) == 45
    assert publish_value([Fraction(40), Fraction(50)], DOWN) == 45


def test_the_rest_is_the_chance_of_the_upper_one():
    """47 is two fifths of the way from 45 to 50."""
    least = threshold(Fraction(2, 5))
    assert [publish_value([Fraction(47)], least - 1), publish_value([Fraction(47)], least)] == [
        50,
        45,
    ]


def test_a_third_of_a_point_is_not_lost():
    """Mean 45 1/3: up in one of fifteen draws."""
    least = threshold(Fraction(1, 15))
    assert publish_value([Fraction(136, 3)], least - 1) == 50
    assert publish_value([Fraction(136, 3)], least) == 45


@given(SCORES)
def test_the_expected_value_is_the_mean(scores):
    """The thresholds below the rest go up, as whole numbers tell exactly."""
    mean = sum(scores, start=Fraction(0)) / len(scores)
    steps, rest = divmod(mean, 5)
    least = threshold(rest / 5)

    if 10 <= mean <= 90:
        assert publish_value(scores, min(least, THRESHOLDS - 1)) == 5 * steps
        assert rest == 0 or publish_value(scores, least - 1) == 5 * steps + 5


@given(SCORES, st.sampled_from([UP, DOWN]))
def test_it_is_one_of_seventeen_values_next_to_the_mean(scores, draw):
    value = publish_value(scores, draw)
    mean = sum(scores, start=Fraction(0)) / len(scores)

    assert value in range(10, 91, 5)
    assert abs(value - min(max(mean, 10), 90)) < 5


def test_the_ends_are_blunt():
    assert publish_value([Fraction(0)], UP) == publish_value([Fraction(9)], UP) == 10
    assert publish_value([Fraction(100)], DOWN) == publish_value([Fraction(91)], DOWN) == 90


def test_moved_is_a_difference_of_fifteen():
    assert has_moved(40, 55) is True
    assert has_moved(55, 40) is True
    assert has_moved(40, 50) is False


def test_a_roll_up_is_the_plain_mean_to_the_nearest_five():
    teams = [{"technical": 30, "experience": 40}, {"technical": 70, "experience": 40}]

    assert roll_up([*teams, {"technical": 40, "experience": 50}]) == {
        "technical": 45,  # 46 2/3
        "experience": 45,  # 43 1/3
    }
    assert roll_up([{"technical": value} for value in (40, 40, 45, 45)]) == {"technical": 45}


def test_two_teams_are_no_roll_up():
    assert roll_up([]) == {}
    assert roll_up([{"technical": 30}, {"technical": 30}]) == {}
