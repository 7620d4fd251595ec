"""Assessments and notes: each selector takes the holder who asks, and finds only their own."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.models.taking import Assessment, Note
from assessments.scoring.change import Answers
from assessments.selectors.questionnaires import read_questionnaire
from setframework.people.models import User
from setframework.people.verified import has_verified_email
from setframework.people.visitors import Holder


def get_own_assessment(holder: Holder, code: UUID | str, *, for_update: bool = False) -> Assessment:
    """The holder's assessment, or DoesNotExist: a stranger can't tell it from a missing one.

    `for_update` locks its row until the transaction ends.
    """
    owned = _owned(holder)
    if for_update:
        owned = owned.select_for_update(of=("self",))
    return owned.get(code=code)


def find_draft(holder: Holder) -> Assessment | None:
    """The one open draft, if there is one. A visitor's is open until an account takes it."""
    owned = _owned(holder)
    if holder.person is not None:
        owned = owned.filter(completed_at=None)
    return owned.first()


def find_visitor_draft(code: UUID | str | None) -> Assessment | None:
    """The draft that a session holds and that nobody's account has yet."""
    if code is None:
        return None
    return _with_version().filter(code=code, person=None).first()


def find_unconfirmed_result(code: UUID | str | None) -> Assessment | None:
    """The result that a sign-up took, as long as nobody has confirmed the account's address.

    Also one that nobody took: a sign-up with an address that has an account looks the same.
    """
    if code is None:
        return None
    unconfirmed = Q(person=None) | Q(person__is_active=True) & ~has_verified_email("person")
    return _with_version().filter(unconfirmed, code=code, completed_at__isnull=False).first()


def list_assessments(person: User) -> QuerySet[Assessment]:
    """Newest first: the open draft, then what was completed."""
    return _with_version().filter(person=person).order_by("-started_at", "-pk")


def list_assessments_with_notes(person: User) -> QuerySet[Assessment]:
    """Like list_assessments, the notes in one more query."""
    return list_assessments(person).prefetch_related("notes")


def list_completed_with_notes(person: User) -> QuerySet[Assessment]:
    """Oldest first, whichever questionnaire they answer; the notes in one more query."""
    completed = list_assessments_with_notes(person).filter(completed_at__isnull=False)
    return completed.order_by("completed_at", "pk")


def find_latest_completed(
    person: User | int,
    questionnaire: str | None = None,
    *,
    by: datetime | None = None,
    before: datetime | None = None,
) -> Assessment | None:
    """The newest result; of one questionnaire, by or before a moment, where those are given."""
    completed = _with_version().filter(person=person, completed_at__isnull=False)
    if questionnaire is not None:
        completed = completed.filter(version__key=questionnaire)
    if by is not None:
        completed = completed.filter(completed_at__lte=by)
    if before is not None:
        completed = completed.filter(completed_at__lt=before)
    return completed.order_by("-completed_at", "-pk").first()


def answers_of(assessment: Assessment) -> Answers:
    """The responses with the version they answer, as two assessments are compared."""
    return Answers(read_questionnaire(assessment.version), assessment.responses)


def get_notes(assessment: Assessment) -> dict[str, Note]:
    """Item key -> note."""
    return {note.item: note for note in Note.objects.filter(assessment=assessment)}


def find_note(assessment: Assessment, item: str) -> Note | None:
    return Note.objects.filter(assessment=assessment, item=item).first()


def is_free_code(code: UUID | str, *, since: datetime) -> bool:
    """True if a visitor may start under the code: it is free, or the same click was sent twice."""
    just_started = Q(person=None, started_at__gte=since)
    return not Assessment.objects.filter(code=code).exclude(just_started).exists()


def _with_version() -> QuerySet[Assessment]:
    return Assessment.objects.select_related("version").defer("version__document")


def _owned(holder: Holder) -> QuerySet[Assessment]:
    if holder.person is not None:
        return _with_version().filter(person=holder.person)
    if holder.draft_code is None:
        return _with_version().none()
    return _with_version().filter(person=None, code=holder.draft_code)
