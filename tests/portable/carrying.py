"""Carrying a history from one account to another."""

import json
from typing import Any

from assessments.selectors.history import list_history
from setframework.people.models import User
from setframework.portable.document import read_document
from setframework.portable.exporting import export_document
from setframework.portable.importing import Imported, import_records
from tests.factories import NOW


def export_of(person: User) -> Any:
    return json.loads(json.dumps(export_document(person)))


def bring(person: User, document: Any, at: Any = NOW) -> Imported:
    return import_records(person=person, records=read_document(document, at), at=at)


def bare(document: Any) -> Any:
    """Apart from codes, the moment, and what is not imported."""
    kept = {k: v for k, v in document.items() if k not in {"exported_at", "person", "account"}}
    return {
        name: [{k: v for k, v in each.items() if k != "code"} for each in records]
        for name, records in kept.items()
        if name != "format"
    }


def history_of(person: User) -> list[Any]:
    return [
        (result.assessment.completed_at, result.profile)
        for result in list_history(person, "set-framework")
    ]
