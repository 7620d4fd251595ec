"""A migrated SQLite database, made once and copied by each process of the tests.

To migrate takes seconds, to copy a file takes none. The copy is named after all that it was made
of, so that a change there makes a new one. PostgreSQL migrates in each process.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.scoring.questionnaires import SET_FRAMEWORK

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / ".pytest_cache" / "database"
# Held by the process that makes the database, while others wait for it.
_lock: IO[bytes] | None = None


def copy_ready() -> bool:
    """Before Django makes the test database: whether there is a copy now, all migrated."""
    global _lock
    if connection.vendor != "sqlite":
        return False
    FOLDER.mkdir(parents=True, exist_ok=True)
    _lock = open(FOLDER / "lock", "wb")  # noqa: SIM115 - until keep_ready
    fcntl.flock(_lock, fcntl.LOCK_EX)
    if not _ready().exists():
        return False
    shutil.copyfile(_ready(), connection.settings_dict["TEST"]["NAME"])
    connection.settings_dict["TEST"]["MIGRATE"] = False
    _release()
    return True


def keep_ready() -> None:
    """After the database was migrated and filled: kept for the next process."""
    if _lock is None:
        return
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    unfinished = _ready().with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with sqlite3.connect(unfinished) as copy:
        connection.connection.backup(copy)
    copy.close()
    unfinished.rename(_ready())
    _release()


def _release() -> None:
    global _lock
    if _lock is not None:
        _lock.close()
    _lock = None


def _ready() -> Path:
    digest = hashlib.sha256()
    for source in _sources():
        digest.update(str(source).encode() + b"\0" + source.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def _sources() -> Iterator[Path]:
    """Own migrations and models, the questionnaire and how it is read, packages of others."""
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        folder = Path(app.path)
        if ROOT in folder.parents and ".venv" not in folder.parts:
            yield from sorted(folder.rglob("migrations/*.py"))
            yield from sorted([*folder.rglob("models.py"), *folder.rglob("models/*.py")])
            yield from sorted(folder.rglob("first_*.py"))
    yield SET_FRAMEWORK
    yield from sorted((ROOT / "assessments" / "scoring").rglob("*.py"))
    yield ROOT / "requirements" / "test.txt"
