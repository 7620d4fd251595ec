"""The check page: every item with its answer in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.models.taking import Assessment, Note
from assessments.pages.question import FROM_CHECK, question_url
from assessments.scoring.questionnaire import SKIP, Item, Questionnaire, Scale

OPEN = "open"


@dataclass(frozen=True)
class Row:
    """One item with its answer in words.

    `kind` is "open", "answered" or the key of a special answer. `last_time` is the earlier answer
    in words, empty without one.
    """

    item: Item
    kind: str
    label: str
    url: str
    can_gain: bool
    note: Note | None
    carried: bool
    last_time: str


class CheckPage:
    """The rows of each scale. `notes` and `last` map item keys to notes and to earlier answers."""

    def __init__(
        self,
        assessment: Assessment,
        questionnaire: Questionnaire,
        notes: Mapping[str, Note],
        last: Mapping[str, str],
    ):
        self.assessment = assessment
        self.questionnaire = questionnaire
        self.notes = notes
        self.last = last
        self.scales: list[tuple[Scale, list[Row]]] = [
            (scale, [self._row(item) for item in scale.items]) for scale in questionnaire.scales
        ]
        rows = [row for _, of_scale in self.scales for row in of_scale]
        self.first = rows[0]
        self.skipped = [row for row in rows if row.kind == SKIP]
        self.open = [row for row in rows if row.kind == OPEN]

    def _row(self, item: Item) -> Row:
        kind, label = _answer(self.questionnaire, item, self.assessment.responses)
        return Row(
            item=item,
            kind=kind,
            label=label,
            url=f"{question_url(self.assessment, item.key)}?from={FROM_CHECK}",
            can_gain=item.key in self.assessment.can_gain,
            note=self.notes.get(item.key),
            carried=item.key in self.assessment.carried_over,
            # Only once an answer is saved: knowing the last one before would anchor it.
            last_time=self.last.get(item.key, "") if kind != OPEN else "",
        )


def _answer(
    questionnaire: Questionnaire, item: Item, responses: Mapping[str, Any]
) -> tuple[str, str]:
    """("open", ""), ("answered", the option's words) or (key of a special answer, its words)."""
    if item.key not in responses:
        return OPEN, ""
    value = responses[item.key]
    if value is None:
        return SKIP, ""
    if isinstance(value, str):
        return value, questionnaire.special_answer(value).label
    return "answered", item.answer_scale.option(value).label
