"""Everything that is read: each takes who is asking, and finds only what is theirs."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from assessments.models import Assessment, Note, QuestionnaireVersion, UnclearReport
from assessments.scoring.parse import digest as digest_of
from assessments.scoring.parse import parse
from assessments.scoring.questionnaire import Questionnaire
from assessments.scoring.score import ScoreProfile, score


class UnknownQuestionnaire(LookupError):
    """No such questionnaire or version is published."""


@dataclass(frozen=True)
class Holder:
    """Who is asking: a person, or a visitor whose session holds one draft."""

    person: Any = None
    draft_code: UUID | str | None = None


@dataclass(frozen=True)
class Result:
    """One assessment with its questionnaire and scores."""

    assessment: Assessment
    questionnaire: Questionnaire
    profile: ScoreProfile


@dataclass(frozen=True)
class UnclearCount:
    """How many found an item unclear, and what some of them wrote."""

    key: str
    version: int
    item: str
    count: int
    words: tuple[str, ...]


def list_versions() -> QuerySet[QuestionnaireVersion]:
    return QuestionnaireVersion.objects.defer("document").order_by("key", "-version")


def get_version(key: str, version: int | None = None) -> QuestionnaireVersion:
    """The named version, or the newest one; UnknownQuestionnaire when it is not published."""
    versions = list_versions().filter(key=key)
    if version is not None:
        versions = versions.filter(version=version)
    found = versions.first()
    if found is None:
        raise UnknownQuestionnaire(key if version is None else f"{key} {version}")
    return found


def get_site_version() -> QuestionnaireVersion:
    """The newest version of the questionnaire that this site asks."""
    return get_version(settings.QUESTIONNAIRE)


def find_site_questionnaire() -> Questionnaire | None:
    """What this site asks; None while nothing is published."""
    try:
        return read_questionnaire(get_site_version())
    except UnknownQuestionnaire:
        return None


def read_questionnaire(version: QuestionnaireVersion, language: str | None = None) -> Questionnaire:
    """The version as frozen values in the language; parsed once a process, as it can't change."""
    return _read(version.digest, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=64)
def _read(digest: str, language: str) -> Questionnaire:
    document = QuestionnaireVersion.objects.values_list("document", flat=True).get(digest=digest)
    if digest_of(document) != digest:
        raise ValueError(f"The stored questionnaire {digest} was changed after publishing.")
    return parse(document, language)


def get_own_assessment(holder: Holder, code: UUID | str, *, for_update: bool = False) -> Assessment:
    """The holder's assessment, or DoesNotExist: a stranger can't tell it from a missing one.

    `for_update` locks its row until the transaction ends.
    """
    owned = _owned(holder)
    if for_update:
        owned = owned.select_for_update(of=("self",))
    return owned.get(code=code)


def find_draft(holder: Holder) -> Assessment | None:
    """The one open draft, if there is one."""
    return _owned(holder).filter(completed_at=None).first()


def find_visitor_draft(code: UUID | str | None) -> Assessment | None:
    """The draft that a session holds and that nobody's account has yet."""
    if code is None:
        return None
    return _with_version().filter(code=code, person=None).first()


def list_assessments(person: Any) -> QuerySet[Assessment]:
    """Newest first: the open draft, then what was completed."""
    return _with_version().filter(person=person).order_by("-started_at", "-pk")


def list_assessments_with_notes(person: Any) -> QuerySet[Assessment]:
    """Like list_assessments, the notes in one more query."""
    return list_assessments(person).prefetch_related("notes")


def list_completed_with_notes(person: Any) -> QuerySet[Assessment]:
    """Oldest first, whichever questionnaire they answer; the notes in one more query."""
    completed = list_assessments_with_notes(person).filter(completed_at__isnull=False)
    return completed.order_by("completed_at", "pk")


def find_latest_completed(
    person: Any,
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


def get_notes(assessment: Assessment) -> dict[str, Note]:
    """Item key -> note."""
    return {note.item: note for note in Note.objects.filter(assessment=assessment)}


def find_note(assessment: Assessment, item: str) -> Note | None:
    return Note.objects.filter(assessment=assessment, item=item).first()


def find_unclear_report(assessment: Assessment, item: str) -> UnclearReport | None:
    return UnclearReport.objects.filter(assessment=assessment, item=item).first()


def count_unclear_reports() -> list[UnclearCount]:
    """What people found unclear, most often first; never who did, or what they answered."""
    counts: dict[tuple[str, int, str], list[str]] = {}
    found = UnclearReport.objects.values_list("version__key", "version__version", "item", "word")
    for key, version, item, word in found.order_by("word", "pk"):
        counts.setdefault((key, version, item), []).append(word)
    listed = [
        UnclearCount(*about, count=len(words), words=tuple(filter(None, words)))
        for about, words in counts.items()
    ]
    return sorted(listed, key=lambda each: (-each.count, each.key, each.version, each.item))


def is_free_code(code: UUID | str, *, since: datetime) -> bool:
    """Whether a visitor may start under the code: nobody has it, or that same click, sent twice."""
    just_started = Q(person=None, started_at__gte=since)
    return not Assessment.objects.filter(code=code).exclude(just_started).exists()


def get_result(assessment: Assessment, level: str | None = None, path: str | None = None) -> Result:
    """The scores, against the assessment's own level and path unless others are given.

    A level of "" compares with no level. UnknownKey for a level or path that does not exist.
    """
    questionnaire = read_questionnaire(assessment.version)
    level = assessment.level if level is None else level
    path = path or assessment.path
    profile = score(questionnaire, assessment.responses, level or None, path or None)
    return Result(assessment, questionnaire, profile)


def _with_version() -> QuerySet[Assessment]:
    return Assessment.objects.select_related("version").defer("version__document")


def _owned(holder: Holder) -> QuerySet[Assessment]:
    if holder.person is not None:
        return _with_version().filter(person=holder.person)
    if holder.draft_code is None:
        return _with_version().none()
    return _with_version().filter(person=None, code=holder.draft_code)
