"""The export of everything about a person, in a fixed number of queries."""

from typing import Any

from django.db.models import Count, F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.sharing import ShareLink, ShareVisit
from assessments.models.taking import Assessment, UnclearReport
from setframework.people.models import User
from setframework.portable.account import tell_account
from setframework.portable.assessments import KINDS, OTHERS, AssessmentRecord
from setframework.portable.format import FORMAT, as_json
from setframework.portable.mentors import tell_mentoring
from setframework.portable.record import Portable, Record, with_identities
from setframework.portable.teams import tell_teams
from setframework.web.security_log import record

# Erased with the account, and not importable: name -> table and lookup to its person.
ENDING: dict[str, tuple[type[Model], str]] = {
    "share_links": (ShareLink, "assessment__person"),
    "share_visits": (ShareVisit, "link__assessment__person"),
    "unclear_reports": (UnclearReport, "assessment__person"),
}


def export_document(person: User) -> dict[str, Any]:
    """Everything of the person as one JSON document.

    An import reads it back except `person` and `account`, which describe this account only. See
    docs/export-file.md.
    """
    records, _keys = list_records(person)
    record("export", person=person)
    return {
        "format": FORMAT,
        "questionnaires": _list_used_versions(person),
        **{
            kind: [{"identity": identity, **of.write(each)} for identity, each in those.items()]
            for (kind, of), those in zip(KINDS.items(), records.values(), strict=True)
        },
        "person": {"code": str(person.code), "email": person.email, "name": person.name},
        "account": as_json(
            {
                **tell_account(person),
                "mentoring": tell_mentoring(person),
                "teams": tell_teams(person),
            }
        ),
    }


def list_records(person: User, *, for_update: bool = False) -> tuple[Portable, dict[str, int]]:
    """The person's records by kind and identity, and the primary keys of assessments by identity.

    The order is the one that breaks ties of equal times, so an import keeps it. `for_update` locks
    the assessments until the transaction ends.
    """
    rows = Assessment.objects.filter(person=person).order_by(
        F("completed_at").asc(nulls_last=True), "pk"
    )
    rows = rows.select_related("version").defer("version__document").prefetch_related("notes")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    assessments = list(rows)
    read = (AssessmentRecord.read(row, {}) for row in assessments)
    found: Portable = {"assessments": with_identities(AssessmentRecord, read)}
    keys = dict(zip(found["assessments"], (row.pk for row in assessments), strict=True))
    identities = {pk: identity for identity, pk in keys.items()}
    for kind, of in OTHERS.items():
        found[kind] = with_identities(
            of, (of.read(row, identities) for row in _rows(of, person).order_by("pk"))
        )
    return found, keys


def count_records(person: User) -> dict[str, int]:
    """The number of records of each kind, and of rows in ENDING, in one query."""
    tables = {kind: (of.model, of.owner) for kind, of in KINDS.items()} | ENDING
    counts = {kind: _number_of(*table) for kind, table in tables.items()}
    found: Any = User.objects.filter(pk=person.pk).values(**counts).get()
    return dict(found)


def _list_used_versions(person: User) -> list[Any]:
    """The whole text of each version that the person answered."""
    used = Assessment.objects.filter(person=person).values("version")
    versions = QuestionnaireVersion.objects.filter(pk__in=used).order_by("key", "version")
    return list(versions.values("key", "version", "digest", "document"))


def _rows(kind: type[Record], person: User) -> QuerySet[Any]:
    return kind.model._default_manager.filter(**{kind.owner: person})


def _number_of(model: type[Model], owner: str) -> Coalesce:
    rows = model._default_manager.filter(**{owner: OuterRef("pk")}).values(owner)
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)
