"""The scores of one assessment, with the plan and the result before."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from assessments.scoring.change import Answers
from assessments.scoring.questionnaire import Questionnaire
from assessments.scoring.score import ScoreProfile, score
from assessments.selectors.check_in import find_earlier
from assessments.selectors.plan import FollowedGoal, check_goals, list_completed, list_goals
from assessments.selectors.questionnaires import read_questionnaire
from setframework.people.models import User


@dataclass(frozen=True)
class Result:
    """One assessment with its questionnaire and scores."""

    assessment: Assessment
    questionnaire: Questionnaire
    profile: ScoreProfile

    @property
    def answers(self) -> Answers:
        return Answers(self.questionnaire, self.assessment.responses)


@dataclass(frozen=True)
class Surroundings:
    """A person's plan and the result before, to show beside one result.

    `followed` are the goals added before it, oldest first, each with its check.
    """

    goals: Sequence[Goal]
    followed: Sequence[FollowedGoal]
    previous: Result | None


def get_result(assessment: Assessment, level: str | None = None, path: str | None = None) -> Result:
    """The scores, against the assessment's own level and path unless others are given.

    A level of "" compares with no level. UnknownKey for a level or path that does not exist.
    """
    questionnaire = read_questionnaire(assessment.version)
    level = assessment.level if level is None else level
    path = path or assessment.path
    profile = score(questionnaire, assessment.responses, level or None, path or None)
    return Result(assessment, questionnaire, profile)


def find_previous(assessment: Assessment) -> Result | None:
    """The person's result before this one, with the same questionnaire."""
    earlier = find_earlier(assessment)
    return None if earlier is None else get_result(earlier)


def get_surroundings(person: User, assessment: Assessment) -> Surroundings:
    """One query for the goals, another for their outcome and the result before."""
    goals = list(list_goals(person))
    done = assessment.completed_at
    earlier = [goal for goal in goals if done and goal.created_at < done]
    sittings = list_completed(person, until=done) if earlier else []
    previous = _before(assessment, sittings) if sittings else find_earlier(assessment)
    return Surroundings(
        goals,
        check_goals(reversed(earlier), sittings),
        None if previous is None else get_result(previous),
    )


def _before(assessment: Assessment, sittings: Sequence[Assessment]) -> Assessment | None:
    """The newest other sitting with the same questionnaire; `sittings` are oldest first."""
    key = assessment.version.key
    own = (each for each in reversed(sittings) if each.version.key == key)
    return next((each for each in own if each.pk != assessment.pk), None)
