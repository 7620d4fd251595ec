"""Migrations: none is missing, each has a name that says what it does, all go back."""

import re

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OWN = ["accounts", "assessments", "mail", "mentors", "teams"]


def own_migrations():
    graph = MigrationLoader(None).disk_migrations
    return sorted(key for key in graph if key[0] in OWN)


def own_tables():
    return sorted(
        name
        for name in connection.introspection.table_names()
        if name.startswith(tuple(f"{app}_" for app in OWN))
    )


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_is_named():
    unnamed = [name for _, name in own_migrations() if re.search(r"_auto_\d|^\d+$", name)]
    assert unnamed == []


def test_every_operation_can_be_undone():
    loader = MigrationLoader(None)
    final = [
        f"{key}: {operation}"
        for key in own_migrations()
        for operation in loader.disk_migrations[key].operations
        if not operation.reversible
    ]
    assert final == []


@pytest.mark.django_db(transaction=True)
def test_all_the_way_back_and_forward_again():
    before = own_tables()
    assert "assessments_assessment" in before

    call_command("migrate", "mail", "zero", verbosity=0)
    call_command("migrate", "teams", "zero", verbosity=0)
    call_command("migrate", "mentors", "zero", verbosity=0)
    call_command("migrate", "assessments", "zero", verbosity=0)
    assert [name for name in own_tables() if not name.startswith("accounts_")] == []
    call_command("migrate", "accounts", "zero", verbosity=0)
    assert own_tables() == []

    call_command("migrate", verbosity=0)
    assert own_tables() == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such limit")
def test_a_migration_may_take_its_time(db, monkeypatch):
    seen = []

    def look(command, *args, **options):
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            seen.append(cursor.fetchone()[0])

    monkeypatch.setattr(migrate.Command, "handle", look)
    call_command("migrate", verbosity=0)
    look(None)

    assert seen == ["0", "30s"]
