"""The lines of a team: where they begin, end and break. Pure, so without a database."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.teams.charts import HalfYearValues, Pillar, draw_trend, on_scale
from tests.teams.published import closing

SOFT, EXPERIENCE = Pillar("soft", "Soft skills", 0), Pillar("experience", "Experience", 1)


def half_years(*points):
    """One after the other; None is held."""
    return [
        HalfYearValues(closing(place), {} if each is None else {"soft": each, "experience": 50})
        for place, each in enumerate(points)
    ]


def draw(*points):
    return draw_trend([SOFT, EXPERIENCE], half_years(*points), lambda at: at.strftime("%Y-%m-%d"))


@pytest.mark.parametrize(
    ("points", "shown"), [(10, 0.4), (15, 0.6), (60, 2.4), (90, 3.6), (Fraction(1475, 32), 1.8)]
)
def test_points_are_shown_on_the_scale_of_the_answers(points, shown):
    assert on_scale(points) == shown


def test_a_pillar_takes_colour_and_mark_from_its_place():
    pillars = [Pillar("x", "X", place) for place in range(5)]

    assert [each.colour for each in pillars] == [1, 2, 3, 1, 2]
    assert [each.glyph for each in pillars] == ["circle", "diamond", "triangle", "square", "circle"]


def test_there_is_a_drawing_for_a_wide_and_for_a_narrow_window():
    wide, narrow = draw(40, 50)

    assert [wide["frame"].is_short, narrow["frame"].is_short] == [False, True]
    assert [each["name"] for each in wide["series"]] == ["Soft skills", "Experience"]


def test_a_held_half_year_is_a_gap_and_never_a_zero():
    soft, _ = draw(40, None, 60, 60)[0]["series"]
    whole, _ = draw(40, 40, 60, 60)[0]["series"]

    assert [soft["line"].count(command) for command in "ML"] == [2, 1]
    assert [whole["line"].count(command) for command in "ML"] == [1, 3]
    assert soft["marks"].count("M") == 3


def test_what_is_held_at_the_end_still_takes_its_place():
    ends = [draw(40, 50, None)[0]["series"][0]["line"], draw(40, 50)[0]["series"][0]["line"]]
    assert ends[0] != ends[1]


def test_a_line_has_its_name_at_the_end_and_no_number():
    for drawing in draw(40, 50):
        assert [each["value"] for each in drawing["labels"]] == [None, None]
    assert {each["name"] for each in draw(40, 50)[0]["labels"]} == {"Soft skills", "Experience"}
    assert {each["name"] for each in draw(40, 50)[1]["labels"]} == {"S", "E"}


def test_equal_numbers_stand_beside_each_other():
    for drawing in draw(50, 50):
        starts = [each["line"].split()[0] for each in drawing["series"]]
        assert len(set(starts)) == 2


def test_half_years_stand_where_they_began():
    ticks = draw(40, 50, 50)[0]["ticks"]
    assert [each["text"] for each in ticks] == ["2027-01-01", "2027-07-01", "2028-01-01"]


def test_a_narrow_window_has_room_for_the_first_and_the_last():
    ticks = draw(40, 50, 50, 50)[1]["ticks"]
    assert [each["text"] for each in ticks] == ["2027-01-01", "2028-07-01"]


def test_over_many_years_the_axis_says_starts_of_years():
    ticks = draw(*[50] * 24)[0]["ticks"]
    assert {each["text"][4:] for each in ticks} == {"-01-01"}


def test_a_single_half_year_can_be_drawn():
    wide, _ = draw(40)
    assert wide["series"][0]["line"].count("M") == 1


@given(st.lists(st.one_of(st.none(), st.integers(2, 18).map(lambda n: 5 * n)), min_size=1))
def test_every_number_is_marked_once_while_there_is_room(points):
    for drawing in draw(*points[:14]):
        soft = drawing["series"][0]
        there = [each for each in points[:14] if each is not None]
        assert soft["marks"].count("M") == len(there)


def test_a_close_in_another_zone_is_the_same_half_year():
    moment = closing(0).astimezone(datetime.now(UTC).astimezone().tzinfo)
    drawn = draw_trend(
        [SOFT], [HalfYearValues(moment, {"soft": 50})], lambda at: at.strftime("%Y-%m")
    )
    assert [each["text"] for each in drawn[0]["ticks"]] == ["2027-01"]
