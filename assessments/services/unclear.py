"""Reporting an unclear question."""

import uuid
from datetime import datetime

from django.db import transaction

from assessments.models.taking import UnclearReport
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import get_own_assessment
from setframework.people.visitors import Holder


@transaction.atomic
def report_unclear(
    *, holder: Holder, code: uuid.UUID | str, item: str, at: datetime, word: str = ""
) -> UnclearReport:
    """Count a question as unclear, once a sitting; a later word replaces an earlier one."""
    assessment = get_own_assessment(holder, code)
    read_questionnaire(assessment.version).item(item)
    report, is_new = UnclearReport.objects.get_or_create(
        assessment=assessment,
        item=item,
        defaults={"version": assessment.version, "word": word, "reported_at": at},
    )
    if word and not is_new:
        report.word = word
        report.save(update_fields=["word"])
    return report
