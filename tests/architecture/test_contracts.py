"""The import contracts of pyproject.toml hold, and each would notice what it forbids."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model

ROOT = Path(settings.BASE_DIR)
PACKAGES = ["assessments", "mentors", "setframework"]

# What a hurried author might write: file -> line added, and the contract that stops it.
VIOLATIONS = {
    "assessments/selectors.py": ("from setframework.accounts.models import User", "1."),
    "assessments/urls.py": ("from mentors.services import save_profile", "1."),
    "mentors/selectors/profiles.py": ("from setframework.accounts.models import User", "1."),
    "setframework/web/context.py": ("from assessments.models import Assessment", "1."),
    "setframework/accounts/models.py": ("from setframework.urls import urlpatterns", "1."),
    "assessments/models/assessments.py": (
        "from assessments.services import start_assessment",
        "2.",
    ),
    "assessments/services.py": ("from assessments.views import question", "2."),
    "assessments/utils.py": ("", "2."),
    "setframework/accounts/helpers.py": ("", "2."),
    "mentors/utils.py": ("", "2."),
    "mentors/models/profiles.py": ("from mentors.selectors import find_profile", "2."),
    "assessments/charts.py": ("from django.utils.html import escape", "3."),
    "mentors/matching/__init__.py": ("from django.db import models", "3."),
    "mentors/services/revision.py": ("from assessments.models import Assessment", "6."),
    "assessments/scoring/score.py": ("from django.utils import timezone", "3."),
}


def lint(folder):
    lint_imports = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [lint_imports, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


def broken(output):
    lines = [line.strip() for line in output.splitlines()]
    return [line for line in lines if " BROKEN" in line]


@pytest.fixture
def copy(tmp_path):
    for package in PACKAGES:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold():
    status, output = lint(ROOT)

    assert broken(output) == []
    assert status == 0, output


@pytest.mark.parametrize("file", VIOLATIONS)
def test_seeded_violation_is_caught(copy, file):
    line, contract = VIOLATIONS[file]
    with (copy / file).open("a") as source:
        source.write(f"\n{line}\n")

    status, output = lint(copy)

    assert status == 1, output
    assert [line[:2] for line in broken(output)] == [contract]


def test_user_has_no_road_into_a_slice():
    """A reverse accessor would read a person's data past the selectors."""
    person = get_user_model()
    roads = [
        f"{model._meta.label}.{field.name}"
        for name in ("assessments", "accounts", "mentors")
        for model in apps.get_app_config(name).get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model is person
        and field.remote_field.related_name != "+"
    ]
    assert roads == []
