"""The pillars as shapes side by side, and the same in a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.charts import radar
from assessments.pages.result.change import ResultChanges
from assessments.pages.result.parts import ColouredScale, coloured_scales
from assessments.pages.result.words import SHOWN
from assessments.scoring.questionnaire import Item, Scale
from assessments.scoring.score import ScaleScore, aim
from assessments.selectors.result import Result
from setframework.pages.home import words

# A radar needs an area to show a shape.
FEWEST_AXES = 3


@dataclass(frozen=True)
class Line:
    """One item of the table: values are 0..4, `now` and `before` are None without a number."""

    item: Item
    badge: int | None
    before: int | None
    now: int | None
    aim: int


@dataclass(frozen=True)
class Shape:
    """One pillar: its drawing twice, small without names and large with them, and its table.

    `small` and `large` are None where there are too few axes; `badges` are those of this pillar.
    """

    coloured: ColouredScale
    score: ScaleScore
    facts: str
    small: Mapping[str, Any] | None
    large: Mapping[str, Any] | None
    badges: list[tuple[int, str]]
    lines: list[Line]
    is_widest: bool


class Shapes:
    """All pillars of a result, beside the result before it."""

    def __init__(self, result: Result, changes: ResultChanges):
        self.result, self.changes = result, changes
        focus = result.profile.focus[:SHOWN]
        self.badges = {each.item: place for place, each in enumerate(focus, start=1)}

    def list_shapes(self) -> list[Shape]:
        coloured = coloured_scales(self.result.questionnaire)
        return [self._shape(each) for each in coloured.values()]

    def _shape(self, coloured: ColouredScale) -> Shape:
        scale = coloured.scale
        lines = [self._line(item) for item in scale.items]
        chart = self._chart(scale, lines)
        score = self.result.profile.scale(scale.key)
        return Shape(
            coloured=coloured,
            score=score,
            facts=self._facts(score),
            small=None if chart is None else radar.small_radar_svg(chart, self.badges),
            large=None if chart is None else radar.radar_svg(chart, self.badges),
            badges=sorted((line.badge, line.item.axis_label) for line in lines if line.badge),
            lines=lines,
            is_widest=scale.key == self._widest(),
        )

    def _chart(self, scale: Scale, lines: list[Line]) -> dict[str, Any] | None:
        if len(lines) < FEWEST_AXES:
            return None
        aims = {line.item.key: line.aim for line in lines}
        result = self.result
        responses, before = result.assessment.responses, self.changes.before
        return radar.radar(result.questionnaire, scale.key, responses, aims, before)

    def _line(self, item: Item) -> Line:
        result, value = self.result, self.result.assessment.responses.get(item.key)
        return Line(
            item,
            self.badges.get(item.key),
            before=self.changes.before.get(item.key),
            now=value if type(value) is int else None,
            aim=aim(result.questionnaire, item.key, result.profile.level, result.profile.path),
        )

    def _facts(self, score: ScaleScore) -> str:
        met = score.yes if score.on_target is None else score.on_target
        there = _("%(met)d of %(items)d there") % {"met": met, "items": score.items}
        if score.mean is None:
            there = _("%(n)d of %(items)d answered") % {"n": score.answered, "items": score.items}
        change = self.changes.changes.get(score.key)
        if change is None or not change.items_compared:
            return there
        return words.shape_facts(change.ups, change.downs, there)

    def _widest(self) -> str:
        """The pillar with the widest gap; without one the first."""
        focus, questionnaire = self.result.profile.focus, self.result.questionnaire
        return questionnaire.item(focus[0].item).scale if focus else questionnaire.scales[0].key
