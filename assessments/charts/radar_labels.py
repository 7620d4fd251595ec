"""The names around a radar: beside the ends of the axes, and always inside the drawing."""

from collections.abc import Sequence
from typing import Any

from assessments.charts.geometry import Unit, number

WIDTH = 440
MARGIN = 4
GAP = 12
LINE = 18
# The mean width of a character, with some air: on a phone letters are 17 units high.
CHARACTER = 7.9
WRAPS_FROM = 11
# As far as a name may be moved inwards before the drawing gets wider instead.
FURTHEST_MOVE = 40
# A badge is a square on the axis outside the rim, with its name behind it.
BADGE, BADGE_GAP, BEHIND_BADGE = 20, 17, 17


def label(unit: Unit, text: str, radius: float, badge: int | None = None) -> dict[str, Any]:
    """The lines of a name and their places. Names at the sides start at the axis.

    A name that would leave the drawing is moved to its edge and past the corner of the rim.
    """
    lines = wrap(text)
    width, height = CHARACTER * max(map(len, lines)), LINE * len(lines)
    anchor = _anchor(unit, badge)
    x, middle = _place(unit, radius, badge, height)
    beyond = 0.0 if anchor == "middle" else abs(x) + width - (WIDTH / 2 - MARGIN)
    if beyond > 0:
        inwards = min(beyond, FURTHEST_MOVE)
        x -= inwards if anchor == "start" else -inwards
        corner = unit[1] * radius if badge is None else unit[1] * (radius + BADGE_GAP)
        away = height / 2 + (BADGE / 2 if badge else LINE / 2)
        middle = corner + (away if unit[1] > 0 else -away)
    first = middle - height / 2 + 0.75 * LINE
    return {
        "anchor": anchor,
        "reach": width / 2 if anchor == "middle" else abs(x) + width,
        "top": middle - height / 2,
        "bottom": middle + height / 2,
        "lines": [
            {"x": number(x), "y": number(first + LINE * index), "text": line}
            for index, line in enumerate(lines)
        ],
    }


def view_box(labels: Sequence[dict[str, Any]], radius: float) -> str:
    """Around the rim and every name; wider than usual only where a name is very long."""
    half = max([WIDTH / 2, *(each["reach"] + MARGIN for each in labels)])
    rim = radius + BADGE_GAP + BADGE / 2
    top = min([-rim, *(each["top"] for each in labels)]) - MARGIN
    bottom = max([0.0, *(each["bottom"] for each in labels)]) + MARGIN
    return " ".join(map(number, (-half, top, 2 * half, max(bottom, rim) - top)))


def wrap(text: str) -> list[str]:
    """The name in one line or, where it is long and has a space, in two of like length."""
    words = text.split()
    if len(text) < WRAPS_FROM or len(words) < 2:
        return [" ".join(words)]
    halves = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]
    return min(halves, key=lambda lines: max(map(len, lines)))


def _anchor(unit: Unit, badge: int | None) -> str:
    if abs(unit[0]) < 0.1 and badge is None:  # straight up or down
        return "middle"
    return "start" if unit[0] > -0.1 else "end"


def _place(unit: Unit, radius: float, badge: int | None, height: float) -> tuple[float, float]:
    """Where a name starts, and the middle of its height."""
    if badge is not None:
        side = 1 if unit[0] > -0.1 else -1
        far = radius + BADGE_GAP
        return unit[0] * far + side * BEHIND_BADGE, unit[1] * far
    far = radius + GAP
    return unit[0] * far, unit[1] * (far + height / 2)
