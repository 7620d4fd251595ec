"""Published numbers of a group as lines over the half-years; no Django here.

A held half-year is a gap in the lines, never a zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import Any

from assessments.charts.geometry import number
from assessments.charts.lines import NARROW, WIDE, Frame, Line, lines, lines_svg
from assessments.scoring.questionnaire import MAX_VALUE
from assessments.teams.disclosure.half_years import days_of

# tokens.css has so many colours. A fourth pillar takes the first one again, with another mark.
COLOURS = 3
# The mark follows the index: a release copies the names of its pillars, not how they are drawn.
GLYPHS = ("circle", "diamond", "triangle", "square")
# Rounded numbers are often equal. So each pillar is drawn this many pixels beside the last one.
BESIDE = 10
# Pixels from the last mark to the names of the lines.
LABEL_SPACE = 13
# A half-year's name is long.
FRAMES = (WIDE, replace(NARROW, ticks=2))


@dataclass(frozen=True)
class Pillar:
    """A pillar as drawn. Its index among the pillars gives it its colour and its mark."""

    key: str
    name: str
    index: int

    @property
    def colour(self) -> int:
        return self.index % COLOURS + 1

    @property
    def glyph(self) -> str:
        return GLYPHS[self.index % len(GLYPHS)]


@dataclass(frozen=True)
class HalfYearValues:
    """The values published when it closed: pillar key -> points (0..100), empty where held."""

    closes_at: datetime
    values: Mapping[str, int | Fraction]


def on_scale(points: int | Fraction) -> float:
    """Points (0..100) on the scale of the answers (0..4), to one decimal."""
    return round(float(Fraction(points) * MAX_VALUE / 100), 1)


def draw_trend(
    pillars: Sequence[Pillar],
    half_years: Sequence[HalfYearValues],
    label: Callable[[datetime | date], str],
    *,
    are_joined: bool = True,
) -> list[dict[str, Any]]:
    """The lines for a wide and for a narrow screen. `half_years`: at least one, oldest first.

    They are points alone where half-years rest on different teams, and so are not `are_joined`.

    A half-year is drawn at its start. `label` puts that moment into words, or a date: the start
    of a year.
    """
    began = [_began(each.closes_at) for each in half_years]
    chart = lines(began, [_line(pillar, half_years, are_joined) for pillar in pillars])
    return [_drawing(chart, frame, began, label) for frame in FRAMES]


def _began(closes_at: datetime) -> datetime:
    first, _last = days_of(closes_at)
    return datetime.combine(first, time(), UTC)


def _line(pillar: Pillar, half_years: Sequence[HalfYearValues], are_joined: bool) -> Line:
    points = [each.values.get(pillar.key) for each in half_years]
    return Line(
        key=pillar.key,
        name=pillar.name,
        letter=pillar.name[:1],
        glyph=pillar.glyph,
        colour=pillar.colour,
        values=[None if each is None else on_scale(each) for each in points],
        joins=[False] + [are_joined] * (len(points) - 1),
        seen_later=[None] * len(points),
    )


def _drawing(
    chart: dict[str, Any],
    frame: Frame,
    moments: Sequence[datetime],
    label: Callable[[datetime | date], str],
) -> dict[str, Any]:
    """The ends of the lines have no numbers: they are rounded, and the table says how."""
    drawing = lines_svg(chart, frame, moments, label)
    series = [
        lines_svg(chart, _beside(frame, index), moments, label)["series"][index]
        for index in range(len(chart["series"]))
    ]
    end = number(float(drawing["end"]) + BESIDE * (len(series) - 1) + LABEL_SPACE)
    labels = [each | {"value": None, "x": end} for each in drawing["labels"]]
    return drawing | {"series": series, "labels": labels}


def _beside(frame: Frame, index: int) -> Frame:
    shift = BESIDE * index
    return replace(frame, left=frame.left + shift, right=frame.right - shift)
