"""Everything a person's assessments hold, as plain JSON values that another installation reads.

Records name each other by an identity made of their content, so codes mean nothing in it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from assessments.models import (
    Assessment,
    Brief,
    Goal,
    LookBack,
    Note,
    QuestionnaireVersion,
    Reflection,
)
from assessments.selectors.direction import list_directions, list_key_technologies

Record = dict[str, Any]

# What makes a record the one it is; the rest may change later.
ASSESSMENT_IDENTITY = (
    "questionnaire", "version", "digest", "level", "path", "started_at", "completed_at",
    "responses", "can_gain", "carried_over",
)  # fmt: skip
GOAL_IDENTITY = ("questionnaire", "item", "route", "action", "created_at")
BRIEF_FIELDS = ("strengths", "evidence", "gaps", "request", "has_name")


def moment(value: datetime | None) -> str | None:
    """ISO 8601 in UTC to the microsecond, ending in Z."""
    if value is None:
        return None
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def identity(record: Mapping[str, Any], names: Iterable[str]) -> str:
    """SHA-256 over those parts of a record, as hexadecimal digits."""
    parts = {name: record[name] for name in names}
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def export_records(person: Any) -> dict[str, list[Record]]:
    """Each kind of record, oldest first; `questionnaires` whole, with every text."""
    assessments = list(
        Assessment.objects.filter(person=person)
        .select_related("version")
        .defer("version__document")
        .order_by("started_at", "pk")
    )
    records = _assessments(person, assessments)
    names = {pk: record["identity"] for pk, record in records.items()}
    return {
        "questionnaires": _questionnaires(assessments),
        "assessments": list(records.values()),
        "look_backs": _look_backs(person, names),
        "directions": [_direction(each) for each in list_directions(person)],
        "key_technologies": [_technology(each) for each in list_key_technologies(person)],
        "goals": [goal_record(each, names) for each in _goals(person)],
    }


def assessment_record(assessment: Assessment) -> Record:
    """Without notes, reflections and brief."""
    record: Record = {
        "questionnaire": assessment.version.key,
        "version": assessment.version.version,
        "digest": assessment.version.digest,
        "level": assessment.level or None,
        "path": assessment.path or None,
        "started_at": moment(assessment.started_at),
        "completed_at": moment(assessment.completed_at),
        "responses": dict(sorted(assessment.responses.items())),
        "can_gain": sorted(assessment.can_gain),
        "carried_over": sorted(assessment.carried_over),
    }
    return {"identity": identity(record, ASSESSMENT_IDENTITY), **record}


def goal_record(goal: Goal, names: Mapping[int, str]) -> Record:
    return {
        "assessment": names.get(goal.assessment_id) if goal.assessment_id else None,
        "questionnaire": goal.questionnaire,
        "item": goal.item or None,
        "route": goal.route,
        "action": goal.action or None,
        "text": goal.text,
        "expects": goal.expects or None,
        "due_on": _day(goal.due_on),
        "done_at": moment(goal.done_at),
        "note": goal.note,
        "created_at": moment(goal.created_at),
    }


def _assessments(person: Any, assessments: list[Assessment]) -> dict[int, Record]:
    records = {each.pk: assessment_record(each) for each in assessments}
    for record in records.values():
        record |= {"notes": {}, "reflections": {}, "brief": None}
    for note in Note.objects.filter(assessment__person=person).order_by("item"):
        words = {"text": note.text, "happened_on": _day(note.happened_on)}
        records[note.assessment_id]["notes"][note.item] = words
    for written in Reflection.objects.filter(assessment__person=person).order_by("key"):
        words = {"text": written.text, "written_at": moment(written.written_at)}
        records[written.assessment_id]["reflections"][written.key] = words
    for brief in Brief.objects.filter(assessment__person=person).order_by("pk"):
        picks = {name: getattr(brief, name) for name in BRIEF_FIELDS}
        picks["saved_at"] = moment(brief.saved_at)
        records[brief.assessment_id]["brief"] = picks
    return records


def _questionnaires(assessments: list[Assessment]) -> list[Record]:
    versions = QuestionnaireVersion.objects.filter(pk__in={each.version_id for each in assessments})
    return [
        {
            "key": each.key,
            "version": each.version,
            "digest": each.digest,
            "document": each.document,
        }
        for each in versions.order_by("key", "version")
    ]


def _look_backs(person: Any, names: Mapping[int, str]) -> list[Record]:
    made = LookBack.objects.filter(assessment__person=person).order_by("made_at", "pk")
    return [
        {
            "assessment": names[each.assessment_id],
            "seen_from": names[each.seen_from_id],
            "responses": dict(sorted(each.responses.items())),
            "made_at": moment(each.made_at),
        }
        for each in made
    ]


def _goals(person: Any) -> Iterable[Goal]:
    return Goal.objects.filter(person=person).order_by("created_at", "pk")


def _direction(direction: Any) -> Record:
    return {
        "level": direction.level or None,
        "aims_at": direction.aims_at or None,
        "by_on": _day(direction.by_on),
        "path": direction.path or None,
        "brings": direction.brings or None,
        "holds_back": direction.holds_back,
        "note": direction.note,
        "created_at": moment(direction.created_at),
    }


def _technology(technology: Any) -> Record:
    return {
        "name": technology.name,
        "value": technology.value,
        "evidence": technology.evidence,
        "happened_on": _day(technology.happened_on),
        "rated_at": moment(technology.rated_at),
    }


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()
