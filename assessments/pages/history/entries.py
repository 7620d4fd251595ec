"""The dated list of a history: results with their notes, and changes of the aim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from assessments.models.direction import Direction
from assessments.models.taking import Note
from assessments.pages.history import words
from assessments.scoring.questionnaire import Questionnaire, UnknownKey
from assessments.selectors.history import History

# Further notes of one result are folded.
NOTES = 3


@dataclass(frozen=True)
class Remark:
    """A note under the name of its item, with its date and age in words."""

    label: str
    text: str
    when: str


@dataclass(frozen=True)
class Entry:
    """One result: the moves, the notes, and the number of carried-over answers."""

    at: datetime
    day: str
    code: UUID
    url: str
    facts: str
    carried_over: str
    is_imported: bool
    look_back_url: str  # empty for the newest result
    version: int | None  # None if the result before has the same version
    notes: tuple[Remark, ...]
    more_notes: tuple[Remark, ...]


@dataclass(frozen=True)
class Aim:
    """A change of the person's aim. A level or path without a known name is empty."""

    at: datetime
    day: str
    aims_at: str
    level: str
    path: str
    direction: Direction


def make_entry(
    history: History, index: int, day: str, facts: str, notes: Mapping[int, Sequence[Note]]
) -> Entry:
    """The result at that index of the history.

    `day` and `facts` are its day and its facts. `notes` maps primary keys of assessments to notes.
    """
    sitting, asked = history.sittings[index], history.answers[index].questionnaire
    before = history.answers[max(0, index - 1)].questionnaire
    written = notes.get(sitting.pk, ())
    remarks = tuple(_remark(asked, note, sitting.completed_at) for note in written)
    return Entry(
        at=sitting.completed_at,
        day=day,
        code=sitting.code,
        url=words.address("assessments:result", sitting.code),
        facts=facts,
        carried_over=words.carried_over(len(sitting.carried_over), len(asked.items)),
        is_imported=sitting.imported_at is not None,
        look_back_url=_look_back_url(history, index),
        version=asked.version if asked.version != before.version else None,
        notes=remarks[:NOTES],
        more_notes=remarks[NOTES:],
    )


def _look_back_url(history: History, index: int) -> str:
    """Empty for the newest result: there is no later one to look back from."""
    if index == len(history.sittings) - 1:
        return ""
    return words.address("assessments:look_back", history.sittings[index].code)


def aims_of(directions: Sequence[Direction], questionnaire: Questionnaire) -> list[Aim]:
    """The directions that changed level, aim, day or path. `directions` are oldest first."""
    found: list[Aim] = []
    before: tuple[str, str, date | None, str] = ("", "", None, "")
    for each in directions:
        now = (each.level, each.aims_at, each.by_on, each.path)
        if now != before:
            found.append(_aim(each, questionnaire))
        before = now
    return found


def _aim(direction: Direction, questionnaire: Questionnaire) -> Aim:
    return Aim(
        at=direction.created_at,
        day=words.short_days([direction.created_at])[0],
        aims_at=_level(questionnaire, direction.aims_at),
        level=_level(questionnaire, direction.level),
        path=_path(questionnaire, direction.path),
        direction=direction,
    )


def _level(questionnaire: Questionnaire, key: str) -> str:
    try:
        return questionnaire.level(key).name if key else ""
    except UnknownKey:
        return ""


def _path(questionnaire: Questionnaire, key: str) -> str:
    if not key or len(questionnaire.paths) < 2:
        return ""
    try:
        return questionnaire.path(key).name
    except UnknownKey:
        return ""


def _remark(questionnaire: Questionnaire, note: Note, written_at: datetime) -> Remark:
    """The age counts from the day of the event if the person gave it, else from the result."""
    try:
        label = questionnaire.item(note.item).axis_label
    except UnknownKey:
        label = note.item
    return Remark(label, note.text, words.aged(note.happened_on or written_at))
