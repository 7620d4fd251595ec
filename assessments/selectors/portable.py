"""A person's records as values that can leave this installation and come back elsewhere.

An installation's own codes, keys of rows and times of receipt are no part of them: the same record
is the same wherever it is, and that is how an import knows what is already there.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

# Empty in the tables, null outside.
KEYS = frozenset({"level", "path", "aims_at", "brings", "item", "action", "expects"})


@dataclass(frozen=True, kw_only=True)
class Record:
    """What all of them have; `code` is what this installation calls it."""

    code: UUID | None = field(default=None, compare=False)

    @property
    def content(self) -> dict[str, Any]:
        """What makes it this record and no other one."""
        return {name: value for name, value in as_json(self).items() if name != "code"}

    @property
    def slot(self) -> Any:
        """The place that only one record of an account can take; None where there is no such."""
        return None


@dataclass(frozen=True, kw_only=True)
class AssessmentRecord(Record):
    """A sitting; `notes` maps item keys to their text and day."""

    questionnaire: str
    version: int
    digest: str
    level: str
    path: str
    started_at: datetime
    completed_at: datetime | None
    responses: Mapping[str, int | str | None]
    can_gain: list[str]
    carried_over: list[str]
    notes: Mapping[str, Mapping[str, Any]]

    @property
    def sitting(self) -> tuple[str, int, datetime]:
        """When which version was begun: of a draft that is all that stays as it is."""
        return self.questionnaire, self.version, self.started_at

    @property
    def content(self) -> dict[str, Any]:
        """Without the notes, which stay with it; a missing answer is a skipped one."""
        if self.completed_at is None:
            return {"draft": as_json(list(self.sitting))}
        content = super().content
        del content["notes"]
        answered = {key: value for key, value in self.responses.items() if value is not None}
        return content | {"responses": answered}


@dataclass(frozen=True, kw_only=True)
class ReflectionRecord(Record):
    """`assessment` is the identity of one, as in the records below."""

    assessment: str
    key: str
    text: str
    written_at: datetime

    @property
    def slot(self) -> Any:
        return self.assessment, self.key


@dataclass(frozen=True, kw_only=True)
class LookBackRecord(Record):
    assessment: str
    seen_from: str
    responses: Mapping[str, int]
    made_at: datetime

    @property
    def slot(self) -> Any:
        return self.assessment, self.seen_from


@dataclass(frozen=True, kw_only=True)
class BriefRecord(Record):
    assessment: str
    strengths: list[str]
    evidence: Mapping[str, str]
    gaps: list[str]
    request: str
    has_name: bool
    saved_at: datetime

    @property
    def slot(self) -> Any:
        return self.assessment


@dataclass(frozen=True, kw_only=True)
class DirectionRecord(Record):
    level: str
    aims_at: str
    by_on: date | None
    path: str
    brings: str
    holds_back: list[str]
    note: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class GoalRecord(Record):
    assessment: str | None
    questionnaire: str
    item: str
    route: str
    action: str
    text: str
    expects: str
    due_on: date | None
    done_at: datetime | None
    note: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class KeyTechnologyRecord(Record):
    name: str
    value: int
    evidence: str
    happened_on: date | None
    rated_at: datetime

    @property
    def slot(self) -> Any:
        return self.name.lower()


# Fields that hold the identity of an assessment.
REFERENCES = frozenset({"assessment", "seen_from"})
# Kind, as a document calls its list -> what is in it; assessments first, as others name them.
KINDS: dict[str, type[Record]] = {
    "assessments": AssessmentRecord,
    "reflections": ReflectionRecord,
    "look_backs": LookBackRecord,
    "briefs": BriefRecord,
    "directions": DirectionRecord,
    "goals": GoalRecord,
    "key_technologies": KeyTechnologyRecord,
}
# Kind -> identity -> record, in an order that an import keeps.
Portable = dict[str, dict[str, Any]]


def with_identities(records: Iterable[Record]) -> dict[str, Any]:
    """Each under its identity: a digest of its content, and of how many alike came before it."""
    seen: Counter[str] = Counter()
    found = {}
    for record in records:
        content = json.dumps(record.content, sort_keys=True, ensure_ascii=False)
        text = json.dumps([type(record).__name__, content, seen[content]])
        seen[content] += 1
        found[hashlib.sha256(text.encode()).hexdigest()] = record
    return found


def as_json(value: Any) -> Any:
    """Times in UTC ending in Z, keys that are empty as null."""
    match value:
        case Record():
            named = {each.name: getattr(value, each.name) for each in fields(value)}
            if named["code"] is None:
                del named["code"]
            return {name: as_json(_named(name, each)) for name, each in named.items()}
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {name: as_json(each) for name, each in value.items()}
        case list():
            return [as_json(each) for each in value]
    return value


def _named(name: str, value: Any) -> Any:
    return value or None if name in KEYS else value
