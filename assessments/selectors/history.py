"""A person's completed assessments over time, and what changed between two of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from assessments.models import Assessment
from assessments.scoring.change import Answers, ScaleChange, change
from assessments.selectors.assessments import (
    Holder,
    Result,
    get_own_assessment,
    get_result,
    list_assessments,
    read_questionnaire,
)


@dataclass(frozen=True)
class Comparison:
    """Two assessments of one questionnaire and the change of each scale."""

    before: Assessment
    after: Assessment
    scales: tuple[ScaleChange, ...]

    @property
    def items_compared(self) -> int:
        return sum(scale.items_compared for scale in self.scales)


def list_history(person: Any, questionnaire: str) -> list[Result]:
    """The scored history with one questionnaire, oldest first."""
    completed = list_assessments(person).filter(
        completed_at__isnull=False, version__key=questionnaire
    )
    return [get_result(assessment) for assessment in completed.order_by("completed_at", "pk")]


def get_comparison(person: Any, before: UUID | str, after: UUID | str) -> Comparison:
    """What changed from one of the person's completed assessments to another.

    Raises Assessment.DoesNotExist for drafts too, OtherQuestionnaireError.
    """
    first, second = _completed(person, before), _completed(person, after)
    return Comparison(first, second, change(_answers(first), _answers(second)))


def _completed(person: Any, code: UUID | str) -> Assessment:
    assessment = get_own_assessment(Holder(person), code)
    if not assessment.is_completed:
        raise Assessment.DoesNotExist
    return assessment


def _answers(assessment: Assessment) -> Answers:
    return Answers(read_questionnaire(assessment.version), assessment.responses)
