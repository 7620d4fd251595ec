"""The pages of the plan: goals with their outcome, and the first values of a new goal."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from assessments.models.plan import Goal
from assessments.pages.result.parts import ColouredScale, coloured_scales
from assessments.scoring.questionnaire import Effort, Item, Questionnaire, find_action, find_item
from assessments.selectors.plan import FollowedGoal
from assessments.services.plan import TEXT_LENGTH

# Time to get started, added to the time of the action itself.
ROOM = timedelta(days=14)
DAYS = {"min": 0, "hour": 0, "day": 1, "week": 7, "month": 30, "quarter": 91}
# For a step without a known effort.
WHILE = timedelta(days=91)


@dataclass(frozen=True)
class Row:
    """A goal with its item, the item whose answer it should move, and the outcome.

    `outcome` is moved, same, lower, or empty while no result shows it.
    """

    followed: FollowedGoal
    item: Item | None
    coloured: ColouredScale | None
    expects: Item | None
    is_overdue: bool

    @property
    def goal(self) -> Goal:
        return self.followed.goal

    @property
    def outcome(self) -> str:
        check = self.followed.check
        if check is None:
            return ""
        if check.moved:
            return "moved"
        return "same" if check.after == check.before else "lower"


class PlanPage:
    """Open goals by their day, done ones newest first."""

    def __init__(self, followed: Iterable[FollowedGoal], today: date):
        rows = [make_row(each, today) for each in followed]
        undated = date.max
        self.open = sorted(
            (row for row in rows if row.goal.done_at is None),
            key=lambda row: (row.goal.due_on or undated, row.goal.created_at, row.goal.pk),
        )
        self.done = sorted(
            (row for row in rows if row.goal.done_at is not None),
            key=lambda row: (row.goal.done_at, row.goal.pk),
            reverse=True,
        )

    @property
    def checked(self) -> int:
        """The number of done goals whose outcome a result shows."""
        return sum(row.outcome != "" for row in self.done)

    @property
    def moved(self) -> int:
        return sum(row.outcome == "moved" for row in self.done)


def make_row(followed: FollowedGoal, today: date) -> Row:
    goal, questionnaire = followed.goal, followed.questionnaire
    item = find_item(questionnaire, goal.item)
    expects = find_item(questionnaire, goal.expects)
    about = item or expects
    return Row(
        followed=followed,
        item=item,
        coloured=coloured_scales(questionnaire)[about.scale] if questionnaire and about else None,
        expects=expects,
        is_overdue=goal.done_at is None and goal.due_on is not None and goal.due_on < today,
    )


def draft_goal(
    questionnaire: Questionnaire, named: Mapping[str, str], today: date
) -> dict[str, Any]:
    """The form's first values: from an action, a strength to lean on, an item, or nothing.

    `named` has their keys. Unknown keys are left out: an old link leads to an empty form.
    """
    item = find_item(questionnaire, named.get("item", ""))
    action = find_action(item, named.get("action", ""))
    strength = find_item(questionnaire, named.get("lean_on", ""))
    leans = item is not None and strength is not None
    route = Goal.Route.BALANCE if leans else Goal.Route.CONVERT if item else Goal.Route.OWN
    return {
        "code": uuid.uuid4(),
        "item": item.key if item else "",
        "action": action.key if action else "",
        "text": action.text if action else _lean(item, strength) if item and strength else "",
        "route": route,
        "expects": item.key if item else "",
        "due_on": today + (ROOM + _duration(action.effort) if action else WHILE),
    }


def draft_step(
    questionnaire: Questionnaire, named: Mapping[str, str], today: date
) -> dict[str, Any] | None:
    """The values of a goal that a result proposes; None if the questionnaire has no such item."""
    draft = draft_goal(questionnaire, named, today)
    item = find_item(questionnaire, draft["item"])
    if item is None:
        return None
    text = draft["text"] or _("Take the chance I know of: %s") % item.title
    return {**draft, "text": text[:TEXT_LENGTH]}


def _lean(item: Item, strength: Item) -> str:
    if item.lean_on is not None and item.lean_on.item == strength.key:
        return item.lean_on.how
    return _("Lean on %(strength)s for %(item)s.") % {
        "strength": strength.title,
        "item": item.title,
    }


def _duration(effort: Effort) -> timedelta:
    return timedelta(days=effort.amount * DAYS[effort.unit])
