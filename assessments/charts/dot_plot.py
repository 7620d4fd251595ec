"""One answer on a fixed line from 0 to 4: now, last time and aim."""

from typing import Any

from assessments.charts.geometry import number
from assessments.scoring.questionnaire import MAX_VALUE

STEP = 28
# For a plot as wide as a card.
WIDE_STEP = 66
START = 8


def dot_plot(
    now: int | None, target: int | None, before: int | None = None, step: int = STEP
) -> dict[str, Any]:
    """A dot for now, a hollow one for a different time before, a tick for the target (0..4).

    `step` is the distance between two values, in pixels.
    """

    def x(value: int | None) -> str | None:
        return None if value is None else number(START + step * value)

    return {
        "view_box": f"0 0 {START * 2 + step * MAX_VALUE} 24",
        "start": x(0),
        "end": x(MAX_VALUE),
        "ticks": [x(value) for value in range(MAX_VALUE + 1)],
        "now": x(now),
        "target": x(target),
        "before": None if before == now else x(before),
    }
