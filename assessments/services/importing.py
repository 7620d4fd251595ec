"""Taking in what a person carried away from here or elsewhere: all of it, or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from assessments.models import (
    Assessment,
    Brief,
    Direction,
    Goal,
    KeyTechnology,
    LookBack,
    Note,
    QuestionnaireVersion,
    Reflection,
)
from assessments.selectors.export import (
    BRIEF_FIELDS,
    GOAL_IDENTITY,
    assessment_record,
    goal_record,
    identity,
    moment,
)
from assessments.services.answers import fill_blanks
from assessments.services.direction import MOST_TECHNOLOGIES, stored

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Records:
    """Checked records; times are datetimes, days are dates, and keys exist in their version.

    An assessment has its QuestionnaireVersion as `version`; `identity` is what the others of
    the same document call it by.
    """

    assessments: Sequence[Values] = ()
    look_backs: Sequence[Values] = ()
    directions: Sequence[Values] = ()
    key_technologies: Sequence[Values] = ()
    goals: Sequence[Values] = ()


@dataclass
class Imported:
    """How many records came in, were there before, or had no room: a second open draft, a
    technology beyond the third.
    """

    imported: int = 0
    already_there: int = 0
    left_out: int = 0

    def count(self, is_new: bool | None) -> None:
        if is_new is None:
            self.left_out += 1
        elif is_new:
            self.imported += 1
        else:
            self.already_there += 1


@transaction.atomic
def import_records(*, person: Any, records: Records, at: datetime) -> Imported:
    """Add what is not there yet; importing the same again adds nothing.

    Completed assessments count as received and imported now, so no release ever uses them.
    """
    get_user_model().objects.select_for_update().get(pk=person.pk)
    done = Imported()
    named = _import_assessments(person, records.assessments, at, done)
    for values in records.look_backs:
        done.count(_import_look_back(named, values))
    for values in records.directions:
        done.count(_import_direction(person, values))
    for values in records.key_technologies:
        done.count(_import_technology(person, values))
    _import_goals(person, records.goals, named, done)
    return done


def _import_assessments(
    person: Any, records: Sequence[Values], at: datetime, done: Imported
) -> dict[str, Assessment]:
    """Identity in the document -> the person's row, for those that are there now."""
    there = {
        assessment_record(each)["identity"]: each
        for each in Assessment.objects.filter(person=person)
        .select_related("version")
        .defer("version__document")
    }
    has_draft = any(not each.is_completed for each in there.values())
    named: dict[str, Assessment] = {}
    for values in records:
        fresh = _assessment(person, values, at)
        key = assessment_record(fresh)["identity"]
        found = there.get(key)
        if found is None and has_draft and not fresh.is_completed:
            done.count(None)
            continue
        if found is None:
            fresh.save(force_insert=True)
            _add_notes(fresh, values)
            has_draft = has_draft or not fresh.is_completed
            there[key] = found = fresh
            done.count(True)
        else:
            done.count(False)
        named[values["identity"]] = found
        for is_new in _add_words(found, values):
            done.count(is_new)
    return named


def _assessment(person: Any, values: Values, at: datetime) -> Assessment:
    completed_at = values["completed_at"]
    version: QuestionnaireVersion = values["version"]
    fresh = Assessment(
        person=person,
        version=version,
        level=values["level"] or "",
        path=values["path"] or "",
        started_at=values["started_at"],
        completed_at=completed_at,
        received_at=at if completed_at else None,
        imported_at=at if completed_at else None,
        responses=dict(values["responses"]),
        can_gain=sorted(set(values["can_gain"])),
        carried_over=sorted(set(values["carried_over"])),
    )
    if fresh.is_completed:
        fill_blanks(fresh)
    return fresh


def _add_notes(assessment: Assessment, values: Values) -> None:
    Note.objects.bulk_create(
        Note(assessment=assessment, item=item, **note) for item, note in values["notes"].items()
    )


def _add_words(assessment: Assessment, values: Values) -> Iterator[bool]:
    """Reflections and brief; what the person has written here since stays."""
    for key, words in values["reflections"].items():
        yield Reflection.objects.get_or_create(assessment=assessment, key=key, defaults=words)[1]
    brief = values["brief"]
    if brief is not None:
        picks = {name: brief[name] for name in (*BRIEF_FIELDS, "saved_at")}
        yield Brief.objects.get_or_create(assessment=assessment, defaults=picks)[1]


def _import_look_back(named: Mapping[str, Assessment], values: Values) -> bool | None:
    earlier, later = named.get(values["assessment"]), named.get(values["seen_from"])
    if earlier is None or later is None or earlier == later:
        return None
    kept = {"responses": dict(values["responses"]), "made_at": values["made_at"]}
    return LookBack.objects.get_or_create(assessment=earlier, seen_from=later, defaults=kept)[1]


def _import_direction(person: Any, values: Values) -> bool:
    fields = {name: values[name] or "" for name in ("level", "aims_at", "path", "brings")}
    fields |= {name: values[name] for name in ("by_on", "note", "created_at")}
    holds_back = stored(list(values["holds_back"]))
    same = Direction.objects.filter(person=person, **fields)
    if any(each.holds_back == holds_back for each in same):
        return False
    Direction.objects.create(person=person, holds_back=holds_back, **fields)
    return True


def _import_technology(person: Any, values: Values) -> bool | None:
    named = KeyTechnology.objects.filter(person=person)
    if named.filter(name__iexact=values["name"]).exists():
        return False
    if named.count() >= MOST_TECHNOLOGIES:
        return None
    KeyTechnology.objects.create(person=person, **values)
    return True


def _import_goals(
    person: Any, records: Sequence[Values], named: Mapping[str, Assessment], done: Imported
) -> None:
    there = {
        identity(goal_record(each, {}), GOAL_IDENTITY)
        for each in Goal.objects.filter(person=person)
    }
    for values in records:
        key = identity({**values, "created_at": moment(values["created_at"])}, GOAL_IDENTITY)
        done.count(key not in there)
        if key not in there:
            there.add(key)
            texts = {name: values[name] or "" for name in ("item", "action", "expects")}
            others = ("questionnaire", "route", "text", "due_on", "done_at", "note", "created_at")
            Goal.objects.create(
                person=person,
                assessment=named.get(values["assessment"]) if values["assessment"] else None,
                **texts,
                **{name: values[name] for name in others},
            )
