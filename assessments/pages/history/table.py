"""The whole history as rows: one for each answer, tidy, with keys that never change."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils import timezone

from assessments.models.look_back import LookBack
from assessments.models.taking import Assessment, Note
from assessments.pages.result import words
from assessments.scoring.questionnaire import NO_OPPORTUNITY, Item, Questionnaire

# Names of columns are for programs, like keys: they are not translated.
COLUMNS = (
    "completed_at",
    "assessment",
    "questionnaire",
    "version",
    "level",
    "path",
    "imported",
    "scale",
    "item",
    "title",
    "value",
    "answer",
    "can_gain",
    "carried_over",
    "seen_later",
    "note",
    "note_happened_on",
)

Row = tuple[object, ...]


def list_rows(
    sat: Iterable[tuple[Assessment, Questionnaire]], look_backs: Mapping[int, LookBack]
) -> Iterator[Row]:
    """The names of the columns, then the answers of each assessment in the order given."""
    yield COLUMNS
    for assessment, questionnaire in sat:
        seen = look_backs.get(assessment.pk)
        yield from _rows(assessment, questionnaire, seen.responses if seen else {})


def _rows(
    assessment: Assessment, questionnaire: Questionnaire, seen: Mapping[str, int]
) -> Iterator[Row]:
    notes: dict[str, Note] = {note.item: note for note in assessment.notes.all()}
    about = (
        timezone.localtime(assessment.when_completed).isoformat(timespec="seconds"),
        str(assessment.code),
        questionnaire.key,
        questionnaire.version,
        assessment.level,
        assessment.path,
        _flag(assessment.imported_at is not None),
    )
    for item in questionnaire.items:
        note = notes.get(item.key)
        yield (
            *about,
            item.scale,
            item.key,
            item.title,
            *_answer(item, assessment.responses.get(item.key)),
            _flag(item.key in assessment.can_gain),
            _flag(item.key in assessment.carried_over),
            seen.get(item.key, ""),
            note.text if note else "",
            note.happened_on.isoformat() if note and note.happened_on else "",
        )


def _answer(item: Item, response: object) -> tuple[object, str]:
    """The number and the words of an answer. "skipped" and "no-opportunity" have no number."""
    if isinstance(response, int):
        return response, words.value_label(item, response)
    return "", NO_OPPORTUNITY if response == NO_OPPORTUNITY else "skipped"


def _flag(value: bool) -> str:
    return "yes" if value else ""
