"""Every item of one scale over time, each in a small drawing of the same size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from assessments.charts.item_lines import item_frame, item_line
from assessments.charts.time_axis import time_shares
from assessments.models.look_back import LookBack
from assessments.scoring.change import Answers, values_in
from assessments.scoring.questionnaire import Item, Scale
from assessments.selectors.history import History

# The number of results that are shown in full; older ones are folded.
RECENT = 12


@dataclass(frozen=True)
class ItemRow:
    """One item over time: first and last number, its drawing, the last dozen answers."""

    item: Item
    first: int | None
    now: int | None
    drawing: Mapping[str, Any]
    recent: tuple[str, ...]


class Items:
    """The items of a scale of the newest version, with the answers that compare with them."""

    def __init__(
        self,
        history: History,
        scale: Scale,
        look_backs: Mapping[int, LookBack],
        days: Sequence[str],
    ):
        self.history = history
        self.scale = scale
        self.look_backs = look_backs
        self.recent_days = days[-RECENT:]
        self.frame = item_frame(history.questionnaire.yes_threshold)

    @cached_property
    def rows(self) -> list[ItemRow]:
        newest = self.history.questionnaire
        values = [values_in(newest, answers) for answers in self.history.answers]
        seen = [self._seen_values(index) for index in range(len(values))]
        moments = [sitting.completed_at.timestamp() for sitting in self.history.sittings]
        shares = time_shares(moments)
        return [self._row(item, shares, values, seen) for item in self.scale.items]

    @property
    def has_carried(self) -> bool:
        return any("*" in shown for row in self.rows for shown in row.recent)

    def _row(
        self,
        item: Item,
        shares: Sequence[float],
        values: Sequence[Mapping[str, int]],
        seen: Sequence[Mapping[str, int]],
    ) -> ItemRow:
        own = [each.get(item.key) for each in values]
        recent = zip(own[-RECENT:], self.history.sittings[-RECENT:], strict=True)
        return ItemRow(
            item=item,
            first=next((value for value in own if value is not None), None),
            now=own[-1],
            drawing=item_line(shares, own, [each.get(item.key) for each in seen]),
            recent=tuple(_shown(value, item.key in each.carried_over) for value, each in recent),
        )

    def _seen_values(self, index: int) -> dict[str, int]:
        seen = self.look_backs.get(self.history.sittings[index].pk)
        if seen is None:
            return {}
        answered = self.history.answers[index].questionnaire
        return values_in(self.history.questionnaire, Answers(answered, seen.responses))


def _shown(value: int | None, is_carried_over: bool) -> str:
    if value is None:
        return "–"
    return f"{value}*" if is_carried_over else str(value)
