"""The floor of pages makes plain values: no request comes in and no query goes out."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("assessments", "mentors", "setframework")
FILES = sorted(
    str(path.relative_to(ROOT))
    for each in PACKAGES
    for path in (ROOT / each).rglob("pages/**/*.py")
)
FLOORS = {"selectors", "services"}
# Names of functions that read from the database.
READS = ("get_", "find_", "list_", "read_", "count_")


def wrong_imports(source):
    """The imports of a page's module that could bring a request or a query into it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            pairs = [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            pairs = [(node.module or "", alias.name) for alias in node.names]
        else:
            continue
        found += [f"{module} {name}".strip() for module, name in pairs if is_wrong(module, name)]
    return found


def is_wrong(module, name):
    if name == "HttpRequest" or f"{module}.{name}".startswith("django.db"):
        return True
    parts = module.split(".")
    if name in FLOORS or parts[-1] in FLOORS:
        return True  # a whole module: its reading functions come with it
    if not name:
        return bool(FLOORS & set(parts))
    return bool(FLOORS & set(parts)) and name.startswith(READS)


@pytest.mark.parametrize("file", FILES)
def test_a_page_takes_no_request_and_makes_no_query(file):
    assert wrong_imports((ROOT / file).read_text()) == []


def test_the_pages_of_all_slices_are_looked_at():
    for each in ("assessments", "assessments/teams", "mentors"):
        assert any(file.startswith(f"{each}/pages/") for file in FILES)


@pytest.mark.parametrize(
    "line",
    [
        "from django.http import Http404, HttpRequest",
        "import django.db",
        "from django.db.models import Q",
        "from django import db",
        "import assessments.selectors.taking",
        "from assessments import selectors",
        "from assessments.selectors import taking",
        "from assessments.selectors.taking import Sitting, get_notes",
        "from assessments.selectors.taking import find_note",
        "from assessments.selectors.plan import list_goals as goals",
        "from assessments.services.taking import get_or_start",
        "def show():\n    from assessments.selectors.questionnaires import read_questionnaire",
    ],
)
def test_a_request_or_a_query_is_found(line):
    assert len(wrong_imports(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from django.http import QueryDict",
        "from assessments.selectors.result import Result",
        "from assessments.selectors.sharing import VISITS_LISTED",
        "from mentors.selectors.words import language_name",
        "from assessments.models.taking import Assessment",
    ],
)
def test_values_may_be_imported(line):
    assert wrong_imports(line) == []
