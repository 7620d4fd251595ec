"""The charts' numbers and geometry: pure, so without a database."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.charts.radar import dot_plot, number, radar, radar_svg, wrap
from assessments.scoring.questionnaire import NO_OPPORTUNITY, UnknownKey
from tests.scoring.questionnaires import set_framework

SET = set_framework()
SOFT = [item.key for item in SET.scale("soft-skills").items]
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


@given(st.fixed_dictionaries(dict.fromkeys(SOFT, answers)))
def test_radar_svg_marks_every_number_at_its_distance(responses):
    drawing = radar_svg(radar(SET, "soft-skills", responses, {}))
    outer = distance(drawing["axes"][0])
    (now,) = drawing["series"]

    numbers = [responses[key] for key in SOFT if type(responses[key]) is int]
    assert [mark["value"] for mark in now["markers"]] == numbers
    for mark in now["markers"]:
        assert distance(mark) == pytest.approx(outer * mark["value"] / 4, abs=0.2)


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
    top, second = drawing["axes"][:2]

    assert top["x"] == "0"
    assert float(top["y"]) < 0
    assert float(second["x"]) > 0


def test_radar_svg_has_one_ring_a_step():
    drawing = radar_svg(radar(SET, "experience", {}, {}))

    assert [ring["text"] for ring in drawing["ring_labels"]] == ["1", "2", "3", "4"]
    assert len(drawing["rings"]) == 4
    assert [ring.count("L") for ring in drawing["rings"]] == [6, 6, 6, 6]


@given(st.lists(st.text("abc +-", min_size=1, max_size=40), min_size=3, max_size=12))
def test_radar_svg_keeps_every_label_inside_its_box(labels):
    drawing = radar_svg({"max": 4, "labels": [wrap(label) for label in labels], "series": []})
    left, top, width, height = map(float, drawing["view_box"].split())

    for label in drawing["labels"]:
        for line in label["lines"]:
            assert top <= float(line["y"]) - 10
            assert float(line["y"]) <= top + height
            x, room = float(line["x"]), 6.5 * len(line["text"])
            leftmost = {"start": x, "middle": x - room / 2, "end": x - room}[label["anchor"]]
            assert left <= leftmost + 0.2
            assert leftmost + room <= left + width + 0.2


def test_radar_svg_of_one_item_is_a_point_and_no_error():
    drawing = radar_svg(
        {"max": 4, "labels": [["Only"]], "series": [{"kind": "now", "values": [2]}]}
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

    assert row["ticks"] == ["8", "38", "68", "98", "128"]
    assert row["now"] == "38"
    assert row["target"] == "98"
    assert row["before"] is None


def test_dot_plot_without_an_answer_has_no_dot():
    assert dot_plot(None, 3)["now"] is None
    assert dot_plot(0, 3)["now"] == "8"


def test_number_never_writes_a_negative_zero():
    assert [number(value) for value in (-0.01, 0.0, 1.04, -2.26)] == ["0", "0", "1", "-2.3"]


def test_radar_takes_any_questionnaire():
    one = SET.scale("technical")
    other = replace(SET, scales=(replace(one, key="rooms", items=one.items[:3]),))

    assert radar(other, "rooms", {TECHNICAL[0]: 4}, {})["series"][0]["values"] == [4, None, None]


def distance(point):
    return (float(point["x"]) ** 2 + float(point["y"]) ** 2) ** 0.5
