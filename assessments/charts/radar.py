"""Answers of one scale as plain values for the script and as geometry for the SVG.

Nothing here knows Django. Coordinates are texts, because a template would write the number
1.5 as "1,5" in many languages and an SVG must not have that.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assessments.scoring.questionnaire import MAX_VALUE, Item, Questionnaire

# The units of the radar's drawing are pixels of a wide window; the origin is its centre.
RADAR_WIDTH = 440
RADIUS_MAX, RADIUS_MIN = 140, 80
LABEL_GAP = 14
LABEL_LINE = 17
LABEL_CHARACTER = 6.5  # the mean width of a character at 14 pixels, with some air
LABEL_WRAPS_FROM = 11
MARGIN = 6

DIAMOND = 6.5

# The units of a dot plot.
PLOT_STEP = 30
PLOT_START = 8


def radar(
    questionnaire: Questionnaire,
    scale_key: str,
    responses: Mapping[str, object],
    aims: Mapping[str, int],
    previous: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """One scale as the plain values that the script and `radar_svg` draw.

    `responses` and `previous` map item keys to 0..4, None or "no-opportunity"; `aims` to 0..4,
    and may be empty. A value without a number is None: a gap, never zero.
    Raises UnknownKey for the scale.
    """
    items = questionnaire.scale(scale_key).items
    series = [("target", aims), ("before", previous or {}), ("now", responses)]
    return {
        "type": "radar",
        "max": MAX_VALUE,
        "items": [item.key for item in items],
        "labels": [wrap(item.axis_label) for item in items],
        "titles": [item.title for item in items],
        "series": [
            {"kind": kind, "values": _values(items, values)}
            for kind, values in series
            if values or kind == "now"
        ],
    }


def radar_svg(chart: Mapping[str, Any]) -> dict[str, Any]:
    """The drawing of a `radar`: rings, axes, labels, and for each series its lines and markers.

    The first item points up, the others follow clockwise. A series with a gap has lines
    between the neighbours that exist, and no fill.
    """
    units = _directions(len(chart["labels"]))
    radius = _radius(units, chart["labels"])
    labels = [
        _label(unit, lines, radius) for unit, lines in zip(units, chart["labels"], strict=True)
    ]
    steps = range(1, chart["max"] + 1)
    return {
        "view_box": _view_box(units, chart["labels"], radius),
        "rings": [_closed(_ring(units, radius * step / chart["max"])) for step in steps],
        "ring_labels": [
            {"y": number(-radius * step / chart["max"]), "text": str(step)} for step in steps
        ],
        "axes": [_point(unit, radius) for unit in units],
        "labels": labels,
        "series": [
            _series(each["kind"], each["values"], units, radius / chart["max"])
            for each in chart["series"]
        ],
    }


def dot_plot(now: int | None, target: int | None, before: int | None = None) -> dict[str, Any]:
    """One row of a table: a dot for now, a hollow one for before, a tick for the target (0..4)."""
    return {
        "view_box": f"0 0 {PLOT_START * 2 + PLOT_STEP * MAX_VALUE} 24",
        "start": _plot_x(0),
        "end": _plot_x(MAX_VALUE),
        "ticks": [_plot_x(value) for value in range(MAX_VALUE + 1)],
        "now": _plot_x(now),
        "target": _plot_x(target),
        "before": _plot_x(before),
    }


def wrap(label: str) -> list[str]:
    """The label in one line or, where it is long and has a space, in two of like length."""
    words = label.split()
    if len(label) < LABEL_WRAPS_FROM or len(words) < 2:
        return [" ".join(words)]
    halves = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]
    return min(halves, key=lambda lines: max(map(len, lines)))


def number(value: float) -> str:
    """A coordinate with one decimal at most, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


_Unit = tuple[float, float]


def _values(items: Sequence[Item], values: Mapping[str, object]) -> list[int | None]:
    return [
        value if type(value) is int else None for value in (values.get(item.key) for item in items)
    ]


def _directions(count: int) -> list[_Unit]:
    angles = [2 * math.pi * index / count for index in range(count)]
    return [(math.sin(angle), -math.cos(angle)) for angle in angles]


