"""The scores of one assessment."""

from dataclasses import dataclass

from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import Questionnaire
from assessments.scoring.score import ScoreProfile, score
from assessments.selectors.questionnaires import read_questionnaire


@dataclass(frozen=True)
class Result:
    """One assessment with its questionnaire and scores."""

    assessment: Assessment
    questionnaire: Questionnaire
    profile: ScoreProfile


def get_result(assessment: Assessment, level: str | None = None, path: str | None = None) -> Result:
    """The scores, against the assessment's own level and path unless others are given.

    A level of "" compares with no level. UnknownKey for a level or path that does not exist.
    """
    questionnaire = read_questionnaire(assessment.version)
    level = assessment.level if level is None else level
    path = path or assessment.path
    profile = score(questionnaire, assessment.responses, level or None, path or None)
    return Result(assessment, questionnaire, profile)
