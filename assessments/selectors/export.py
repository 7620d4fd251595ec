"""Everything that a person can take along, read in a fixed number of queries."""

from dataclasses import fields
from typing import Any

from django.db.models import Count, F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments.models.brief import Brief
from assessments.models.direction import Direction, KeyTechnology
from assessments.models.look_back import LookBack
from assessments.models.measurement import MeasurementConsent
from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.reflections import Reflection
from assessments.models.sharing import ShareLink, ShareVisit
from assessments.models.taking import Assessment, UnclearReport
from assessments.selectors.portable import (
    KINDS,
    REFERENCES,
    AssessmentRecord,
    Portable,
    as_json,
    with_identities,
)
from setframework.people.models import User

MODELS: dict[str, type[Model]] = {
    "assessments": Assessment,
    "reflections": Reflection,
    "look_backs": LookBack,
    "briefs": Brief,
    "directions": Direction,
    "goals": Goal,
    "key_technologies": KeyTechnology,
}
# Counted beside them: what goes with an account, but can't be taken along.
ENDING: dict[str, type[Model]] = {
    "share_links": ShareLink,
    "share_visits": ShareVisit,
    "unclear_reports": UnclearReport,
}
OWNERS = {
    "reflections": "assessment__person",
    "look_backs": "assessment__person",
    "briefs": "assessment__person",
    "share_links": "assessment__person",
    "share_visits": "link__assessment__person",
    "unclear_reports": "assessment__person",
}


def list_portable(person: User, *, for_update: bool = False) -> tuple[Portable, dict[str, int]]:
    """The person's records by kind and identity, and the primary keys of assessments by theirs.

    In the order in which a tie of their times is broken, so that it is the same after an import.
    `for_update` locks the assessments until the transaction ends.
    """
    rows = _list_rows(person, "assessments").select_related("version").defer("version__document")
    rows = rows.order_by(F("completed_at").asc(nulls_last=True), "pk").prefetch_related("notes")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    assessments = list(rows)
    found: Portable = {"assessments": with_identities(map(_assessment, assessments))}
    keys = dict(zip(found["assessments"], (row.pk for row in assessments), strict=True))
    identities = {pk: identity for identity, pk in keys.items()}
    for kind in list(KINDS)[1:]:
        others = _list_rows(person, kind).order_by("pk")
        found[kind] = with_identities(_record(kind, row, identities) for row in others)
    return found, keys


def list_used_versions(person: User) -> list[Any]:
    """The whole text of each version that an assessment of the person is of."""
    used = Assessment.objects.filter(person=person).values("version")
    versions = QuestionnaireVersion.objects.filter(pk__in=used).order_by("key", "version")
    return list(versions.values("key", "version", "digest", "document"))


def list_shared(person: User) -> list[dict[str, Any]]:
    """Links to results and briefs, and when others opened them; as JSON, oldest first."""
    links = ShareLink.objects.filter(assessment__person=person).prefetch_related("visits")
    names = ("code", "kind", "picks", "created_at", "expires_at", "revoked_at")
    return [
        as_json(
            {name: getattr(link, name) for name in names}
            | {"opened_at": sorted(visit.opened_at for visit in link.visits.all())}
        )
        for link in links.order_by("created_at", "pk")
    ]


def list_own_unclear_reports(person: User) -> list[dict[str, Any]]:
    """What the person found unclear; as JSON, oldest first."""
    reports = UnclearReport.objects.filter(assessment__person=person)
    names = ("version__key", "version__version", "item", "word", "reported_at")
    return [
        as_json(dict(zip(("questionnaire", "version", *names[2:]), row, strict=True)))
        for row in reports.order_by("reported_at", "pk").values_list(*names)
    ]


def list_measurement_consents(person: User) -> list[dict[str, Any]]:
    """Every one there was; as JSON, oldest first."""
    consents = MeasurementConsent.objects.filter(person=person).order_by("given_at", "pk")
    return [as_json(row) for row in consents.values("given_at", "withdrawn_at")]


def count_records(person: User) -> dict[str, int]:
    """How many of each kind there are, and of what ends with them; one query."""
    counts = {kind: _number_of(kind, model) for kind, model in (MODELS | ENDING).items()}
    found: Any = User.objects.filter(pk=person.pk).values(**counts).get()
    return dict(found)


def _list_rows(person: User, kind: str) -> QuerySet[Any]:
    return MODELS[kind]._default_manager.filter(**{OWNERS.get(kind, "person"): person})


def _number_of(kind: str, model: type[Model]) -> Coalesce:
    owner = OWNERS.get(kind, "person")
    rows = model._default_manager.filter(**{owner: OuterRef("pk")}).values(owner)
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def _assessment(row: Assessment) -> AssessmentRecord:
    return AssessmentRecord(
        code=row.code,
        questionnaire=row.version.key,
        version=row.version.version,
        digest=row.version.digest,
        level=row.level,
        path=row.path,
        started_at=row.started_at,
        completed_at=row.completed_at,
        responses=row.responses,
        can_gain=sorted(set(row.can_gain)),
        carried_over=sorted(set(row.carried_over)),
        notes={
            note.item: {"text": note.text, "happened_on": note.happened_on}
            for note in sorted(row.notes.all(), key=lambda note: note.item)
        },
    )


def _record(kind: str, row: Any, identities: dict[int, str]) -> Any:
    names = [each.name for each in fields(KINDS[kind])]
    return KINDS[kind](**{name: _value(row, name, identities) for name in names})


def _value(row: Any, name: str, identities: dict[int, str]) -> Any:
    if name in REFERENCES:
        return identities.get(getattr(row, f"{name}_id"))
    return getattr(row, name, None)  # not every kind has a code
