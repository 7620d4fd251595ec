"""Whole assessments at once: stored, changed or deleted by their person."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment, IdempotencyKey
from assessments.scoring.score import check_responses
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_draft
from assessments.services.taking import (
    DraftExists,
    Evidence,
    NothingAnswered,
    answers_anything,
    check,
    fill_blanks,
    lock,
    lock_draft,
    save_note,
)
from setframework.people.models import User
from setframework.people.visitors import Holder
from setframework.web.refusals import Refused


class KeyReused(Refused):
    says = _("This Idempotency-Key was already used with another body.")


@transaction.atomic
def create_assessment(
    *,
    person: User,
    version: QuestionnaireVersion,
    responses: Mapping[str, int | str | None],
    at: datetime,
    completed_at: datetime | None = None,
    level: str = "",
    path: str = "",
    can_gain: Iterable[str] = (),
    notes: Mapping[str, Evidence] | None = None,
) -> Assessment:
    """Store a whole assessment: completed on an earlier day (an import), or an open draft.

    Raises InvalidResponses, NothingAnswered (imports), DraftExists.
    """
    check_responses(read_questionnaire(version), responses)
    if completed_at is not None and not answers_anything(responses):
        raise NothingAnswered
    assessment = Assessment(
        person=person,
        version=version,
        responses=dict(responses),
        can_gain=sorted(set(can_gain)),
        level=level,
        path=path,
        started_at=at,
    )
    if completed_at is not None:
        fill_blanks(assessment)
        assessment.started_at = assessment.completed_at = completed_at
        assessment.received_at = assessment.imported_at = at
    _insert(assessment)
    for item, note in (notes or {}).items():
        save_note(assessment, item, note)
    return assessment


@transaction.atomic
def create_assessment_once(
    *, key: uuid.UUID, body_digest: str, person: User, **fields: Any
) -> tuple[Assessment, bool]:
    """`create_assessment` under a client's key: (assessment, whether it is new).

    Raises KeyReused if the key came with another body, and the errors of create_assessment.
    """
    earlier = _find_key(person, key)
    if earlier is None:
        try:
            with transaction.atomic():
                assessment = create_assessment(person=person, **fields)
                IdempotencyKey.objects.create(
                    person=person, key=key, body_digest=body_digest, assessment=assessment
                )
                return assessment, True
        except (IntegrityError, DraftExists):
            earlier = _find_key(person, key)  # the same request, sent twice at once
            if earlier is None:
                raise
    if earlier.body_digest != body_digest:
        raise KeyReused
    return earlier.assessment, False


@transaction.atomic
def update_draft(
    *,
    holder: Holder,
    code: uuid.UUID | str,
    responses: Mapping[str, int | str | None] | None = None,
    can_gain: Iterable[str] | None = None,
    notes: Mapping[str, Evidence] | None = None,
    level: str | None = None,
    path: str | None = None,
) -> Assessment:
    """Change the given parts of a draft; responses and notes are merged item by item.

    Raises AlreadyCompleted, InvalidResponses.
    """
    assessment = lock_draft(holder, code)
    if responses is not None:
        check(assessment, responses)
        assessment.responses |= responses
        assessment.carried_over = [key for key in assessment.carried_over if key not in responses]
    if can_gain is not None:
        assessment.can_gain = sorted(set(can_gain))
    if level is not None:
        assessment.level = level
    if path is not None:
        assessment.path = path
    assessment.save(update_fields=["responses", "can_gain", "carried_over", "level", "path"])
    for item, note in (notes or {}).items():
        save_note(assessment, item, note)
    return assessment


@transaction.atomic
def delete_assessment(*, person: User, code: uuid.UUID | str) -> None:
    """Delete an assessment. Only its person can delete a completed one."""
    lock(Holder(person=person), code).delete()


def _insert(assessment: Assessment) -> None:
    try:
        with transaction.atomic():
            assessment.save(force_insert=True)
    except IntegrityError:
        draft = find_draft(Holder(person=assessment.person))
        if draft is None or assessment.is_completed:
            raise
        raise DraftExists(draft) from None


def _find_key(person: User, key: uuid.UUID) -> IdempotencyKey | None:
    keys = IdempotencyKey.objects.select_related("assessment__version")
    return keys.filter(person=person, key=key).first()
