"""The plan beside one result: steps that are in it already, and goals that the result checks."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from assessments.pages.plan import ROOM, Row, make_row
from assessments.selectors.plan import FollowedGoal
from assessments.selectors.result import Surroundings

# So long after a step was added its button says "Undo"; later the plan is the place to delete it.
UNDO_FOR = timedelta(hours=1)
# Checked goals that a result shows; the plan has all.
MOST_CHECKED = 2


def step_code(assessment: UUID, step: str) -> UUID:
    """The code of the goal that a step of this result becomes: two clicks make one goal.

    `step` is `item/action`, or `item/balance` where it uses a strength.
    """
    return uuid5(assessment, step)


@dataclass(frozen=True)
class Planned:
    """A step of the result that is in the plan, and what the page says of it."""

    goal: Goal
    said: str
    may_undo: bool


class ResultGoals:
    """`planned` has the steps in the plan, as in `step_code`.

    `checked` are the goals whose outcome this result shows, in the order they were added.
    """

    def __init__(self, assessment: Assessment, found: Surroundings):
        now, today = timezone.now(), timezone.localdate()
        # Goals are about what the site asks; steps of another questionnaire stay words.
        self.may_add = assessment.version.key == settings.QUESTIONNAIRE
        self.planned: dict[str, Planned] = {}
        for goal in found.goals:
            step = _step(goal)
            if goal.done_at is None:
                may_undo = not goal.note and goal.created_at > now - UNDO_FOR
                self.planned[step] = Planned(goal, _said(goal, today), may_undo)
            elif goal.code == step_code(assessment.code, step):
                self.planned.setdefault(step, Planned(goal, _("Done"), may_undo=False))
        checked = [each for each in found.followed if _is_checked_by(assessment, each)]
        self.checked: list[Row] = [make_row(each, today) for each in checked[:MOST_CHECKED]]


def _said(goal: Goal, today: date) -> str:
    if goal.due_on is None:
        return _("Added, no day chosen")
    if goal.due_on == today + ROOM:
        return _("Added, due in two weeks")
    return _("Added, due %(day)s") % {"day": date_format(goal.due_on)}


def _step(goal: Goal) -> str:
    return f"{goal.item}/{goal.route if goal.route == Goal.Route.BALANCE else goal.action}"


def _is_checked_by(assessment: Assessment, followed: FollowedGoal) -> bool:
    return followed.check is not None and followed.check.assessment.pk == assessment.pk
