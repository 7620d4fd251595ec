"""The progress of an open draft: how many questions are answered, and the next one."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.pages.pace import Pace
from assessments.pages.result.parts import ColouredScale, coloured_scales
from assessments.scoring.questionnaire import Item, Questionnaire

# 23 questions take about ten minutes.
SECONDS_A_QUESTION = 26


@dataclass(frozen=True)
class ScaleProgress:
    """The number of answered items of a scale. A skipped item counts in `seen` only."""

    coloured: ColouredScale
    items: int
    answered: int
    seen: int

    @property
    def is_complete(self) -> bool:
        return self.seen == self.items


class Unfinished:
    """The counts of an open draft, and its next open item. `pace` is the person's own."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        responses: Mapping[str, object],
        pace: Pace | None = None,
    ):
        self.scales = [
            ScaleProgress(
                coloured=coloured,
                items=len(coloured.scale.items),
                answered=sum(responses.get(item.key) is not None for item in coloured.scale.items),
                seen=sum(item.key in responses for item in coloured.scale.items),
            )
            for coloured in coloured_scales(questionnaire).values()
        ]
        self.items = len(questionnaire.items)
        self.answered = sum(scale.answered for scale in self.scales)
        open_items = [item for item in questionnaire.items if item.key not in responses]
        own = (pace or Pace()).minutes(len(open_items))
        self.minutes = own or max(1, round(len(open_items) * SECONDS_A_QUESTION / 60))
        self.next_item: Item | None = next(iter(open_items), None)
        self.next_scale = (
            None if self.next_item is None else questionnaire.scale(self.next_item.scale)
        )
