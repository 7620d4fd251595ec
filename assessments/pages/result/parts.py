"""The parts of a result as plain values for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.models.taking import Note
from assessments.pages.result.change import ResultChange
from assessments.scoring.questionnaire import Action, Item, Questionnaire, Scale
from assessments.scoring.score import ScaleScore

# The styles know three colours; a fourth scale takes the first one again.
COLOURS = 3


@dataclass(frozen=True)
class ColouredScale:
    """A scale with the number of its colour."""

    scale: Scale
    colour: int


def coloured_scales(questionnaire: Questionnaire) -> dict[str, ColouredScale]:
    """Scale key -> the scale with its colour, in the order of the questionnaire."""
    return {
        scale.key: ColouredScale(scale, number % COLOURS + 1)
        for number, scale in enumerate(questionnaire.scales)
    }


@dataclass(frozen=True)
class Card:
    """One scale in short. `moved` and `there` are the change and the count of targets in words."""

    coloured: ColouredScale
    score: ScaleScore
    target: float
    lowest: Item | None
    lowest_value: int | None
    change: ResultChange | None
    moved: str
    there: str


@dataclass(frozen=True)
class Row:
    """One item of the table: values are 0..4, `now` and `before` are None without a number."""

    item: Item
    before: int | None
    now: int | None
    now_label: str
    aim: int
    aim_label: str
    plot: Mapping[str, Any]
    note: Note | None


@dataclass(frozen=True)
class Panel:
    """One scale in full: a finding in words, the radar as numbers and as a drawing, the table."""

    coloured: ColouredScale
    finding: str
    chart: Mapping[str, Any] | None
    drawing: Mapping[str, Any] | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Step:
    """An action with its effort in words."""

    action: Action
    effort: str


@dataclass(frozen=True)
class Strength:
    item: Item
    coloured: ColouredScale
    label: str


@dataclass(frozen=True)
class Line:
    """One item in a sentence: where it is and where it should be, in words."""

    item: Item
    coloured: ColouredScale
    now_label: str
    aim_label: str


@dataclass(frozen=True)
class Gap:
    """A focus area: answer and aim in words, the first step, the others, and a strength for it.

    `balance` is that strength. `how` says how it helps; empty if the questionnaire does not say.
    """

    item: Item
    coloured: ColouredScale
    now_label: str
    aim_label: str
    plot: Mapping[str, Any]
    first: Step | None
    more: tuple[Step, ...]
    balance: Strength | None
    how: str


@dataclass(frozen=True)
class Chance:
    """An item that waits for an opportunity, and the smallest step towards one."""

    item: Item
    coloured: ColouredScale
    no_opportunity: bool
    can_gain: bool
    step: Step | None

    @property
    def action_key(self) -> str:
        return self.step.action.key if self.step else ""

    @property
    def plan_key(self) -> str:
        """The item and the step as the plan knows them."""
        return f"{self.item.key}/{self.action_key}"
