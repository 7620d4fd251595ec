"""Taking in what a person brings from another account or installation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessments.models.taking import Assessment, Note
from assessments.selectors.export import MODELS, list_portable
from assessments.selectors.portable import (
    KINDS,
    REFERENCES,
    AssessmentRecord,
    DirectionRecord,
    Portable,
    with_identities,
)
from assessments.selectors.questionnaires import list_versions, read_questionnaire
from assessments.services.direction import MOST_TECHNOLOGIES, stored
from setframework.people.models import User

# A statement with ten thousand rows would be larger than a database takes.
BATCH = 500


@dataclass(frozen=True)
class Imported:
    """How many records are new, how many were here; `left_out` counts by kind what has no place.

    That is a draft where another one is open, and key technologies beyond MOST_TECHNOLOGIES.
    """

    imported: int
    already_there: int
    left_out: Mapping[str, int]


@transaction.atomic
def import_records(*, person: User, records: Portable, at: datetime) -> Imported:
    """Add what the person does not have yet; what is there stays as it is.

    `records` holds checked records by kind and identity; what is given as identity serves for
    references within it only. A record is there already if one of the same content is, or one that
    takes the only place for it. Everything new gets codes of this installation. Assessments count
    as received and imported now.
    """
    User.objects.select_for_update().get(pk=person.pk)  # one import after the other
    here, keys = list_portable(person, for_update=True)
    brought = _as_named_here(records)
    fresh = {kind: _missing(brought[kind], here[kind]) for kind in KINDS}
    already_there = _size(brought) - _size(fresh)
    left_out: Counter[str] = Counter()
    room = MOST_TECHNOLOGIES - len(here["key_technologies"])
    left_out["key_technologies"] = _cut(fresh["key_technologies"], max(room, 0))
    left_out["assessments"] = _insert_assessments(person, fresh["assessments"], keys, at)
    for kind in list(KINDS)[1:]:
        rows = [_row(kind, person, record, keys) for record in fresh[kind].values()]
        MODELS[kind]._default_manager.bulk_create(rows, batch_size=BATCH)
    left_out = +left_out
    return Imported(_size(fresh) - left_out["assessments"], already_there, dict(left_out))


def _as_named_here(records: Portable) -> Portable:
    """The same under identities made of their content, references included."""
    assessments = with_identities(records["assessments"].values())
    identities = dict(zip(records["assessments"], assessments, strict=True))
    named: Portable = {"assessments": assessments}
    for kind in list(KINDS)[1:]:
        referring = (_refer(record, identities) for record in records[kind].values())
        named[kind] = with_identities(referring)
    return named


def _refer(record: Any, identities: Mapping[str, str]) -> Any:
    referring = {each.name for each in fields(record)} & REFERENCES
    changed: dict[str, Any] = {name: identities.get(getattr(record, name)) for name in referring}
    if isinstance(record, DirectionRecord):
        changed["holds_back"] = stored(record.holds_back)
    return replace(record, **changed)


def _missing(brought: Mapping[str, Any], here: Mapping[str, Any]) -> dict[str, Any]:
    places = {record.slot for record in here.values()} - {None}
    return {
        identity: record
        for identity, record in brought.items()
        if identity not in here and record.slot not in places and not _is_begun(record, here)
    }


def _is_begun(record: Any, here: Mapping[str, Any]) -> bool:
    """Whether this is the draft of a sitting that is here, gone further or even completed."""
    if not isinstance(record, AssessmentRecord) or record.completed_at is not None:
        return False
    return any(record.sitting == other.sitting for other in here.values())


def _insert_assessments(
    person: User, fresh: Mapping[str, Any], keys: dict[str, int], at: datetime
) -> int:
    """Adds the new primary keys to `keys`; returns how many drafts were left out."""
    versions = {(each.key, each.version): each for each in list_versions()}
    rows = {
        identity: _assessment(person, record, versions[record.questionnaire, record.version], at)
        for identity, record in fresh.items()
    }
    completed = {identity: row for identity, row in rows.items() if row.is_completed}
    Assessment.objects.bulk_create(completed.values(), batch_size=BATCH)
    drafts = {identity: row for identity, row in rows.items() if not row.is_completed}
    opened = {identity: row for identity, row in drafts.items() if _open(row)}
    kept = completed | opened
    keys |= {identity: row.pk for identity, row in kept.items()}
    notes = [note for identity, row in kept.items() for note in _notes(row, fresh[identity])]
    Note.objects.bulk_create(notes, batch_size=BATCH)
    return len(drafts) - len(opened)


def _open(draft: Assessment) -> bool:
    """False where the person has another open draft, begun in another tab just now or before."""
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _assessment(person: User, record: Any, version: Any, at: datetime) -> Assessment:
    names = ("level", "path", "started_at", "completed_at")
    responses = dict(record.responses)
    if record.completed_at is not None:
        items = read_questionnaire(version).items
        responses = {item.key: responses.get(item.key) for item in items}
    return Assessment(
        person=person,
        version=version,
        responses=responses,
        can_gain=sorted(set(record.can_gain)),
        carried_over=sorted(set(record.carried_over)),
        received_at=None if record.completed_at is None else at,
        imported_at=at,
        **{name: getattr(record, name) for name in names},
    )


def _notes(row: Assessment, record: Any) -> list[Note]:
    return [Note(assessment=row, item=item, **note) for item, note in record.notes.items()]


def _row(kind: str, person: User, record: Any, keys: Mapping[str, int]) -> Any:
    model = MODELS[kind]
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    del values["code"]
    for name in values.keys() & REFERENCES:
        values[f"{name}_id"] = keys.get(values.pop(name))
    if "person" in {each.name for each in model._meta.fields}:
        values["person"] = person
    return model(**values)


def _cut(records: dict[str, Any], room: int) -> int:
    """Leaves the first ones; returns how many are gone."""
    surplus = list(records)[room:]
    for identity in surplus:
        del records[identity]
    return len(surplus)


def _size(records: Mapping[str, Mapping[str, Any]]) -> int:
    return sum(map(len, records.values()))
