"""Every column of every table is in the export or says why not, and the document keeps that."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Model

from assessments import data as assessments
from assessments.teams import data as teams
from assessments.teams.models.doubts import Doubt, Vouch
from mentors import data as mentors
from setframework.accounts import data as accounts
from setframework.people.models import User
from setframework.portable.exporting import export_document
from setframework.portable.format import as_json
from setframework.web.declared import Exported, LeftOut
from tests.accounts.lives import BEGUN
from tests.accounts.tables import fill, owned_tables
from tests.factories import make_seeds, make_user
from tests.teams.organisation import make_team

DECLARED = {
    model: columns
    for slice_ in (assessments, teams, mentors, accounts)
    for model, columns in slice_.DATA.items()
}
# Words of Django about rights and tables; no row of them is about a person.
NOBODYS = {Permission, Group, ContentType}
EXPORTED = [
    pytest.param(model, name, declared, id=f"{model._meta.label}.{name}")
    for model, columns in DECLARED.items()
    if not isinstance(columns, LeftOut)
    for name, declared in columns.items()
    if isinstance(declared, Exported)
]
pytestmark = pytest.mark.django_db
MARKER = "zq marker"


def _columns(model: type[Model]) -> set[str]:
    """All but the primary key that Django adds, and links that other tables have to this one."""
    return {
        field.name
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if not isinstance(field, models.AutoField)
    }


def _found(document: Any, at: str) -> Iterator[Any]:
    """What stands at that place, in each list on the way."""
    if isinstance(document, list):
        for each in document:
            yield from _found(each, at)
        return
    key, _dot, rest = at.partition(".")
    if not key:
        yield document
    elif not isinstance(document, dict):
        return
    elif key == "@":
        yield from document
    else:
        for each in document.values() if key == "*" else [document[key]]:
            yield from _leaf(each) if not rest else _found(each, rest)


def _leaf(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, list):
        yield from value


def _export(person: User) -> Any:
    person = User.objects.get(pk=person.pk)  # as the next request finds it
    return json.loads(json.dumps(as_json(export_document(person))))


def _mark(model: type[Model], name: str) -> None:
    """Free words in the column become the marker, as far as the table takes it."""
    field = model._meta.get_field(name)
    is_free = isinstance(field, models.CharField | models.TextField) and not field.choices
    if not is_free or field.unique:
        return
    for row in model._default_manager.all():
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**{name: MARKER[: field.max_length]})
        except IntegrityError:
            pass


@pytest.fixture(scope="module")
def filled(kept: None) -> Any:
    ada = make_user("ada@example.org", name="Ada")
    make_seeds()  # a transactional test before has emptied the tables
    grace = make_user("grace@example.org")
    fill(ada, grace)
    team = make_team(ada, name="Ada's own team")
    Doubt.objects.create(
        team=team, person=grace, by=ada, doubted_at=BEGUN, closes_at=BEGUN + timedelta(days=90)
    )
    Vouch.objects.create(team=team, person=grace, by=ada, vouched_at=BEGUN)
    return ada


def test_every_table_is_declared_once():
    ours = {
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in {"assessments", "mentors", "setframework"}
    }
    owned = {model for model in owned_tables() if not model._meta.auto_created}

    assert (ours | owned) - NOBODYS <= set(DECLARED)
    declared = sum(len(slice_.DATA) for slice_ in (assessments, teams, mentors, accounts))
    assert declared == len(DECLARED)


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model._meta.label)
def test_every_column_is_declared_and_nothing_else(model):
    """A new column: say in the slice's data.py where the export has it, or why it has not."""
    columns = DECLARED[model]
    if isinstance(columns, LeftOut):
        assert columns.why
        return
    assert set(columns) == _columns(model)
    assert all(each.why for each in columns.values() if isinstance(each, LeftOut))


@pytest.mark.parametrize(("model", "name", "declared"), EXPORTED)
def test_what_is_declared_exported_is_in_the_document(model, name, declared, filled):
    _mark(model, name)
    rows = model._default_manager.all()

    found = list(_found(_export(filled), declared.at))

    assert found, f"the document has nothing at {declared.at}"
    if declared.is_link:
        return
    stored = [as_json(each) for each in rows.values_list(declared.by or name, flat=True)]
    values = [each for each in stored if each not in (None, "", [], {})]
    if values:
        assert any(each in found for each in values), (values[:3], found[:3])
