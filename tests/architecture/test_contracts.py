"""The import contracts of pyproject.toml hold, and each would notice what it forbids."""

import os
import shutil
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model

ROOT = Path(settings.BASE_DIR)
PACKAGES = ["assessments", "mentors", "setframework"]

# What a hurried author might write: file -> line added, and the contract that stops it.
VIOLATIONS = {
    "assessments/selectors/taking.py": (
        "from setframework.accounts.selectors.tokens import get_token",
        "1.",
    ),
    "assessments/urls.py": ("from mentors.models.profiles import MentorProfile", "1."),
    "mentors/selectors/profiles.py": (
        "from setframework.accounts.selectors.tokens import get_token",
        "1.",
    ),
    "setframework/pages/sample.py": ("from setframework.views import landing", "1."),
    "setframework/portable/record.py": (
        "from setframework.accounts.selectors.tokens import get_token",
        "1.",
    ),
    "mentors/services/notes.py": ("from setframework.portable.exporting import KINDS", "1."),
    "setframework/web/context.py": ("from setframework.people.models import User", "1."),
    "setframework/people/access.py": ("from assessments.charts.radar import radar", "1."),
    "setframework/accounts/selectors/tokens.py": (
        "from setframework.urls import urlpatterns",
        "1.",
    ),
    "assessments/models/taking.py": (
        "from assessments.services.taking import start_assessment",
        "2.",
    ),
    "assessments/services/taking.py": ("from assessments.views import question", "2."),
    "mentors/services/runs.py": ("from mentors.tasks import run_programme", "2."),
    "mentors/tasks.py": ("from mentors.views import programmes", "2."),
    "assessments/pages/plan.py": ("from assessments.views import plan", "2."),
    "assessments/forms/plan.py": ("from assessments.pages import plan", "2."),
    "assessments/utils.py": ("", "2."),
    "setframework/accounts/helpers.py": ("", "2."),
    "setframework/accounts/forms/data.py": ("from setframework.accounts.pages import data", "2."),
    "mentors/utils.py": ("", "2."),
    "mentors/models/profiles.py": ("from mentors.selectors.profiles import find_profile", "2."),
    "assessments/charts/radar.py": ("from django.utils.html import escape", "3."),
    "mentors/matching/__init__.py": ("from django.db import models", "3."),
    "mentors/services/revision.py": ("from assessments.models.taking import Assessment", "6."),
    "mentors/services/places.py": ("from assessments.teams.models.teams import Team", "6."),
    "assessments/scoring/score.py": ("from django.utils import timezone", "3."),
    "assessments/teams/helpers.py": ("", "2."),
    "assessments/teams/disclosure/parameters.py": ("from django.conf import settings", "3."),
    "assessments/teams/models/teams.py": ("from assessments.models.taking import Assessment", "4."),
    # Not the answers themselves, but a road to them.
    "assessments/teams/selectors/teams.py": (
        "from assessments.tasks import purge_visitor_drafts",
        "4.",
    ),
    "assessments/teams/views/team.py": (
        "from assessments.selectors.result import get_result",
        "4.",
    ),
    "assessments/teams/pages/trend.py": (
        "from assessments.selectors.result import get_result",
        "4.",
    ),
    "assessments/teams/charts.py": ("from django.utils.html import escape", "3."),
    "assessments/teams/views/roster.py": (
        "from assessments.selectors.result import get_result",
        "4.",
    ),
    "assessments/tasks.py": ("from assessments.teams.models.teams import Team", "5."),
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


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@contextmanager
def seeded(path, line):
    """The file with one more line; a file that was not there is gone again afterwards."""
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n")
    yield
    if before is None:
        path.unlink()
    else:
        path.write_text(before)


def test_contracts_hold():
    status, output = lint(ROOT)

    assert broken(output) == []
    assert status == 0, output


@pytest.mark.parametrize("file", VIOLATIONS)
def test_seeded_violation_is_caught(copy, file):
    line, contract = VIOLATIONS[file]
    with seeded(copy / file, line):
        status, output = lint(copy)

    assert status == 1, output
    assert [line[:2] for line in broken(output)] == [contract]


def test_only_the_schedule_imports_by_path():
    """A path would hide an import that goes upwards from every contract."""
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    found = [file for file in files if "import_string" in file.read_text()]

    assert [str(file.relative_to(ROOT)) for file in found] == ["setframework/schedule.py"]


# What of teams no page reaches (contract 4 leaves it out): wiring, the release and its rules.
BEHIND_THE_PAGES = {"apps", "disclosure", "management", "migrations", "releases", "tasks"}
# What of assessments has no code that could import teams, and teams itself.
NOT_MEASURING = {"apps", "migrations", "questionnaires", "teams"}


def modules(package):
    return {
        path.stem
        for path in (ROOT / package).iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }


def named_by(contract, what="source_modules"):
    document = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = {each["id"]: each for each in document["tool"]["importlinter"]["contracts"]}
    return set(contracts[contract][what])


def test_contract_4_names_every_module_that_a_page_about_teams_can_reach():
    found = modules("assessments/teams") - BEHIND_THE_PAGES
    assert named_by("4") == {f"assessments.teams.{name}" for name in found}


def test_contract_5_names_all_of_the_measuring_half():
    found = modules("assessments") - NOT_MEASURING
    assert {f"assessments.{name}" for name in found} <= named_by("5")


def test_contract_6_leaves_mentors_nothing_of_teams_but_its_selectors():
    found = modules("assessments/teams") - {"migrations", "selectors"}
    forbidden = named_by("6", "forbidden_modules")
    assert {each for each in forbidden if ".teams." in each} == {
        f"assessments.teams.{name}" for name in found
    }


def test_contract_3_names_what_must_be_pure():
    pure = {
        f"{package.replace('/', '.')}.{name}"
        for package in ("assessments", "assessments/teams")
        for name in modules(package) & {"scoring", "charts", "disclosure", "matching"}
    }
    assert pure <= named_by("3")


def test_user_has_no_road_into_a_slice():
    """A reverse accessor would read a person's data past the selectors."""
    person = get_user_model()
    roads = [
        f"{model._meta.label}.{field.name}"
        for name in ("assessments", "teams", "mentors", "accounts")
        for model in apps.get_app_config(name).get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model is person
        and field.remote_field.related_name != "+"
    ]
    assert roads == []
