"""Everything that changes an assessment, one verb a function, one transaction a verb."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessments.models import (
    Assessment,
    Direction,
    IdempotencyKey,
    Note,
    QuestionnaireVersion,
    UnclearReport,
)
from assessments.scoring.parse import digest
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.scoring.score import check_responses
from assessments.selectors import Holder, find_draft, get_own_assessment, read_questionnaire


class AlreadyCompleted(Exception):
    """A completed assessment can't be changed."""


class NothingAnswered(Exception):
    """An assessment without any answer can't be completed."""


class DraftExists(Exception):
    """The person has another open draft; `draft` is that one."""

    def __init__(self, draft: Assessment):
        self.draft = draft
        super().__init__(str(draft.code))


class DigestMoved(Exception):
    """A file differs from what was published under its key and version."""


class KeyReused(Exception):
    """An idempotency key came back with another body."""


@dataclass(frozen=True)
class Evidence:
    """What a private note says, and the day it happened."""

    text: str
    happened_on: date | None = None


@transaction.atomic
def publish_questionnaire(
    *, document: Mapping[str, Any], at: datetime
) -> tuple[QuestionnaireVersion, bool]:
    """Store a checked document under its digest: (version, whether it is new).

    Raises DigestMoved where the same key and version was published with another content.
    """
    framework = document["framework"]
    version, is_new = QuestionnaireVersion.objects.get_or_create(
        key=framework["key"],
        version=framework["version"],
        defaults={"digest": digest(document), "document": document, "published_at": at},
    )
    if version.digest != digest(document):
        raise DigestMoved(
            f"{version} is published with other content and can't change; "
            "give the changed file the next version."
        )
    return version, is_new


def start_assessment(
    *,
    holder: Holder,
    version: QuestionnaireVersion,
    at: datetime,
    level: str = "",
    path: str = "",
) -> Assessment:
    """The holder's open draft; a new one only where there is none, however often asked for.

    A visitor's draft gets the code that its holder names.
    """
    draft = find_draft(holder)
    if draft is not None:
        return draft
    fresh = Assessment(
        person=holder.person, version=version, level=level, path=path, started_at=at
    )
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

    Raises AlreadyCompleted, InvalidResponses.
    """
    assessment = _lock_draft(holder, code)
    _check(assessment, {item: value})
    assessment.responses[item] = value
    assessment.can_gain = _toggled(assessment.can_gain, item, can_gain)
    assessment.save(update_fields=["responses", "can_gain"])
    if note is not None:
        _save_note(assessment, item, note)
    return assessment


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
    assessment = _lock_draft(holder, code)
    if responses is not None:
        _check(assessment, responses)
        assessment.responses |= responses
    if can_gain is not None:
        assessment.can_gain = sorted(set(can_gain))
    if level is not None:
        assessment.level = level
    if path is not None:
        assessment.path = path
    assessment.save(update_fields=["responses", "can_gain", "level", "path"])
    for item, note in (notes or {}).items():
        _save_note(assessment, item, note)
    return assessment


@transaction.atomic
def complete_assessment(*, holder: Holder, code: uuid.UUID | str, at: datetime) -> Assessment:
    """Freeze the answers; blanks count as skipped. Completing again changes nothing.

    Raises NothingAnswered.
    """
    assessment = _lock(holder, code)
    if assessment.is_completed:
        return assessment
    return _complete(assessment, at)


@transaction.atomic
def attach_draft(
    *,
    person: Any,
    code: uuid.UUID | str,
    at: datetime,
    complete: bool,
    instead_of: uuid.UUID | str | None = None,
) -> Assessment:
    """Give a visitor's draft to the account of the person who asked for it.

    `complete` finishes it in the same step, as its visitor had already asked for the result.
    `instead_of` is an open draft of the person that is discarded for it.
    Raises DraftExists when it is unfinished and the person has another open draft;
    Assessment.DoesNotExist when the draft is gone or has somebody's account already.
    """
    draft = _lock(Holder(draft_code=code), code)
    draft.person = person
    if complete:
        return _complete(draft, at)
    other = find_draft(Holder(person=person))
    if other is not None:
        if str(other.code) != str(instead_of):
            raise DraftExists(other)
        _lock_draft(Holder(person=person), other.code).delete()
    _claim(draft)
    return draft


@transaction.atomic
def discard_draft(*, holder: Holder, code: uuid.UUID | str) -> None:
    """Delete an open draft with its notes. Raises AlreadyCompleted."""
    _lock_draft(holder, code).delete()


@transaction.atomic
def create_assessment(
    *,
    person: Any,
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
        _fill_blanks(assessment)
        assessment.started_at = assessment.completed_at = completed_at
        assessment.received_at = assessment.imported_at = at
    _insert(assessment)
    for item, note in (notes or {}).items():
        _save_note(assessment, item, note)
    return assessment


@transaction.atomic
def create_assessment_once(
    *, key: uuid.UUID, body_digest: str, person: Any, **fields: Any
) -> tuple[Assessment, bool]:
    """`create_assessment` under a client's key: (assessment, whether it is new).

    Raises KeyReused where the key came with another body before, and what create_assessment raises.
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
def delete_assessment(*, person: Any, code: uuid.UUID | str) -> None:
    """The one way a completed assessment goes: by the person whose it is."""
    _lock(Holder(person=person), code).delete()


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


