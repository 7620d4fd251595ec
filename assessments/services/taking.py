"""Taking an assessment: start, answer, complete; attach or discard a visitor's draft."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment, Note
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.scoring.score import check_responses
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_draft, get_own_assessment
from setframework.people.models import User
from setframework.people.visitors import Holder
from setframework.web.refusals import Refused


class AlreadyCompleted(Refused):
    says = _(
        "This assessment is complete, so its answers can't be changed. You can start a new one."
    )
    api_says = _("This assessment is completed and can't be changed.")


class NotCompletedYet(Refused):
    """Only a completed assessment has a result."""

    says = _("This assessment is not completed yet.")


@dataclass(frozen=True)
class Evidence:
    """The text of a private note, and the day of the event."""

    text: str
    happened_on: date | None = None


def answers_anything(responses: Mapping[str, int | str | None]) -> bool:
    """True if there is something to score: skips and missing opportunities are not."""
    return any(value is not None and value != NO_OPPORTUNITY for value in responses.values())


class NothingAnswered(Refused):
    says = _("Answer at least one question.")
    field = "responses"


class DraftExists(Refused):
    """The person has another open draft; `draft` is that one."""

    says = _("You already have an open draft.")

    def __init__(self, draft: Assessment):
        super().__init__(code=str(draft.code))
        self.draft = draft


def start_assessment(
    *,
    holder: Holder,
    version: QuestionnaireVersion,
    at: datetime,
    level: str = "",
    path: str = "",
) -> Assessment:
    """Return the holder's open draft; start one only if there is none.

    A visitor's draft gets the code that its holder names.
    """
    draft = find_draft(holder)
    if draft is not None:
        return draft
    fresh = Assessment(person=holder.person, version=version, level=level, path=path, started_at=at)
    if holder.person is None and holder.draft_code is not None:
        fresh.code = uuid.UUID(str(holder.draft_code))
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
            return fresh
    except IntegrityError:
        draft = find_draft(holder)  # another tab was first
        if draft is None:
            raise
        return draft


@transaction.atomic
def save_response(
    *,
    holder: Holder,
    code: uuid.UUID | str,
    item: str,
    value: int | str | None,
    can_gain: bool = False,
    note: Evidence | None = None,
) -> Assessment:
    """Store one answer; the row is locked, so two tabs never overwrite each other's answers.

    A visitor may do so after the result too, and then completes it again.
    Raises AlreadyCompleted, InvalidResponses.
    """
    assessment = lock_draft(holder, code)
    check(assessment, {item: value})
    assessment.responses[item] = value
    assessment.can_gain = _toggled(assessment.can_gain, item, on=can_gain)
    # A new answer is not carried over, even if its value is the same.
    assessment.carried_over = _toggled(assessment.carried_over, item, on=False)
    assessment.completed_at = assessment.received_at = None
    assessment.save(
        update_fields=["responses", "can_gain", "carried_over", "completed_at", "received_at"]
    )
    if note is not None:
        save_note(assessment, item, note)
    return assessment


@transaction.atomic
def complete_assessment(*, holder: Holder, code: uuid.UUID | str, at: datetime) -> Assessment:
    """Freeze the answers; blanks count as skipped. Completing again changes nothing.

    Raises NothingAnswered.
    """
    assessment = lock(holder, code)
    if assessment.is_completed:
        return assessment
    return _complete(assessment, at)


@transaction.atomic
def attach_draft(
    *,
    person: User,
    code: uuid.UUID | str,
    at: datetime,
    instead_of: uuid.UUID | str | None = None,
) -> Assessment:
    """Give a visitor's draft to the account of the person who asked for it.

    A completed one keeps the day on which its visitor saw the result.
    `instead_of` is an open draft of the person that is discarded for it.
    Raises DraftExists when it is unfinished and the person has another open draft;
    Assessment.DoesNotExist when the draft is gone or has somebody's account already.
    """
    draft = lock(Holder(draft_code=code), code)
    draft.person = person
    if draft.is_completed:
        draft.received_at = at
        draft.save(update_fields=["person", "received_at"])
        return draft
    other = find_draft(Holder(person=person))
    if other is not None:
        if str(other.code) != str(instead_of):
            raise DraftExists(other)
        lock_draft(Holder(person=person), other.code).delete()
    _claim(draft)
    return draft


@transaction.atomic
def discard_draft(*, holder: Holder, code: uuid.UUID | str) -> None:
    """Delete an open draft, or whatever a visitor has, with its notes. Raises AlreadyCompleted."""
    lock_draft(holder, code).delete()


def purge_visitor_drafts(*, before: datetime) -> int:
    """Delete drafts that no account took and whose session has ended; returns how many."""
    _, by_model = Assessment.objects.filter(person=None, started_at__lt=before).delete()
    return by_model.get(Assessment._meta.label, 0)


def _complete(assessment: Assessment, at: datetime) -> Assessment:
    if not answers_anything(assessment.responses):
        raise NothingAnswered
    fill_blanks(assessment)
    # A clock that was set back must not cost anybody their answers.
    assessment.completed_at = assessment.received_at = max(at, assessment.started_at)
    assessment.save(update_fields=["responses", "completed_at", "received_at"])
    return assessment


def _claim(draft: Assessment) -> None:
    try:
        with transaction.atomic():
            draft.save(update_fields=["person"])
    except IntegrityError:
        other = find_draft(Holder(person=draft.person))  # started in another tab just now
        if other is None:
            raise
        raise DraftExists(other) from None


def _toggled(keys: list[str], key: str, *, on: bool) -> list[str]:
    others = [each for each in keys if each != key]
    return sorted([*others, key]) if on else others


def lock(holder: Holder, code: uuid.UUID | str) -> Assessment:
    return get_own_assessment(holder, code, for_update=True)


def lock_draft(holder: Holder, code: uuid.UUID | str) -> Assessment:
    assessment = lock(holder, code)
    if assessment.is_final:
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
