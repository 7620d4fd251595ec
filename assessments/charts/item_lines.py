"""One item over time, in a small drawing."""

from collections.abc import Sequence
from typing import Any

from assessments.charts.geometry import number
from assessments.charts.time_axis import drawn, is_joined, path
from assessments.scoring.questionnaire import MAX_VALUE

# The units of an item's small drawing.
ITEM_WIDTH, ITEM_HEIGHT = 320, 54
ITEM_MARGIN, ITEM_STEP = 7, 10


def item_line(
    shares: Sequence[float],
    values: Sequence[int | None],
    seen_later: Sequence[int | None],
) -> dict[str, Any]:
    """One item's small drawing. `shares` are the `time_shares` of its moments, values are 0..4."""
    width = ITEM_WIDTH - 2 * ITEM_MARGIN
    xs = [number(ITEM_MARGIN + share * width) for share in shares]
    joins = drawn(values, [True] * len(values))
    points = [
        None if value is None else f"{x} {_item_y(value)}"
        for x, value in zip(xs, values, strict=True)
    ]
    last = next((index for index in reversed(range(len(values))) if points[index]), None)
    return {
        "line": path(points, joins),
        "end": None if last is None else {"x": xs[last], "y": _item_y(values[last] or 0)},
        "alone": _dots(xs, values, joins, last),
        "seen": [
            {"x": x, "y": _item_y(value)}
            for x, value in zip(xs, seen_later, strict=True)
            if value is not None
        ],
    }


def item_frame(threshold: int) -> dict[str, str]:
    """The frame of every item's small drawing: its size, the ground and the line of a yes."""
    return {
        "view_box": f"0 0 {ITEM_WIDTH} {ITEM_HEIGHT}",
        "width": str(ITEM_WIDTH),
        "ground": _item_y(0),
        "yes": _item_y(threshold),
    }


def _dots(
    xs: Sequence[str], values: Sequence[int | None], joins: Sequence[bool], last: int | None
) -> list[dict[str, str]]:
    """Values that no line leads to or from: without a dot they would not be seen."""
    return [
        {"x": xs[index], "y": _item_y(value)}
        for index, value in enumerate(values)
        if value is not None and index != last and not is_joined(joins, index)
    ]


def _item_y(value: int) -> str:
    return str(ITEM_MARGIN + ITEM_STEP * (MAX_VALUE - value))
