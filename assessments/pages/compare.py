"""The comparison of two results: answers that rose or fell, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.charts.dot_plot import dot_plot
from assessments.models.look_back import LookBack
from assessments.pages.history import words
from assessments.pages.result.parts import ColouredScale, coloured_scales
from assessments.scoring.change import (
    NOT_COMPARABLE,
    Answers,
    ItemChange,
    ScaleChange,
    change,
    values_in,
)
from assessments.scoring.questionnaire import MAX_VALUE, Item, Scale
from assessments.scoring.score import shown_mean
from assessments.selectors.history import History


@dataclass(frozen=True)
class ItemRow:
    """One item that compares. Values are 0..4; `later` is the first one as seen later."""

    item: Item
    before: int
    later: int | None
    after: int
    plot: Mapping[str, Any]


@dataclass(frozen=True)
class Group:
    """Items that went the same way."""

    name: str
    kind: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class Section:
    """One scale: facts, then the band; means on 0..4 over the items that compare."""

    coloured: ColouredScale
    change: ScaleChange
    facts: str
    band: str
    before: float | None
    after: float | None
    groups: tuple[Group, ...]
    left_out: tuple[Item, ...]

    @property
    def compares(self) -> bool:
        return self.change.band != NOT_COMPARABLE


class ComparePage:
    """The parts of the page, each computed where a template asks for it."""

    def __init__(
        self, history: History, first: int, second: int, *, look_backs: Mapping[int, LookBack]
    ):
        """`first` and `second` are indexes of the history, the earlier one first."""
        self.before, self.after = history.sittings[first], history.sittings[second]
        self.answers = history.answers[first], history.answers[second]
        self.questionnaire = self.answers[1].questionnaire
        self.coloured_scales = coloured_scales(self.questionnaire)
        self.seen = look_backs.get(self.before.pk)
        self.max = MAX_VALUE

    @property
    def is_across_versions(self) -> bool:
        return self.answers[0].questionnaire.version != self.questionnaire.version

    def summary(self) -> SafeString:
        ups = sum(each.ups for each in self.changes)
        downs = sum(each.downs for each in self.changes)
        facts = words.facts(ups, downs, self.items_compared - ups - downs)
        return format_html(
            _("From {before} to {after}: <strong>{facts}</strong>."),
            before=words.long_day(self.before.completed_at),
            after=words.long_day(self.after.completed_at),
            facts=facts,
        )

    @cached_property
    def changes(self) -> tuple[ScaleChange, ...]:
        return change(*self.answers)

    @property
    def items_compared(self) -> int:
        return sum(each.items_compared for each in self.changes)

    def rests_on(self) -> str:
        return words.rests_on(self.items_compared, len(self.questionnaire.items))

    def basis(self) -> str:
        return words.basis(self.changes)

    @cached_property
    def sections(self) -> list[Section]:
        return [self._section(each) for each in self.changes]

    def _section(self, found: ScaleChange) -> Section:
        coloured = self.coloured_scales[found.key]
        same = found.items_compared - found.ups - found.downs
        compares = found.band != NOT_COMPARABLE
        return Section(
            coloured=coloured,
            change=found,
            facts=words.facts(found.ups, found.downs, same),
            band=words.band(found),
            before=_mean([item.before for item in found.items]) if compares else None,
            after=_mean([item.after for item in found.items]) if compares else None,
            groups=tuple(self._groups(found)),
            left_out=_left_out(coloured.scale, found),
        )

    def _groups(self, found: ScaleChange) -> list[Group]:
        ways = (
            (_("Up"), "up", lambda item: item.after > item.before),
            (_("Lower"), "lower", lambda item: item.after < item.before),
            (_("The same"), "same", lambda item: item.after == item.before),
        )
        groups = [
            Group(name, kind, tuple(self._row(item) for item in found.items if goes(item)))
            for name, kind, goes in ways
        ]
        return [group for group in groups if group.rows]

    def _row(self, moved: ItemChange) -> ItemRow:
        return ItemRow(
            item=self.questionnaire.item(moved.item),
            before=moved.before,
            later=self._seen_values.get(moved.item),
            after=moved.after,
            plot=dot_plot(moved.after, None, moved.before),
        )

    @cached_property
    def _seen_values(self) -> dict[str, int]:
        if self.seen is None:
            return {}
        answered = Answers(self.answers[0].questionnaire, self.seen.responses)
        return values_in(self.questionnaire, answered)


def _mean(values: list[int]) -> float:
    return shown_mean(sum(values), len(values))


def _left_out(scale: Scale, found: ScaleChange) -> tuple[Item, ...]:
    compared = {item.item for item in found.items}
    return tuple(item for item in scale.items if item.key not in compared)
