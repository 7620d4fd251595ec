"""Importing the records of another account or installation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessments.models.taking import Assessment, Note
from assessments.selectors.questionnaires import list_versions
from setframework.people.models import User
from setframework.portable.assessments import KINDS, OTHERS, AssessmentRecord
from setframework.portable.exporting import list_records
from setframework.portable.record import Portable, Record, Values, with_identities
from setframework.web.security_log import record

# Ten thousand rows in one statement would be too many for a database.
BATCH = 500


@dataclass(frozen=True)
class Imported:
    """The numbers of new records, of those that were here, and of those left out, by kind.

    A draft is left out if another one is open, and key technologies beyond the most of an account.
    """

    imported: int
    already_there: int
    left_out: Mapping[str, int]


@transaction.atomic
def import_records(*, person: User, records: Portable, at: datetime) -> Imported:
    """Add the records that the person does not have yet. The others stay as they are.

    `records` holds checked records by kind and identity. The identities given there serve only for
    references among them. A record is there already if one of the same content is, or one with the
    same values of `unique`. New records get codes of this installation. Assessments count as
    received and imported now.
    """
    User.objects.lock(person)  # one import at a time
    here, keys = list_records(person, for_update=True)
    brought = _as_named_here(records)
    fresh = {kind: _missing(of, brought[kind], here[kind]) for kind, of in KINDS.items()}
    already_there = _size(brought) - _size(fresh)
    left_out: Counter[str] = Counter()
    for kind, of in OTHERS.items():
        if of.most is not None:
            left_out[kind] = _cut(fresh[kind], max(of.most - len(here[kind]), 0))
    left_out["assessments"] = _insert_assessments(person, fresh["assessments"], keys, at)
    for kind, of in OTHERS.items():
        rows = [of.as_row(person, values, keys) for values in fresh[kind].values()]
        of.model._default_manager.bulk_create(rows, batch_size=BATCH)
    left_out = +left_out
    record("import", person=person)
    return Imported(_size(fresh) - left_out["assessments"], already_there, dict(left_out))


def _as_named_here(records: Portable) -> Portable:
    """The same records with identities from their content, also in references."""
    assessments = with_identities(AssessmentRecord, records["assessments"].values())
    identities = dict(zip(records["assessments"], assessments, strict=True))
    named: Portable = {"assessments": assessments}
    for kind, of in OTHERS.items():
        referring = (
            values | {name: identities.get(values[name]) for name in of.references}
            for values in records[kind].values()
        )
        named[kind] = with_identities(of, referring)
    return named


def _missing(
    kind: type[Record], brought: Mapping[str, Values], here: Mapping[str, Values]
) -> dict[str, Values]:
    places = {kind.slot(values) for values in here.values()} - {None}
    missing = {
        identity: values
        for identity, values in brought.items()
        if identity not in here and kind.slot(values) not in places
    }
    if kind is AssessmentRecord:
        return {key: values for key, values in missing.items() if not _is_begun(values, here)}
    return missing


def _is_begun(values: Values, here: Mapping[str, Values]) -> bool:
    """True for a draft of a sitting that is here already, further on or even completed."""
    if values["completed_at"] is not None:
        return False
    sitting = AssessmentRecord.sitting(values)
    return any(sitting == AssessmentRecord.sitting(other) for other in here.values())


def _insert_assessments(
    person: User, fresh: Mapping[str, Values], keys: dict[str, int], at: datetime
) -> int:
    """Add the new primary keys to `keys`. Returns the number of drafts left out."""
    versions = {(each.key, each.version): each for each in list_versions()}
    rows = {
        identity: Assessment(
            person=person,
            received_at=None if values["completed_at"] is None else at,
            imported_at=at,
            **AssessmentRecord.as_columns(
                values, versions[values["questionnaire"], values["version"]]
            ),
        )
        for identity, values in fresh.items()
    }
    completed = {identity: row for identity, row in rows.items() if row.is_completed}
    Assessment.objects.bulk_create(completed.values(), batch_size=BATCH)
    drafts = {identity: row for identity, row in rows.items() if not row.is_completed}
    opened = {identity: row for identity, row in drafts.items() if _open(row)}
    kept = completed | opened
    keys |= {identity: row.pk for identity, row in kept.items()}
    notes = [
        Note(assessment=row, item=item, **note)
        for identity, row in kept.items()
        for item, note in fresh[identity]["notes"].items()
    ]
    Note.objects.bulk_create(notes, batch_size=BATCH)
    return len(drafts) - len(opened)


def _open(draft: Assessment) -> bool:
    """Save the draft. False if the person has another open one, perhaps from another tab."""
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _cut(records: dict[str, Any], room: int) -> int:
    """Keep the first ones. Returns the number of those dropped."""
    surplus = list(records)[room:]
    for identity in surplus:
        del records[identity]
    return len(surplus)


def _size(records: Mapping[str, Mapping[str, Any]]) -> int:
    return sum(map(len, records.values()))
