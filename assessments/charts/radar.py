"""Answers of one scale as plain values for the script and as geometry for the SVG.

Nothing here knows Django. Coordinates are texts, because a template would write the number
1.5 as "1,5" in many languages and an SVG must not have that.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.charts.geometry import Unit, directions, number, point
from assessments.charts.radar_labels import BADGE, BADGE_GAP, label, view_box
from assessments.scoring.questionnaire import MAX_VALUE, Item, Questionnaire

# The units of the drawing are pixels of a wide window; the origin is its centre.
RADIUS = 124
SMALL_RADIUS, SMALL_CELL = 91, 228
# Zero is an inner ring, so that low answers keep a shape.
INNER = 0.2
DIAMOND = 4.5


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
        "labels": [item.axis_label for item in items],
        "titles": [item.title for item in items],
        "series": [
            {"kind": kind, "values": _values(items, values)}
            for kind, values in series
            if values or kind == "now"
        ],
    }


def radar_svg(chart: Mapping[str, Any], badges: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The drawing of a `radar`: rings, axes, names, and for each series its lines and markers.

    The first item points up, the others follow clockwise. A series with a gap has lines
    between the neighbours that exist, and no fill. `badges` numbers items: key -> 1, 2, 3.
    """
    units = directions(len(chart["labels"]))
    numbers = [(badges or {}).get(item) for item in chart["items"]]
    labels = [
        label(unit, text, RADIUS, badge)
        for unit, text, badge in zip(units, chart["labels"], numbers, strict=True)
    ]
    return _drawing(chart, units, RADIUS) | {
        "view_box": view_box(labels, RADIUS),
        "steps": _steps(range(chart["max"] + 1), chart["max"], RADIUS),
        "labels": labels,
        "badges": _badges(units, numbers, RADIUS),
    }


def small_radar_svg(
    chart: Mapping[str, Any], badges: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The same in a cell of 228 pixels: no names, and the same box for any number of axes."""
    units = directions(len(chart["labels"]))
    numbers = [(badges or {}).get(item) for item in chart["items"]]
    half, reach = SMALL_CELL / 2, SMALL_RADIUS + BADGE_GAP + BADGE / 2 + 2
    return _drawing(chart, units, SMALL_RADIUS) | {
        "view_box": " ".join(map(number, (-half, -reach, 2 * half, 2 * reach))),
        "steps": _steps((0, chart["max"]), chart["max"], SMALL_RADIUS),
        "labels": [],
        "badges": _badges(units, numbers, SMALL_RADIUS, widest=half - BADGE / 2 - 1),
    }


def distance(value: float, radius: float, most: int = MAX_VALUE) -> float:
    """How far from the centre a value is: zero on the inner ring, the most on the rim."""
    return radius * (INNER + (1 - INNER) * value / most)


def _drawing(chart: Mapping[str, Any], units: Sequence[Unit], radius: float) -> dict[str, Any]:
    zero, rim = distance(0, radius), distance(chart["max"], radius)
    now: Sequence[int | None] = next(
        (each["values"] for each in chart["series"] if each["kind"] == "now"), []
    )
    rings = [
        _closed([point(unit, distance(step, radius, chart["max"])) for unit in units])
        for step in range(chart["max"] + 1)
    ]
    series = [_series(each, now, units, radius, chart["max"]) for each in chart["series"]]
    return {
        "radius": number(radius),
        "rings": rings,
        "axes": [{"start": point(unit, zero), "end": point(unit, rim)} for unit in units],
        "series": series,
        # Between the line of now and the ring of zero: the centre stays empty.
        "area": next(
            (
                each["line"] + rings[0]
                for each in series
                if each["kind"] == "now" and each["is_whole"]
            ),
            None,
        ),
    }


def _steps(values: Sequence[int], most: int, radius: float) -> list[dict[str, Any]]:
    return [
        {"y": number(-distance(value, radius, most)), "text": str(value), "is_end": value in ends}
        for ends in [(0, most)]
        for value in values
    ]


def _badges(
    units: Sequence[Unit],
    numbers: Sequence[int | None],
    radius: float,
    widest: float = float("inf"),
) -> list[dict[str, str]]:
    """A square with a number on an axis, outside the rim; `widest` is as far as one goes."""
    return [
        {
            "x": number(max(-widest, min(widest, unit[0] * (radius + BADGE_GAP)))),
            "y": number(unit[1] * (radius + BADGE_GAP)),
            "text": str(badge),
        }
        for unit, badge in zip(units, numbers, strict=True)
        if badge is not None
    ]


def _values(items: Sequence[Item], values: Mapping[str, object]) -> list[int | None]:
    return [
        value if type(value) is int else None for value in (values.get(item.key) for item in items)
    ]


def _series(
    series: Mapping[str, Any],
    now: Sequence[int | None],
    units: Sequence[Unit],
    radius: float,
    most: int,
) -> dict[str, Any]:
    """Its line and its markers. The time before is marked only where an answer changed."""
    kind, values = series["kind"], series["values"]
    reach = [None if value is None else distance(value, radius, most) for value in values]
    points = [
        None if far is None else point(unit, far) for unit, far in zip(units, reach, strict=True)
    ]
    is_whole = None not in points
    return {
        "kind": kind,
        "is_whole": is_whole,
        "line": _closed(points) if is_whole else _broken(points),
        "markers": [
            {**place, "value": value, "diamond": _diamond(unit, far)}
            for index, (place, far, unit, value) in enumerate(
                zip(points, reach, units, values, strict=True)
            )
            if place is not None and far is not None
            if kind != "before" or value != now[index]
        ],
    }


def _closed(points: Sequence[dict[str, str] | None]) -> str:
    return "M" + "L".join(f"{each['x']} {each['y']}" for each in points if each) + "Z"


def _broken(points: Sequence[dict[str, str] | None]) -> str:
    """A piece of line for each pair of neighbours that exist, the last and the first included."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return "".join(f"M{a['x']} {a['y']}L{b['x']} {b['y']}" for a, b in pairs if a and b)


def _diamond(unit: Unit, far: float) -> str:
    x, y, half = unit[0] * far, unit[1] * far, number(DIAMOND)
    return f"M{number(x)} {number(y - DIAMOND)}l{half} {half}-{half} {half}-{half}-{half}z"
