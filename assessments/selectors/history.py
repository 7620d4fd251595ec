"""A person's completed assessments over time, and the change between two of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from assessments.models.look_back import LookBack
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment, Note
from assessments.scoring.change import Answers, ScaleChange, change
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.look_back import list_look_backs
from assessments.selectors.questionnaires import UnknownQuestionnaire, read_questionnaire
from assessments.selectors.result import Result, get_result
from assessments.selectors.taking import answers_of, get_own_assessment, list_assessments
from setframework.people.models import User
from setframework.people.visitors import Holder


@dataclass(frozen=True)
class Comparison:
    """Two assessments of one questionnaire and the change of each scale."""

    before: Assessment
    after: Assessment
    scales: tuple[ScaleChange, ...]

    @property
    def items_compared(self) -> int:
        return sum(scale.items_compared for scale in self.scales)


class Sitting(NamedTuple):
    """A completed assessment as its history needs it: a bare row, since there may be many."""

    pk: int
    code: UUID
    completed_at: datetime
    imported_at: datetime | None
    responses: Mapping[str, object]
    carried_over: Collection[str]
    key: str
    digest: str


@dataclass(frozen=True)
class History:
    """Completed assessments with one questionnaire, oldest first; one at least.

    `questionnaire` is the version of the newest. `others` are the keys of the person's other
    questionnaires. `every` has all completed assessments, with any questionnaire.
    """

    sittings: tuple[Sitting, ...]
    answers: tuple[Answers, ...]
    others: tuple[str, ...]
    every: tuple[Sitting, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        return self.answers[-1].questionnaire

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(str(each.code) for each in self.every)


def find_history(
    person: User, key: str | None = None, *, code: str | None = None
) -> History | None:
    """The history with a questionnaire: the named one, that of an assessment, or the last taken.

    None without any. Raises UnknownQuestionnaire for one that the person has not completed.
    """
    every = _list_sittings(person)
    if not every:
        return None
    if code and not key:
        key = next((each.key for each in every if str(each.code) == code), None)
    key = key or every[-1].key
    sittings = tuple(sitting for sitting in every if sitting.key == key)
    if not sittings:
        raise UnknownQuestionnaire(key)
    versions = {
        digest: read_questionnaire(QuestionnaireVersion(digest=digest))
        for digest in {sitting.digest for sitting in sittings}
    }
    return History(
        sittings,
        tuple(Answers(versions[each.digest], each.responses) for each in sittings),
        tuple(sorted({each.key for each in every} - {key})),
        tuple(every),
    )


def get_look_backs(person: User) -> dict[int, LookBack]:
    """Primary key of an assessment -> its newest look-back."""
    found = list_look_backs(person).select_related(None)
    return {each.assessment_id: each for each in found}


def get_notes_of(person: User, assessments: Collection[int]) -> dict[int, list[Note]]:
    """Primary key of an assessment -> its notes, in the order in which they were written."""
    notes: dict[int, list[Note]] = {}
    found = Note.objects.filter(assessment__person=person, assessment__in=assessments)
    for note in found.order_by("assessment_id", "pk"):
        notes.setdefault(note.assessment_id, []).append(note)
    return notes


def list_history(person: User, questionnaire: str) -> list[Result]:
    """The scored history with one questionnaire, oldest first."""
    completed = list_assessments(person).filter(
        completed_at__isnull=False, version__key=questionnaire
    )
    return [get_result(assessment) for assessment in completed.order_by("completed_at", "pk")]


def get_comparison(person: User, before: UUID | str, after: UUID | str) -> Comparison:
    """The change from one of the person's completed assessments to another.

    Raises Assessment.DoesNotExist for drafts too, OtherQuestionnaireError.
    """
    first, second = _completed(person, before), _completed(person, after)
    return Comparison(first, second, change(answers_of(first), answers_of(second)))


def _completed(person: User, code: UUID | str) -> Assessment:
    assessment = get_own_assessment(Holder(person), code)
    if not assessment.is_completed:
        raise Assessment.DoesNotExist
    return assessment


def _list_sittings(person: User) -> list[Sitting]:
    completed = Assessment.objects.filter(person=person, completed_at__isnull=False)
    rows = completed.order_by("completed_at", "pk").values_list(
        "pk",
        "code",
        "completed_at",
        "imported_at",
        "responses",
        "carried_over",
        "version__key",
        "version__digest",
    )
    return list(map(Sitting._make, rows))
