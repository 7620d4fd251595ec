"""The plan beside one result: steps that are in it already, and goals that the result checks."""

from django.conf import settings
from django.utils import timezone

from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from assessments.pages.plan import Row, make_row
from assessments.selectors.plan import FollowedGoal
from assessments.selectors.result import Surroundings


class ResultGoals:
    """`planned` are the open goals as `item/action`, or `item/balance` if they use a strength.

    `checked` are the goals whose outcome this result shows, in the order they were added.
    """

    def __init__(self, assessment: Assessment, found: Surroundings):
        today = timezone.localdate()
        # Goals are about what the site asks; steps of another questionnaire stay words.
        self.may_add = assessment.version.key == settings.QUESTIONNAIRE
        self.planned = {_name(goal) for goal in found.goals if goal.done_at is None}
        self.checked: list[Row] = [
            make_row(each, today) for each in found.followed if _is_checked_by(assessment, each)
        ]


def _name(goal: Goal) -> str:
    return f"{goal.item}/{goal.route if goal.route == Goal.Route.BALANCE else goal.action}"


def _is_checked_by(assessment: Assessment, followed: FollowedGoal) -> bool:
    return followed.check is not None and followed.check.assessment.pk == assessment.pk
