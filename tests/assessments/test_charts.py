"""The charts' numbers and geometry: pure, so without a database."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.charts.dot_plot import dot_plot
from assessments.charts.geometry import number
from assessments.charts.radar import radar, radar_svg, small_radar_svg
from assessments.charts.radar_labels import wrap
from assessments.scoring.questionnaire import NO_OPPORTUNITY, UnknownKey
from tests.scoring.questionnaires import set_framework

SET = set_framework()
SOFT = [item.key for item in SET.scale("soft-skills").items]
EXPERIENCE = [item.key for item in SET.scale("experience").items]
TECHNICAL = [item.key for item in SET.scale("technical").items]

answers = st.sampled_from([0, 1, 2, 3, 4, None, NO_OPPORTUNITY])


def test_radar_lists_the_items_of_one_scale_in_order():
    chart = radar(SET, "technical", {}, {})

    assert chart["items"] == TECHNICAL
    assert chart["titles"] == [item.title for item in SET.scale("technical").items]
    assert chart["max"] == 4


def test_radar_shows_target_below_now_and_leaves_out_what_is_not_given():
    with_aims = radar(SET, "technical", {}, dict.fromkeys(TECHNICAL, 3))
    without = radar(SET, "technical", {}, {})
    with_previous = radar(SET, "technical", {}, {}, {TECHNICAL[0]: 1})

    assert [each["kind"] for each in with_aims["series"]] == ["target", "now"]
    assert [each["kind"] for each in without["series"]] == ["now"]
    assert [each["kind"] for each in with_previous["series"]] == ["before", "now"]


def test_radar_of_an_unknown_scale_says_so():
    with pytest.raises(UnknownKey, match="unknown scale: 'looks'"):
        radar(SET, "looks", {}, {})


@given(st.dictionaries(st.sampled_from(SOFT), answers))
def test_radar_gives_none_for_whatever_is_no_number(responses):
    (now,) = radar(SET, "soft-skills", responses, {})["series"]

    for key, value in zip(SOFT, now["values"], strict=True):
        answer = responses.get(key)
        assert value == (answer if type(answer) is int else None)


@pytest.mark.parametrize("draw", [radar_svg, small_radar_svg])
@given(responses=st.fixed_dictionaries(dict.fromkeys(SOFT, answers)))
def test_radar_marks_every_number_with_zero_on_the_inner_ring(draw, responses):
    drawing = draw(radar(SET, "soft-skills", responses, {}))
    rim = distance(drawing["axes"][0]["end"])
    (now,) = drawing["series"]

    numbers = [responses[key] for key in SOFT if type(responses[key]) is int]
    assert [mark["value"] for mark in now["markers"]] == numbers
    for mark in now["markers"]:
        assert distance(mark) == pytest.approx(rim * (0.2 + 0.8 * mark["value"] / 4), abs=0.2)


@given(st.fixed_dictionaries(dict.fromkeys(SOFT, answers)))
def test_radar_svg_draws_lines_only_between_neighbours_that_exist(responses):
    drawing = radar_svg(radar(SET, "soft-skills", responses, {}))
    (now,) = drawing["series"]

    there = [type(responses[key]) is int for key in SOFT]
    both = sum(a and b for a, b in zip(there, [*there[1:], there[0]], strict=True))
    assert now["is_whole"] == all(there)
    assert now["line"].endswith("Z") == all(there)
    assert now["line"].count("L") == (len(SOFT) - 1 if all(there) else both)


def test_radar_svg_starts_at_the_top_and_goes_clockwise():
    drawing = radar_svg(radar(SET, "soft-skills", {}, {}))
    top, second = (axis["end"] for axis in drawing["axes"][:2])

    assert top["x"] == "0"
    assert float(top["y"]) < 0
    assert float(second["x"]) > 0


def test_radar_svg_has_a_ring_for_each_step_and_for_zero():
    drawing = radar_svg(radar(SET, "experience", {}, {}))

    assert [step["text"] for step in drawing["steps"]] == ["0", "1", "2", "3", "4"]
    assert [float(step["y"]) for step in drawing["steps"]] == [-24.8, -49.6, -74.4, -99.2, -124]
    assert [ring.count("L") for ring in drawing["rings"]] == [6] * 5


def test_radar_keeps_its_centre_empty():
    drawing = radar_svg(radar(SET, "experience", dict.fromkeys(EXPERIENCE, 2), {}))
    (now,) = drawing["series"]

    assert drawing["area"] == now["line"] + drawing["rings"][0]
    assert {round(distance(axis["start"])) for axis in drawing["axes"]} == {25}


def test_radar_fills_nothing_where_an_answer_is_missing():
    assert radar_svg(radar(SET, "experience", {EXPERIENCE[0]: 2}, {}))["area"] is None


def test_radar_marks_last_time_only_where_an_answer_changed():
    now = dict.fromkeys(EXPERIENCE, 2) | {EXPERIENCE[3]: None}
    before = dict.fromkeys(EXPERIENCE, 2) | {EXPERIENCE[1]: 1}

    drawn, _ = radar_svg(radar(SET, "experience", now, {}, before))["series"]

    assert [mark["value"] for mark in drawn["markers"]] == [1, 2]


def test_radar_puts_a_badge_on_its_axis_with_the_name_behind_it():
    drawing = radar_svg(radar(SET, "soft-skills", {}, {}), {SOFT[1]: 1, SOFT[6]: 2})
    right, left = drawing["badges"]

    assert (right["text"], left["text"]) == ("1", "2")
    for badge in drawing["badges"]:
        assert distance(badge) == pytest.approx(124 + 17, abs=0.2)
    assert float(drawing["labels"][1]["lines"][0]["x"]) > float(right["x"]) + 10
    assert drawing["labels"][1]["anchor"] == "start"
    # "Self-starting" would leave the drawing: it goes below its badge.
    assert float(drawing["labels"][6]["lines"][0]["y"]) > float(left["y"]) + 10 + 10


@pytest.mark.parametrize("scale", ["soft-skills", "experience", "technical"])
def test_radar_needs_no_wider_box_for_any_name_or_badge(scale):
    items = SET.scale(scale).items
    for first in range(len(items)):
        badges = {item.key: number for number, item in enumerate(items[first : first + 3], 1)}
        drawing = radar_svg(radar(SET, scale, {}, {}), badges)
        assert drawing["view_box"].split()[::2] == ["-220", "440"]


def test_small_radars_share_one_box_and_have_no_names():
    nine = small_radar_svg(radar(SET, "soft-skills", {}, {}), {SOFT[2]: 1})
    seven = small_radar_svg(radar(SET, "technical", {}, {}))

    assert nine["view_box"] == seven["view_box"]
    assert nine["view_box"].split()[::2] == ["-114", "228"]
    assert [step["text"] for step in nine["steps"]] == ["0", "4"]
    assert nine["labels"] == []
    assert nine["rings"][-1].startswith("M0 -91L")
    assert float(nine["badges"][0]["x"]) + 10 <= 114


@given(st.lists(st.text("abc +-", min_size=1, max_size=40), min_size=3, max_size=12), st.data())
def test_radar_svg_keeps_every_label_inside_its_box(labels, data):
    items = [str(index) for index in range(len(labels))]
    badges = data.draw(st.dictionaries(st.sampled_from(items), st.just(1)))
    drawing = radar_svg({"max": 4, "items": items, "labels": labels, "series": []}, badges)
    left, top, width, height = map(float, drawing["view_box"].split())

    for label in drawing["labels"]:
        for line in label["lines"]:
            assert top <= float(line["y"]) - 10
            assert float(line["y"]) <= top + height
            x, room = float(line["x"]), 7.9 * len(line["text"])
            leftmost = {"start": x, "middle": x - room / 2, "end": x - room}[label["anchor"]]
            assert left <= leftmost + 0.2
            assert leftmost + room <= left + width + 0.2


def test_radar_svg_of_one_item_is_a_point_and_no_error():
    drawing = radar_svg(
        {
            "max": 4,
            "items": ["only"],
            "labels": ["Only"],
            "series": [{"kind": "now", "values": [2]}],
        }
    )

    assert [mark["value"] for mark in drawing["series"][0]["markers"]] == [2]


def test_radar_svg_writes_short_numbers_without_a_comma():
    drawing = radar_svg(radar(SET, "soft-skills", dict.fromkeys(SOFT, 3), {}))

    line = drawing["series"][0]["line"]
    assert re.fullmatch(r"M-?\d+(\.\d)? -?\d+(\.\d)?(L-?\d+(\.\d)? -?\d+(\.\d)?){8}Z", line)


def test_wrap_breaks_long_labels_into_two_like_lines():
    assert wrap("Trust") == ["Trust"]
    assert wrap("Debt empathy") == ["Debt", "empathy"]
    assert wrap("Breadth + depth") == ["Breadth", "+ depth"]
    assert wrap("Self-directedness") == ["Self-directedness"]


def test_dot_plot_places_values_on_a_fixed_scale():
    row = dot_plot(1, 3)

    assert row["ticks"] == ["8", "36", "64", "92", "120"]
    assert row["now"] == "36"
    assert row["target"] == "92"
    assert row["before"] is None


def test_dot_plot_without_an_answer_has_no_dot():
    assert dot_plot(None, 3)["now"] is None
    assert dot_plot(0, 3)["now"] == "8"


def test_dot_plot_shows_last_time_only_where_it_differs():
    assert dot_plot(2, 3, 2)["before"] is None
    assert dot_plot(2, 3, 1)["before"] == "36"


def test_number_never_writes_a_negative_zero():
    assert [number(value) for value in (-0.01, 0.0, 1.04, -2.26)] == ["0", "0", "1", "-2.3"]


def test_radar_takes_any_questionnaire():
    one = SET.scale("technical")
    other = replace(SET, scales=(replace(one, key="rooms", items=one.items[:3]),))

    assert radar(other, "rooms", {TECHNICAL[0]: 4}, {})["series"][0]["values"] == [4, None, None]


def distance(point):
    return (float(point["x"]) ** 2 + float(point["y"]) ** 2) ** 0.5