def _anchor(unit: _Unit) -> str:
    if abs(unit[0]) < 0.1:  # straight up or down
        return "middle"
    return "start" if unit[0] > 0 else "end"


def _label_width(lines: Sequence[str]) -> float:
    return LABEL_CHARACTER * max(map(len, lines))


def _radius(units: Sequence[_Unit], labels: Sequence[Sequence[str]]) -> float:
    """The largest radius that leaves every label its room on both sides."""
    room = RADAR_WIDTH / 2 - MARGIN
    fits = [
        (room - _label_width(lines)) / abs(unit[0]) - LABEL_GAP
        for unit, lines in zip(units, labels, strict=True)
        if _anchor(unit) != "middle"
    ]
    return max(RADIUS_MIN, min([RADIUS_MAX, *fits]))


def _view_box(units: Sequence[_Unit], labels: Sequence[Sequence[str]], radius: float) -> str:
    """Around the rings and every label; wider than usual only where a label is very long."""
    half = RADAR_WIDTH / 2
    top = bottom = 0.0
    for unit, lines in zip(units, labels, strict=True):
        if _anchor(unit) == "middle":
            reach = _label_width(lines) / 2
        else:
            reach = abs(unit[0]) * (radius + LABEL_GAP) + _label_width(lines)
        half = max(half, reach + MARGIN)
        first = _first_baseline(unit, lines, radius)
        top = min(top, first - LABEL_LINE)
        bottom = max(bottom, first + LABEL_LINE * (len(lines) - 1))
    values = (-half, top - MARGIN, 2 * half, bottom - top + 2 * MARGIN)
    return " ".join(map(number, values))


def _first_baseline(unit: _Unit, lines: Sequence[str], radius: float) -> float:
    """The block of lines is above its point at the top, below it at the bottom."""
    height = LABEL_LINE * len(lines)
    middle = unit[1] * (radius + LABEL_GAP + height / 2 - LABEL_LINE / 2)
    return middle - height / 2 + 0.78 * LABEL_LINE


def _label(unit: _Unit, lines: Sequence[str], radius: float) -> dict[str, Any]:
    x = number(unit[0] * (radius + LABEL_GAP))
    first = _first_baseline(unit, lines, radius)
    return {
        "anchor": _anchor(unit),
        "lines": [
            {"x": x, "y": number(first + LABEL_LINE * index), "text": text}
            for index, text in enumerate(lines)
        ],
    }


def _series(
    kind: str, values: Sequence[int | None], units: Sequence[_Unit], step: float
) -> dict[str, Any]:
    points = [
        None if value is None else _point(unit, step * value)
        for unit, value in zip(units, values, strict=True)
    ]
    is_whole = None not in points
    return {
        "kind": kind,
        "is_whole": is_whole,
        "line": _closed(points) if is_whole else _broken(points),
        "markers": [
            {**point, "value": value, "diamond": _diamond(unit, step * value)}
            for point, unit, value in zip(points, units, values, strict=True)
            if point is not None and value is not None
        ],
    }


def _point(unit: _Unit, distance: float) -> dict[str, str]:
    return {"x": number(unit[0] * distance), "y": number(unit[1] * distance)}


def _ring(units: Iterable[_Unit], distance: float) -> list[dict[str, str] | None]:
    return [_point(unit, distance) for unit in units]


def _closed(points: Iterable[dict[str, str] | None]) -> str:
    return "M" + "L".join(f"{point['x']} {point['y']}" for point in points if point) + "Z"


def _broken(points: Sequence[dict[str, str] | None]) -> str:
    """A piece of line for each pair of neighbours that exist, the last and the first included."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return "".join(f"M{a['x']} {a['y']}L{b['x']} {b['y']}" for a, b in pairs if a and b)


def _diamond(unit: _Unit, distance: float) -> str:
    x, y, half = unit[0] * distance, unit[1] * distance, number(DIAMOND)
    return f"M{number(x)} {number(y - DIAMOND)}l{half} {half}-{half} {half}-{half}-{half}z"


def _plot_x(value: int | None) -> str | None:
    return None if value is None else number(PLOT_START + PLOT_STEP * value)
