"""The result page: the scores of one assessment in the order and words of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.charts import radar
from assessments.charts.dot_plot import WIDE_STEP, dot_plot
from assessments.models.direction import Direction
from assessments.models.taking import Note
from assessments.pages.result import words
from assessments.pages.result.change import ResultChanges
from assessments.pages.result.compared import Compared
from assessments.pages.result.parts import (
    Card,
    Chance,
    Gap,
    Line,
    Panel,
    Row,
    Step,
    Strength,
    coloured_scales,
)
from assessments.scoring.questionnaire import (
    MAX_VALUE,
    NO_OPPORTUNITY,
    AnswerScale,
    Item,
    Level,
    Scale,
)
from assessments.scoring.score import Focus, aim, mean_target
from assessments.selectors.result import Result

# A radar needs an area to show a shape.
FEWEST_AXES = 3


class ResultPage:
    """The parts of the page, each computed where a template asks for it."""

    def __init__(
        self,
        result: Result,
        scale: str | None,
        notes: Mapping[str, Note],
        previous: Result | None = None,
        directions: Sequence[Direction] = (),
        *,
        is_kept: bool = True,
    ):
        """UnknownKey for a scale that does not exist; without one the first is shown.

        `directions` are the person's, oldest first. A result that no account keeps offers nothing
        that needs an account.
        """
        self.is_kept = is_kept
        self.directions = directions
        self.previous = None if previous is None else previous.assessment
        self.changes = ResultChanges(result, previous)
        self.assessment = result.assessment
        self.questionnaire = result.questionnaire
        self.profile = result.profile
        self.notes = notes
        self.max = MAX_VALUE
        self.scale = self.questionnaire.scale(scale) if scale else self.questionnaire.scales[0]
        self.coloured_scales = coloured_scales(self.questionnaire)

    @cached_property
    def level(self) -> Level | None:
        key = self.profile.level
        return None if key is None else self.questionnaire.level(key)

    @cached_property
    def next_level(self) -> Level | None:
        """The level above the one that is compared with."""
        levels = self.questionnaire.levels
        if self.level is None:
            return None
        index = levels.index(self.level) + 1
        return levels[index] if index < len(levels) else None

    @cached_property
    def compared(self) -> Compared:
        return Compared(
            self.questionnaire,
            self.assessment,
            self.level,
            self.profile.path,
            self.directions,
            self.previous,
        )

    def counts(self) -> SafeString:
        return words.counts(self.questionnaire, self.profile)

    def biggest_gaps(self) -> str:
        return words.biggest_gaps(self.questionnaire, self.profile)

    def left_out(self) -> str:
        return words.left_out(self.profile)

    @cached_property
    def cards(self) -> list[Card]:
        return [self._card(scale) for scale in self.questionnaire.scales]

    @cached_property
    def panel(self) -> Panel:
        return self._panel(self.scale)

    def sections(self) -> list[tuple[Card, Panel]]:
        """Every scale in short and in full, for print."""
        return [(card, self._panel(card.coloured.scale)) for card in self.cards]

    @property
    def technology_scale(self) -> AnswerScale | None:
        """The scale of key technologies if they are shown beside the open pillar, else None.

        They are shown beside the pillar in which most items use that scale, and never scored.
        """
        scale = self.questionnaire.key_technology_scale
        most_like = max(
            self.questionnaire.scales,
            key=lambda each: sum(item.answer_scale == scale for item in each.items),
        )
        return scale if self.scale == most_like else None

    @cached_property
    def strengths(self) -> list[Strength]:
        return [self._strength(key) for key in self.profile.strengths[: words.SHOWN]]

    @cached_property
    def gaps(self) -> list[Gap]:
        return [self._gap(focus) for focus in self.profile.focus[: words.SHOWN]]

    @cached_property
    def badges(self) -> dict[str, int]:
        """Item key -> 1, 2 or 3: the number of a focus area wherever it is shown."""
        return {gap.item.key: place for place, gap in enumerate(self.gaps, start=1)}

    @cached_property
    def chances(self) -> list[Chance]:
        """Items without an opportunity, and items that the person could gain, in their order."""
        waiting = set(self.profile.no_opportunity)
        can_gain = set(self.assessment.can_gain)
        return [
            Chance(
                item,
                self.coloured_scales[item.scale],
                item.key in waiting,
                item.key in can_gain,
                next(iter(_steps(item)), None),
            )
            for item in self.questionnaire.items
            if item.key in waiting | can_gain
        ]

    def line(self, key: str) -> Line:
        """UnknownKey for an item that does not exist."""
        item = self.questionnaire.item(key)
        aim_label = words.value_label(item, self._aim(item))
        return Line(item, self.coloured_scales[item.scale], self._answer_label(item), aim_label)

    def _card(self, scale: Scale) -> Card:
        score = self.profile.scale(scale.key)
        target = mean_target(self.questionnaire, scale.key, self.profile.level, self.profile.path)
        answered = [item for item in scale.items if self._value(item) is not None]
        change = self.changes.of(scale.key)
        lowest = min(answered, key=lambda item: self._value(item) or 0, default=None)
        return Card(
            coloured=self.coloured_scales[scale.key],
            score=score,
            target=target,
            lowest=lowest,
            lowest_value=None if lowest is None else self._value(lowest),
            change=change,
            moved="" if change is None else words.card_change(change.change),
            there=words.card_counts(score),
        )

    def shapes(self) -> list[tuple[Card, dict[str, Any] | None]]:
        """Every scale in short with its radar without names; None where a radar shows no shape."""
        charts = [self._chart(card.coloured.scale) for card in self.cards]
        drawn = [each and radar.small_radar_svg(each, self.badges) for each in charts]
        return list(zip(self.cards, drawn, strict=True))

    def _chart(self, scale: Scale) -> dict[str, Any] | None:
        if len(scale.items) < FEWEST_AXES:
            return None
        aims = {item.key: self._aim(item) for item in scale.items}
        responses, before = self.assessment.responses, self.changes.before
        return radar.radar(self.questionnaire, scale.key, responses, aims, before)

    def _panel(self, scale: Scale) -> Panel:
        rows = tuple(self._row(item) for item in scale.items)
        chart = self._chart(scale)
        return Panel(
            coloured=self.coloured_scales[scale.key],
            finding=words.finding([(row.item, row.now, row.aim) for row in rows]),
            chart=None if chart is None else chart | {"names": self.series_names},
            drawing=None if chart is None else radar.radar_svg(chart, self.badges),
            rows=rows,
        )

    @cached_property
    def series_names(self) -> dict[str, str]:
        """Kind of a line of the radar -> its name in the legend."""
        names = {"now": _("Now"), "before": self.changes.since, "target": _("Yes starts here")}
        if self.level is not None:
            names["target"] = self.level.name
        return names

    def _row(self, item: Item) -> Row:
        now, aim = self._value(item), self._aim(item)
        before = self.changes.before.get(item.key)
        return Row(
            item=item,
            before=before,
            now=now,
            now_label=self._answer_label(item),
            aim=aim,
            aim_label=words.value_label(item, aim),
            plot=dot_plot(now, aim, before),
            note=self.notes.get(item.key),
        )

    def _strength(self, key: str) -> Strength:
        item = self.questionnaire.item(key)
        return Strength(item, self.coloured_scales[item.scale], self._answer_label(item))

    def _gap(self, focus: Focus) -> Gap:
        item = self.questionnaire.item(focus.item)
        steps = _steps(item)
        is_lean_on = item.lean_on is not None and item.lean_on.item == focus.balance
        return Gap(
            item=item,
            coloured=self.coloured_scales[item.scale],
            now_label=self._answer_label(item),
            aim_label=words.value_label(item, focus.aim),
            plot=dot_plot(self._value(item), focus.aim, step=WIDE_STEP),
            first=next(iter(steps), None),
            more=steps[1:],
            balance=None if focus.balance is None else self._strength(focus.balance),
            how=item.lean_on.how if item.lean_on is not None and is_lean_on else "",
        )

    def _value(self, item: Item) -> int | None:
        value = self.assessment.responses.get(item.key)
        return value if type(value) is int else None

    def _aim(self, item: Item) -> int:
        return aim(self.questionnaire, item.key, self.profile.level, self.profile.path)

    def _answer_label(self, item: Item) -> str:
        value = self._value(item)
        if value is not None:
            return words.value_label(item, value)
        if self.assessment.responses.get(item.key) == NO_OPPORTUNITY:
            return _("No opportunity so far")
        return _("No answer")


def _steps(item: Item) -> tuple[Step, ...]:
    return tuple(Step(action, words.effort(action.effort)) for action in item.actions_by_effort)
