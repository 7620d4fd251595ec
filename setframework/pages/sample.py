"""A made-up result of the whole questionnaire, to look at before one has one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle
from uuid import UUID

from assessments.models.taking import Assessment
from assessments.pages.result.page import ResultPage
from assessments.scoring.questionnaire import Item, Questionnaire
from assessments.scoring.score import score
from assessments.selectors.result import Result

# One believable answer for each item of each scale, in their order.
NOW = ((3, 1, 3, 2, 1, 2, 4, 3, 2), (1, 2, 3, 3, 2, 1, 4), (4, 3, 2, 2, 2, 2, 3))
BEFORE = ((2, 1, 2, 2, 1, 1, 4, 3, 2), (1, 2, 2, 3, 2, 1, 4), (4, 3, 2, 2, 2, 2, 3))
# Places among the items of which the questionnaire asks whether one could gain them.
CAN_GAIN = (1, 5)
COMPLETED_AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
LAST_TIME_AT = datetime(2026, 10, 12, 10, tzinfo=UTC)

Values = Sequence[Sequence[int]]


def make_sample(
    questionnaire: Questionnaire,
    scale: str | None = None,
    level: str | None = None,
    path: str | None = None,
) -> ResultPage:
    """Compared with the middle rung unless another is asked for; UnknownKey like a real one."""
    middle = _middle(questionnaire)
    level = middle if level is None else level
    now = _result(questionnaire, NOW, COMPLETED_AT, level, path)
    before = _result(questionnaire, BEFORE, LAST_TIME_AT, middle, None)
    return ResultPage(now, scale, {}, before, is_kept=False)


def _nearest(item: Item, value: int) -> int:
    """Not every answer scale has all five values."""
    return min((option.value for option in item.answer_scale.options), key=lambda n: abs(n - value))


def _middle(questionnaire: Questionnaire) -> str:
    levels = questionnaire.levels
    return levels[len(levels) // 2].key if levels else ""


def _result(
    questionnaire: Questionnaire, values: Values, at: datetime, level: str, path: str | None
) -> Result:
    responses = {
        item.key: _nearest(item, of_scale[place % len(of_scale)])
        for scale, of_scale in zip(questionnaire.scales, cycle(values), strict=False)
        for place, item in enumerate(scale.items)
    }
    gainable = (item for item in questionnaire.items if item.can_gain)
    sitting = Assessment(
        code=UUID(int=0),
        level=level,
        path=path or "",
        started_at=at,
        completed_at=at,
        responses=responses,
        can_gain=[item.key for place, item in enumerate(gainable) if place in CAN_GAIN],
    )
    return Result(sitting, questionnaire, score(questionnaire, responses, level or None, path))
