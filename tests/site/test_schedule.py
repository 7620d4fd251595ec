"""Jobs by the clock, and the worker that runs them."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import get_commands, load_command_class
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from assessments.models.taking import Assessment
from setframework import schedule
from setframework.management.commands import work
from setframework.people.models import Token
from tests.factories import make_assessment, make_visitor_draft

NOW = timezone.now()
DAY = timedelta(days=1)
PURGE = "assessments.tasks.purge_visitor_drafts"


def enqueued():
    return sorted(DBTaskResult.objects.values_list("task_path", flat=True))


def run_one(path):
    row = DBTaskResult.objects.get(pk=import_string(path).enqueue().id)
    row.claim("test")
    work.make_worker().run_task(row)
    return row


def test_every_job_is_due_on_the_first_look(db):
    assert schedule.enqueue_due(NOW) == list(schedule.JOBS)
    assert enqueued() == sorted(schedule.JOBS)


@pytest.mark.parametrize(("path", "period"), schedule.JOBS.items())
def test_a_job_waits_for_its_period_to_end(db, monkeypatch, path, period):
    monkeypatch.setattr(schedule, "JOBS", {path: period})
    schedule.enqueue_due(timezone.now())

    assert schedule.enqueue_due(timezone.now() + period - timedelta(minutes=1)) == []
    assert schedule.enqueue_due(timezone.now() + period + timedelta(minutes=1)) == [path]


def test_every_job_is_a_task_that_succeeds(db):
    for path in schedule.JOBS:
        assert run_one(path).status == "SUCCESSFUL", path


def test_purge_deletes_only_visitor_drafts_without_a_session(ada):
    kept_for = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    make_visitor_draft(at=NOW - kept_for - 2 * DAY)
    fresh = make_visitor_draft(at=NOW - kept_for + DAY)
    own = make_assessment(ada, completed=False, at=NOW - kept_for - 2 * DAY)

    result = run_one(PURGE)

    assert result.return_value == 1
    assert set(Assessment.objects.all()) == {fresh, own}


def test_expired_sessions_tokens_and_old_records_go(ada):
    for name, days in (("gone", -1), ("kept", 1)):
        Session.objects.create(
            session_key=name, session_data="", expire_date=timezone.now() + days * DAY
        )
        token, _ = Token.objects.create(user=ada, name=name)
        Token.objects.filter(pk=token.pk).update(expiry=timezone.now() + days * DAY)
    old = run_one(PURGE)
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=NOW - 15 * DAY)
    recent = run_one(PURGE)

    run_one("setframework.accounts.tasks.clear_expired")

    assert list(Session.objects.values_list("session_key", flat=True)) == ["kept"]
    assert list(Token.objects.values_list("name", flat=True)) == ["kept"]
    ids = set(DBTaskResult.objects.values_list("pk", flat=True))
    assert old.pk not in ids
    assert recent.pk in ids


def test_the_worker_looks_at_the_clock_once_a_minute(db, monkeypatch):
    looks = []
    clock = [1000.0]
    monkeypatch.setattr(work, "enqueue_due", looks.append)
    monkeypatch.setattr(work.time, "monotonic", lambda: clock[0])
    worker = work.make_worker()

    for seconds in (0, 1, 59, 1, 58, 2):
        clock[0] += seconds
        worker.look_at_clock()

    assert len(looks) == 3


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_due_jobs_and_stops_when_asked():
    if connection.vendor == "sqlite":
        url = f"sqlite:///{connection.settings_dict['NAME']}"
    else:
        url = f"postgres:///{connection.settings_dict['NAME']}"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "setframework.settings"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline and not all_succeeded():
            time.sleep(0.1)
        assert enqueued() == sorted(schedule.JOBS)
        assert all_succeeded()
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def all_succeeded():
    statuses = list(DBTaskResult.objects.values_list("status", flat=True))
    return len(statuses) == len(schedule.JOBS) and set(statuses) == {"SUCCESSFUL"}


def test_the_development_server_has_a_worker_beside_it(monkeypatch):
    started = threading.Event()
    monkeypatch.setattr(work, "make_worker", lambda: SimpleNamespace(run_forever=started.set))
    server = load_command_class("setframework", "runserver")
    server.addr, server._raw_ipv6 = "127.0.0.1", False

    server.on_bind(8000)

    assert get_commands()["runserver"] == "setframework"  # this one is what the name starts
    assert started.wait(timeout=20)
