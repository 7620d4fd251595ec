"""The shapes as a picture to show to somebody: no number, no name of a person, skill or level."""

from typing import Any

from assessments.charts.geometry import number
from assessments.pages.result.change import ResultChanges
from assessments.selectors.result import Result
from setframework.pages.home.shapes import Shapes

CELL = 240
HEIGHT = 330


def make_picture(result: Result) -> dict[str, Any]:
    """Now beside the aim. The time before is left out: a picture shows where somebody is."""
    shapes = Shapes(result, ResultChanges(result, None)).list_shapes()
    drawn = [each for each in shapes if each.small is not None]
    width = CELL * max(1, len(drawn))
    return {
        "width": width,
        "height": HEIGHT,
        "middle": number(width / 2),
        "shapes": [
            {
                "coloured": each.coloured,
                "x": number(CELL * place + CELL / 2),
                "drawing": each.small,
            }
            for place, each in enumerate(drawn)
        ],
    }
