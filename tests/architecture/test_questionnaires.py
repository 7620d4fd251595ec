"""Every shipped questionnaire file parses, matches the schema, and no published digest moved.

The schema and the page for authors say what the parser's tables say.
"""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from assessments.scoring.parse import shape
from assessments.scoring.parse.document import digest, read_file
from assessments.scoring.parse.nested import table_fields
from assessments.scoring.parse.questionnaire import parse
from assessments.scoring.parse.schema import file_schema_text
from tests.scoring.questionnaires import GRID, SET_FRAMEWORK, SHIPPED

SCHEMA = json.loads((SHIPPED / "questionnaire.schema.json").read_text(encoding="utf-8"))
DIGESTS = json.loads((SHIPPED / "digests.json").read_text(encoding="utf-8"))
PAGE = (Path(settings.BASE_DIR) / "docs" / "questionnaire-file.md").read_text(encoding="utf-8")
TABLES = [
    value
    for value in vars(shape).values()
    if isinstance(value, type) and value.__module__ == shape.__name__
]
FILES = sorted(SHIPPED.glob("*.toml"))
WITH_DIRECTION = [path for path in FILES if "direction" in read_file(path)]


def schema_errors(document: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_parses_in_each_of_its_languages(path):
    document = read_file(path)
    languages = document["framework"]["languages"]

    parsed = [parse(document, language, path.name) for language in languages]

    assert [questionnaire.language for questionnaire in parsed] == languages


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_is_named_after_its_key_and_version(path):
    framework = read_file(path)["framework"]

    assert path.stem == f"{framework['key']}-{framework['version']}"


def test_published_digests_are_those_of_the_files():
    found: dict[str, dict[str, str]] = {}
    for path in FILES:
        document = read_file(path)
        framework = document["framework"]
        if framework["status"] == "published":
            versions = found.setdefault(framework["key"], {})
            versions[str(framework["version"])] = digest(document)

    # A published file never changes: give the changed content a new version instead.
    assert found == DIGESTS


def test_schema_is_the_one_that_the_tables_of_the_parser_make():
    found = (SHIPPED / "questionnaire.schema.json").read_text(encoding="utf-8")

    # Else write it again, as the head of assessments/scoring/parse/schema.py says.
    assert found == file_schema_text()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_page_for_authors_names_every_key(table):
    keys = {own.name for own in table_fields(table)}

    assert keys
    assert keys <= set(re.findall(r"[a-z_]+", "".join(re.findall(r"`[^`]+`", PAGE))))


def test_schema_is_valid():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", [*FILES, SET_FRAMEWORK, GRID], ids=lambda path: path.name)
def test_file_matches_the_schema(path):
    assert schema_errors(read_file(path)) == []


def test_schema_knows_every_table_of_the_grid_and_the_shipped_files():
    tables = set(read_file(GRID)).union(*map(read_file, FILES))

    assert tables == set(SCHEMA["properties"])


@pytest.mark.parametrize("path", WITH_DIRECTION, ids=lambda path: path.name)
def test_file_says_at_the_choice_what_is_not_saved(path):
    direction = parse(read_file(path), "en", path.name).direction

    assert direction is not None
    said = {counsel.key for counsel in direction.holds_back if "not saved" in counsel.label}
    assert said == set(direction.unsaved)


MISTAKES: dict[str, Callable[[dict[str, Any]], object]] = {
    "no format": lambda file: file.pop("format"),
    "a later format": lambda file: file.update(format=2),
    "an unknown table": lambda file: file.update(item=[]),
    "an unknown key": lambda file: file["items"][0].update(titel="x"),
    "a key with capitals": lambda file: file["items"][0].update(key="Scope"),
    "a value of 5": lambda file: file["answer_scales"]["cell"]["points"][3].update(value=5),
    "a target that is text": lambda file: file["targets"].update(design=["1", 2, 3]),
    "an unknown glyph": lambda file: file["scales"][0].update(glyph="star"),
    "an unknown unit": lambda file: file["actions"]["design"][0].update(effort="2 years"),
    "an assumed n": lambda file: file["measurement"]["impact"].update(n=3),
    "an observed n of none": lambda file: file["measurement"]["craft"].update(n=0),
    "a text with a line break": lambda file: file["texts"]["en"].update(name="a\nb"),
    "a text with space at its end": lambda file: file["texts"]["en"].update(name="a "),
    "a missing text": lambda file: file["texts"]["en"]["items"]["scope"].pop("why"),
    "no special answers": lambda file: file.update(special_answers=[]),
    "a value map of a rewording": lambda file: file["changes_from"]["1"]["checks"].update(
        change="reworded"
    ),
    "a split into one": lambda file: file["changes_from"]["1"]["influence"].update(to=["reach"]),
    "a retired item that lives on": lambda file: file["changes_from"]["1"]["typing"].update(
        to=["scope"]
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_schema_refuses_a_mistake(mistake):
    document = copy.deepcopy(read_file(GRID))

    MISTAKES[mistake](document)

    assert schema_errors(document) != []
