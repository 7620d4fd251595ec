"""The page that asks what becomes of a visitor's answers."""

from dataclasses import dataclass

from assessments.models.taking import Assessment
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import Questionnaire


@dataclass(frozen=True)
class Pile:
    """The answers of one draft, counted."""

    draft: Assessment
    progress: Unfinished


def count(draft: Assessment, questionnaire: Questionnaire) -> Pile:
    return Pile(draft, Unfinished(questionnaire, draft.responses))
