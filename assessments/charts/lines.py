"""Scores and answers over time: plain values for the script, geometry for the SVG.

The axis of time is true to time: two results of one week are close together. A line is drawn
only between neighbours that both have a value and that compare; what is missing is a gap.
Coordinates are texts, as in `radar`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assessments.charts.geometry import number
from assessments.charts.time_axis import drawn, is_joined, path, tick_moments, time_shares
from assessments.scoring.questionnaire import MAX_VALUE

DAY = 24 * 60 * 60

# Half the width of a marker, by glyph; their areas look alike.
SIZES = {"circle": 6.0, "diamond": 7.5, "triangle": 7.5, "square": 5.5}
LABEL_HEIGHT = 19
LABEL_GAP = 13


@dataclass(frozen=True)
class Frame:
    """The size of a drawing in pixels, its margins, and how much it has room for."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    ticks: int
    marks: int
    is_short: bool  # labels are the scale's letter and value


WIDE = Frame(1072, 430, 30, 158, 12, 36, ticks=6, marks=40, is_short=False)
NARROW = Frame(358, 300, 22, 58, 12, 36, ticks=3, marks=14, is_short=True)


@dataclass(frozen=True)
class Line:
    """One scale over time: a value on 0..4 or None for each moment, oldest first.

    `joins` says for each moment whether it compares with the one before; the first never does.
    `seen_later` are values as re-rated later. `colour` is the number of the scale's colour.
    """

    key: str
    name: str
    letter: str
    glyph: str
    colour: int
    values: Sequence[float | None]
    joins: Sequence[bool]
    seen_later: Sequence[float | None]


def lines(moments: Sequence[datetime], series: Sequence[Line]) -> dict[str, Any]:
    """The values that the script and `lines_svg` draw. `moments` are oldest first, one at least."""
    first = moments[0]
    return {
        "type": "lines",
        "max": MAX_VALUE,
        "days": [round((moment - first).total_seconds() / DAY, 2) for moment in moments],
        "series": [
            {
                "kind": line.key,
                "name": line.name,
                "letter": line.letter,
                "glyph": line.glyph,
                "colour": line.colour,
                "values": list(line.values),
                "joins": drawn(line.values, line.joins),
                "seen_later": list(line.seen_later),
            }
            for line in series
        ],
    }


def lines_svg(
    chart: dict[str, Any],
    frame: Frame,
    moments: Sequence[datetime],
    label: Callable[[datetime | date], str],
) -> dict[str, Any]:
    """The drawing of `lines` in a frame. `label` names a moment, or a date: the start of a year."""
    xs = [frame.left + share * _plot_width(frame) for share in time_shares(chart["days"])]
    texts = [number(x) for x in xs]
    return {
        "frame": frame,
        "view_box": f"0 0 {frame.width} {frame.height}",
        "end": number(frame.width - frame.right),
        "steps": [
            {"text": str(step), "y": number(_y(step, frame))} for step in range(MAX_VALUE + 1)
        ],
        "ticks": list(_ticks(moments, frame, label)),
        "series": [_series(each, xs, texts, frame) for each in chart["series"]],
        "labels": _labels(chart["series"], xs, frame),
    }


def _series(
    series: dict[str, Any], xs: Sequence[float], texts: Sequence[str], frame: Frame
) -> dict[str, Any]:
    """`texts` are the `xs` as an SVG has them."""
    values, joins = series["values"], series["joins"]
    heights = {value: number(_y(value, frame)) for value in set(values) if value is not None}
    points = [
        None if value is None else f"{x} {heights[value]}"
        for x, value in zip(texts, values, strict=True)
    ]
    marked = _marked(values, joins, frame.marks)
    seen = [index for index, value in enumerate(series["seen_later"]) if value is not None]
    return {
        "kind": series["kind"],
        "name": series["name"],
        "glyph": series["glyph"],
        "colour": series["colour"],
        "line": path(points, joins),
        "marks": "".join(
            _mark(series["glyph"], xs[index], _y(values[index], frame)) for index in marked
        ),
        "seen": "".join(
            _mark(series["glyph"], xs[index], _y(series["seen_later"][index], frame))
            for index in seen
        ),
    }


def _marked(values: Sequence[float | None], joins: Sequence[bool], most: int) -> list[int]:
    """Every value if there is room, else the last one and those that no line touches."""
    there = [index for index, value in enumerate(values) if value is not None]
    if len(values) <= most:
        return there
    return [index for index in there if index == there[-1] or not is_joined(joins, index)]


def _mark(glyph: str, x: float, y: float) -> str:
    size = SIZES[glyph]
    n = number(size)
    if glyph == "circle":
        wide = number(2 * size)
        return f"M{number(x - size)} {number(y)}a{n} {n} 0 1 0 {wide} 0a{n} {n} 0 1 0-{wide} 0z"
    if glyph == "diamond":
        return f"M{number(x)} {number(y - size)}l{n} {n}-{n} {n}-{n}-{n}z"
    if glyph == "triangle":
        return f"M{number(x)} {number(y - size)}l{n} {number(1.75 * size)}h-{number(2 * size)}z"
    side = number(2 * size)
    return f"M{number(x - size)} {number(y - size)}h{side}v{side}h-{side}z"


def _labels(
    series: Sequence[dict[str, Any]], xs: Sequence[float], frame: Frame
) -> list[dict[str, Any]]:
    """A name at the end of each line, with its value where the newest result has one."""
    found = []
    for each in series:
        there = [index for index, value in enumerate(each["values"]) if value is not None]
        if there:
            found.append((_y(each["values"][there[-1]], frame), each))
    found.sort(key=lambda pair: pair[0])
    heights = _apart([y for y, _ in found], frame)
    return [
        {
            "kind": each["kind"],
            "colour": each["colour"],
            "name": each["letter"] if frame.is_short else each["name"],
            "value": each["values"][-1],
            "x": number(xs[-1] + LABEL_GAP),
            "y": number(y),
        }
        for (_, each), y in zip(found, heights, strict=True)
    ]


def _apart(heights: Sequence[float], frame: Frame) -> list[float]:
    """The heights, moved as little as needed so that each has a line of text to itself."""
    lowest = frame.height - frame.bottom
    found = list(heights)
    for index in range(1, len(found)):
        found[index] = max(found[index], found[index - 1] + LABEL_HEIGHT)
    for index in reversed(range(len(found))):
        below = found[index + 1] - LABEL_HEIGHT if index + 1 < len(found) else lowest
        found[index] = min(found[index], below)
    return found


def _ticks(
    moments: Sequence[datetime], frame: Frame, label: Callable[[datetime | date], str]
) -> Iterator[dict[str, str]]:
    first, span = moments[0], (moments[-1] - moments[0]).total_seconds()
    for moment in tick_moments(moments, frame.ticks):
        share = (moment - first).total_seconds() / span if span else 0
        text = label(moment) if moment in moments else label(moment.date())
        x = frame.left + share * _plot_width(frame)
        yield {"x": number(x), "text": text, "anchor": "middle" if share else "start"}


def _plot_width(frame: Frame) -> int:
    return frame.width - frame.left - frame.right


def _y(value: float, frame: Frame) -> float:
    return frame.top + (frame.height - frame.top - frame.bottom) * (1 - value / MAX_VALUE)
