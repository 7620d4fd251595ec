"""One answer on a fixed line from 0 to 4: now, last time and aim."""

from typing import Any

from assessments.charts.geometry import number
from assessments.scoring.questionnaire import MAX_VALUE

STEP = 28
START = 8


def dot_plot(now: int | None, target: int | None, before: int | None = None) -> dict[str, Any]:
    """A dot for now, a hollow one for a different time before, a tick for the target (0..4)."""
    return {
        "view_box": f"0 0 {START * 2 + STEP * MAX_VALUE} 24",
        "start": _x(0),
        "end": _x(MAX_VALUE),
        "ticks": [_x(value) for value in range(MAX_VALUE + 1)],
        "now": _x(now),
        "target": _x(target),
        "before": None if before == now else _x(before),
    }


def _x(value: int | None) -> str | None:
    return None if value is None else number(START + STEP * value)
