"""What the verbs on an assessment share: locking, checking, storing its parts."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from assessments.models.taking import Assessment, Note
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.scoring.score import check_responses
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import get_own_assessment
from setframework.people.holder import Holder
from setframework.web.refusals import Refused


class AlreadyCompleted(Refused):
    says = _(
        "This assessment is complete, so its answers can't be changed. You can start a new one."
    )
    api_says = _("This assessment is completed and can't be changed.")


class NotCompletedYet(Refused):
    """There is a result only once the assessment is completed."""

    says = _("This assessment is not completed yet.")


@dataclass(frozen=True)
class Evidence:
    """What a private note says, and the day it happened."""

    text: str
    happened_on: date | None = None


def answers_anything(responses: Mapping[str, int | str | None]) -> bool:
    """Whether there is something to score: skips and missing opportunities are not."""
    return any(value is not None and value != NO_OPPORTUNITY for value in responses.values())


def lock(holder: Holder, code: uuid.UUID | str) -> Assessment:
    return get_own_assessment(holder, code, for_update=True)


def lock_draft(holder: Holder, code: uuid.UUID | str) -> Assessment:
    assessment = lock(holder, code)
    if assessment.is_completed:
        raise AlreadyCompleted
    return assessment


def fill_blanks(assessment: Assessment) -> None:
    items = read_questionnaire(assessment.version).items
    assessment.responses = {item.key: assessment.responses.get(item.key) for item in items}


def check(assessment: Assessment, responses: Mapping[str, int | str | None]) -> None:
    check_responses(read_questionnaire(assessment.version), responses)


def save_note(assessment: Assessment, item: str, note: Evidence) -> None:
    if not note.text:
        Note.objects.filter(assessment=assessment, item=item).delete()
        return
    Note.objects.update_or_create(
        assessment=assessment,
        item=item,
        defaults={"text": note.text, "happened_on": note.happened_on},
    )