@transaction.atomic
def set_direction(
    *, person: Any, level: str, aims_at: str, path: str, at: datetime
) -> Direction | None:
    """Remember where the person is and aims at from now on; unchanged values add no row."""
    newest = Direction.objects.filter(person=person).order_by("-created_at", "-pk").first()
    if newest and (newest.level, newest.aims_at, newest.path) == (level, aims_at, path):
        return newest
    return Direction.objects.create(
        person=person, level=level, aims_at=aims_at, path=path, created_at=at
    )


def purge_visitor_drafts(*, before: datetime) -> int:
    """Delete drafts that no account took and whose session has ended; returns how many."""
    _, by_model = Assessment.objects.filter(person=None, started_at__lt=before).delete()
    return by_model.get(Assessment._meta.label, 0)


def answers_anything(responses: Mapping[str, int | str | None]) -> bool:
    """Whether there is something to score: skips and missing opportunities are not."""
    return any(value is not None and value != NO_OPPORTUNITY for value in responses.values())


def _lock(holder: Holder, code: uuid.UUID | str) -> Assessment:
    return get_own_assessment(holder, code, for_update=True)


def _lock_draft(holder: Holder, code: uuid.UUID | str) -> Assessment:
    assessment = _lock(holder, code)
    if assessment.is_completed:
        raise AlreadyCompleted
    return assessment


def _complete(assessment: Assessment, at: datetime) -> Assessment:
    if not answers_anything(assessment.responses):
        raise NothingAnswered
    _fill_blanks(assessment)
    # A clock that was set back must not cost anybody their answers.
    assessment.completed_at = assessment.received_at = max(at, assessment.started_at)
    assessment.save(update_fields=["person", "responses", "completed_at", "received_at"])
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


def _fill_blanks(assessment: Assessment) -> None:
    items = read_questionnaire(assessment.version).items
    assessment.responses = {item.key: assessment.responses.get(item.key) for item in items}


def _check(assessment: Assessment, responses: Mapping[str, int | str | None]) -> None:
    check_responses(read_questionnaire(assessment.version), responses)


def _toggled(keys: list[str], key: str, on: bool) -> list[str]:
    others = [each for each in keys if each != key]
    return sorted([*others, key]) if on else others


def _save_note(assessment: Assessment, item: str, note: Evidence) -> None:
    if not note.text:
        Note.objects.filter(assessment=assessment, item=item).delete()
        return
    Note.objects.update_or_create(
        assessment=assessment,
        item=item,
        defaults={"text": note.text, "happened_on": note.happened_on},
    )


def _insert(assessment: Assessment) -> None:
    try:
        with transaction.atomic():
            assessment.save(force_insert=True)
    except IntegrityError:
        draft = find_draft(Holder(person=assessment.person))
        if draft is None or assessment.is_completed:
            raise
        raise DraftExists(draft) from None


def _find_key(person: Any, key: uuid.UUID) -> IdempotencyKey | None:
    keys = IdempotencyKey.objects.select_related("assessment__version")
    return keys.filter(person=person, key=key).first()
