"""The lines over time as pure values and geometry: no database."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.charts.item_lines import item_line
from assessments.charts.lines import NARROW, WIDE, Line, lines, lines_svg
from assessments.charts.time_axis import tick_moments, time_shares

START = datetime(2026, 2, 14, 9, tzinfo=UTC)
MEANS = st.one_of(st.none(), st.integers(0, 40).map(lambda tenths: tenths / 10))


def monthly(count, gap=30):
    return [START + timedelta(days=gap * month) for month in range(count)]


def line(values, joins=None, glyph="circle", key="soft", seen=None):
    joins = joins or [False] + [True] * (len(values) - 1)
    return Line(key, key.title(), "S", glyph, 1, values, joins, seen or [None] * len(values))


def draw(values, frame=WIDE, **others):
    moments = monthly(len(values))
    chart = lines(moments, [line(values, **others)])
    return lines_svg(chart, frame, moments, lambda moment: str(moment.year))


def test_lines_carry_days_values_and_gaps():
    chart = lines(monthly(3), [line([1.5, None, 2.0])])

    assert chart["days"] == [0, 30, 60]
    assert chart["series"][0]["values"] == [1.5, None, 2.0]
    assert chart["series"][0]["joins"] == [False, False, False]


@given(st.lists(MEANS, min_size=1, max_size=130))
def test_a_line_joins_only_neighbours_that_exist(values):
    drawn = draw(values)["series"][0]["line"]

    pairs = pairwise(values)
    assert drawn.count("L") == sum(a is not None and b is not None for a, b in pairs)
    assert drawn.count("M") + drawn.count("L") == sum(value is not None for value in values)


def test_no_line_crosses_what_does_not_compare():
    drawn = draw([1.0, 2.0, 3.0], joins=[False, True, False])["series"][0]["line"]

    assert re.fullmatch(r"M[\d. ]+L[\d. ]+M[\d. ]+", drawn)


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@given(st.lists(st.lists(MEANS, min_size=12, max_size=12), min_size=1, max_size=4))
def test_names_at_the_line_ends_never_overlap_nor_leave_the_drawing(frame, rows):
    moments = monthly(12)
    chart = lines(moments, [line(row, key=f"k{place}") for place, row in enumerate(rows)])

    labels = lines_svg(chart, frame, moments, str)["labels"]

    heights = [float(label["y"]) for label in labels]
    assert all(below - above >= 18.9 for above, below in pairwise(heights))
    assert all(height <= frame.height - frame.bottom + 0.1 for height in heights)
    assert len(labels) == sum(any(value is not None for value in row) for row in rows)


def test_a_name_carries_no_number_where_the_newest_result_has_none():
    assert draw([1.0, None])["labels"][0]["value"] is None
    assert draw([1.0, 2.5])["labels"][0]["value"] == 2.5


def test_zero_stands_on_the_ground_and_four_at_the_top():
    drawn = draw([0.0, 4.0])["series"][0]["line"]

    assert drawn == f"M{WIDE.left} {WIDE.height - WIDE.bottom}L{WIDE.width - WIDE.right} {WIDE.top}"


def test_every_result_is_marked_while_there_is_room():
    assert draw([2.0] * 40)["series"][0]["marks"].count("M") == 40
    assert draw([2.0] * 41)["series"][0]["marks"].count("M") == 1


def test_a_result_that_no_line_touches_is_marked_however_many_there_are():
    values = [2.0] * 50 + [None, 3.0, None] + [2.0] * 50

    assert draw(values)["series"][0]["marks"].count("M") == 2


@pytest.mark.parametrize("glyph", ["circle", "diamond", "triangle", "square"])
def test_every_glyph_has_a_mark(glyph):
    assert draw([2.0], glyph=glyph)["series"][0]["marks"].endswith("z")


def test_an_earlier_date_as_seen_later_is_marked_beside_the_line():
    drawn = draw([2.0, 3.0], seen=[1.0, None])["series"][0]

    assert drawn["seen"].count("M") == 1
    assert drawn["seen"] not in drawn["marks"]


def test_one_result_has_a_place_a_date_and_a_name():
    drawn = draw([2.0])

    assert [tick["text"] for tick in drawn["ticks"]] == ["2026"]
    assert drawn["series"][0]["line"] == f"M{WIDE.left} {drawn['labels'][0]['y']}"


def test_time_is_true_to_time():
    assert time_shares([0, 10, 40]) == [0, 0.25, 1]
    assert time_shares([7, 7]) == [0, 0]


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=130), st.integers(2, 6))
def test_dates_on_the_axis_are_few_and_apart(days, most):
    moments = [START + timedelta(days=day) for day in sorted(days)]

    chosen = tick_moments(moments, most)

    assert 1 <= len(chosen) <= most + 1
    assert chosen == sorted(set(chosen))
    assert chosen[0] >= moments[0]
    assert chosen[-1] <= moments[-1]


def test_ten_years_are_labelled_by_their_years():
    chosen = tick_moments(monthly(120), 6)

    assert [(each.year, each.month, each.day) for each in chosen] == [
        (year, 1, 1) for year in range(chosen[0].year, 2036, 2)
    ]


def test_an_item_is_drawn_on_the_fixed_scale():
    drawn = item_line([0, 0.5, 1], [0, 4, 2], [None, None, None])

    assert drawn["line"] == "M7 47L160 7L313 27"
    assert drawn["end"] == {"x": "313", "y": "27"}
    assert drawn["alone"] == []


def test_an_item_without_an_answer_has_a_gap_and_no_zero():
    drawn = item_line([0, 0.5, 1], [1, None, 3], [None, 2, None])

    assert "L" not in drawn["line"]
    assert drawn["alone"] == [{"x": "7", "y": "37"}]
    assert drawn["seen"] == [{"x": "160", "y": "27"}]


def test_an_item_that_nobody_answered_draws_nothing():
    drawn = item_line([0, 1], [None, None], [None, None])

    assert (drawn["line"], drawn["end"], drawn["alone"]) == ("", None, [])
