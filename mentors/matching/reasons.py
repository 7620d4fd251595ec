"""Why two people fit, only from what the other one chose to show."""

from dataclasses import dataclass
from typing import Any

from mentors.matching.profile import Profile, common_hours

GOALS, WANTS, BACKGROUND = "goals", "wants", "background"
HOURS, STYLE, ANSWERS = "hours", "style", "answers"


@dataclass(frozen=True)
class Reason:
    """Keys and numbers; selectors/words.py puts them into words.

    goals: keys of aspirations, heaviest first, of `total`. wants: item keys. background: shared
    tags, or the other's own if `me` prefers another background. hours: `total` a week. style:
    those of "cadence" and "agenda" that are equal. answers: `total` days.
    """

    factor: str
    facts: tuple[str, ...] = ()
    total: int = 0


def reasons(me: Profile, other: Profile, answer_days: int | None = None) -> list[Reason]:
    """Why `other` may help `me`. Items that I hide count: they are no secret to me."""
    goals = tuple(goal for goal in me.weights if goal in other.weights)
    found = [
        Reason(GOALS, goals, len(me.weights)),
        Reason(WANTS, tuple(sorted((me.wants & other.offers) - other.hidden))),
        Reason(BACKGROUND, _background(me, other)),
        Reason(HOURS, total=common_hours(me.week, other.week)),
        Reason(STYLE, _style(me, other)),
        Reason(ANSWERS, total=0 if answer_days is None else max(answer_days, 1)),
    ]
    return [reason for reason in found if _says_something(reason)]


def could_offer(me: Profile, other: Profile) -> list[Reason]:
    """The reasons that differ in the other direction: what `me` could do for `other`."""
    goals = tuple(goal for goal in other.weights if goal in me.weights)
    found = [
        Reason(GOALS, goals, len(other.weights)),
        Reason(WANTS, tuple(sorted((other.wants & me.offers) - other.hidden))),
    ]
    return [reason for reason in found if _says_something(reason)]


def _background(me: Profile, other: Profile) -> tuple[str, ...]:
    shared = me.background & other.background
    if me.preference == "different":
        return () if shared else tuple(sorted(other.background))
    return tuple(sorted(shared))


def _style(me: Profile, other: Profile) -> tuple[str, ...]:
    return tuple(
        name for name in ("cadence", "agenda") if getattr(me, name) == getattr(other, name)
    )


def _says_something(reason: Reason) -> Any:
    return reason.total if reason.factor in {HOURS, ANSWERS} else reason.facts
