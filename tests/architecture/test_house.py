"""Rules of the house that imports can't show: see docs/architecture.md."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SOURCES = sorted(
    path
    for package in ("assessments", "mentors", "setframework")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
MOST_LINES = 300
# Settings are one file on purpose: an operator reads them from top to bottom.
LONGER = {"setframework/settings.py"}
# Parameters that hold a person, by name: their type says so.
PEOPLE = {
    "author", "manager", "mentee", "mentor", "moderator", "organiser", "other", "owner", "person",
    "reader", "receiver", "reported", "reporter", "sender",
}  # fmt: skip


def name_of(path):
    return str(path.relative_to(ROOT))


def nodes(kind):
    return [
        (path, node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, kind)
    ]


def test_no_file_is_too_long():
    long = {name_of(path) for path in SOURCES if len(path.read_text().splitlines()) > MOST_LINES}

    assert long == LONGER


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.name == "__init__.py"], ids=name_of
)
def test_a_package_repeats_no_name_of_its_modules(path):
    """Django finds models by importing their package; nothing else is imported there."""
    body = ast.parse(path.read_text()).body
    statements = [node for node in body if not isinstance(node, ast.Expr)]
    package = ".".join(path.parent.relative_to(ROOT).parts)

    assert all(isinstance(node, ast.ImportFrom) for node in statements)
    if path.parent.name == "models":
        assert {node.module for node in statements} == {package}
        found = {alias.name for node in statements for alias in node.names}
        assert found == {each.stem for each in path.parent.glob("*.py")} - {"__init__"}
    else:
        assert statements == []


def test_a_person_is_never_of_any_type():
    loose = [
        f"{name_of(path)}:{argument.lineno} {argument.arg}"
        for path, function in nodes(ast.FunctionDef)
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if argument.arg in PEOPLE
        and isinstance(argument.annotation, ast.Name)
        and argument.annotation.id == "Any"
    ]

    assert loose == []


def test_no_own_module_is_imported_by_a_text():
    """The schedule names its jobs, and the session engine is a setting; all else is imported."""
    by_text = {
        name_of(path)
        for path, call in nodes(ast.Call)
        if getattr(call.func, "id", getattr(call.func, "attr", ""))
        in {"import_module", "import_string"}
    }

    assert by_text == {"setframework/schedule.py", "setframework/accounts/services/closing.py"}
