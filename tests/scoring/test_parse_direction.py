"""The optional tables: words of a direction, key technologies, prompts after a result."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assessments.scoring.parse.document import digest, read_file
from assessments.scoring.parse.questionnaire import parse
from assessments.scoring.parse.table import QuestionnaireError
from assessments.scoring.questionnaire import Counsel, Reflection
from tests.scoring.questionnaires import GRID, SET_FRAMEWORK, SHIPPED, grid, set_framework

SCHEMA = Draft202012Validator(json.loads((SHIPPED / "questionnaire.schema.json").read_text()))


def small() -> dict[str, Any]:
    """The grid with one counsel each, in both of its languages."""
    document = copy.deepcopy(read_file(GRID))
    document["key_technology_scale"] = "cell"
    document["reflections"] = ["tried", "next"]
    document["direction"] = {
        "brings": ["stuck"],
        "holds_back": ["time", "money"],
        "unsaved": ["money"],
    }
    for language in ("de", "en"):
        document["texts"][language]["reflections"] = {
            "next": f"Next? ({language})",
            "tried": f"Tried? ({language})",
        }
        document["texts"][language]["direction"] = {
            "brings": {"stuck": {"label": f"Stuck ({language})", "text": "Look around."}},
            "holds_back": {
                "money": {"label": "Money", "text": "Much is free."},
                "time": {"label": "Time", "text": "An hour will do."},
            },
        }
    return document


def test_set_framework_asks_what_brings_and_what_holds_back():
    direction = set_framework().direction

    assert direction is not None
    assert [counsel.key for counsel in direction.brings] == [
        "feeling-stagnant",
        "choosing-a-path",
        "manager-frustrated-with-growth",
        "contributor-unsure-how-to-grow",
        "curious",
    ]
    assert [counsel.key for counsel in direction.holds_back] == [
        "money",
        "time",
        "place",
        "organisation",
        "confidence",
    ]
    assert direction.unsaved == ("money",)


def test_set_framework_rates_technologies_by_knowledge_and_asks_three_reflections():
    questionnaire = set_framework()

    assert questionnaire.key_technology_scale == (questionnaire.item("data-systems").answer_scale)
    assert questionnaire.key_technology_scale.key == "knowledge"
    assert [reflection.key for reflection in questionnaire.reflections] == [
        "curious",
        "tried",
        "aspires",
    ]
    assert questionnaire.reflections[0].prompt == "What made you curious?"


def test_ladder_may_leave_all_of_it_out():
    questionnaire = grid()

    assert questionnaire.direction is None
    assert questionnaire.key_technology_scale is None
    assert questionnaire.reflections == ()


def test_words_arrive_in_the_order_of_the_file_and_in_the_language_asked_for():
    german = parse(small(), "de")

    assert german.direction is not None
    assert german.direction.brings == (Counsel("stuck", "Stuck (de)", "Look around."),)
    assert german.direction.holds_back == (
        Counsel("time", "Time", "An hour will do."),
        Counsel("money", "Money", "Much is free."),
    )
    assert german.reflections == (
        Reflection("tried", "Tried? (de)"),
        Reflection("next", "Next? (de)"),
    )


def test_everything_that_holds_back_is_saved_unless_the_file_says_otherwise():
    document = small()
    del document["direction"]["unsaved"]

    direction = parse(document).direction

    assert direction is not None
    assert direction.unsaved == ()


def test_schema_accepts_what_the_parser_does():
    assert list(SCHEMA.iter_errors(small())) == []


# what is done to the small document, what the parser says
Change = Callable[[dict[str, Any]], object]
SHAPES: list[tuple[Change, str]] = [
    (lambda file: file.update(direction=[]), "[direction]: expected a table, got []"),
    (
        lambda file: file["direction"].pop("brings"),
        "[direction] brings: expected a list of 1 to 20 keys, got nothing",
    ),
    (
        lambda file: file["direction"].update(holds_back=[]),
        "[direction] holds_back: expected a list of 1 to 20 keys, got 0",
    ),
    (
        lambda file: file["direction"].update(brings=["Stuck"]),
        "[direction] brings: expected a key of small letters",
    ),
    (
        lambda file: file["direction"].update(brings=["stuck", "stuck"]),
        "[direction] brings: expected each key once",
    ),
    (
        lambda file: file["direction"].update(forgets=["money"]),
        "[direction] forgets: expected a known key",
    ),
    (
        lambda file: file["texts"]["en"]["direction"]["brings"]["stuck"].pop("text"),
        "[texts.en.direction.brings.stuck] text: expected a text of one line",
    ),
    (
        lambda file: file["texts"]["en"]["direction"]["brings"]["stuck"].update(label="a" * 81),
        "[texts.en.direction.brings.stuck] label: expected a text of one line, 1 to 80",
    ),
    (
        lambda file: file.update(reflections=["a", "b", "c", "d"]),
        "reflections: expected a list of 1 to 3 keys, got 4",
    ),
    (
        lambda file: file["texts"]["de"]["reflections"].update(next="a" * 121),
        "[texts.de.reflections] next: expected a text of one line, 1 to 120",
    ),
    (
        lambda file: file.update(key_technology_scale=3),
        "key_technology_scale: expected the key of an answer scale, got 3",
    ),
]
REFERENCES: list[tuple[Change, str]] = [
    (
        lambda file: file["direction"].update(unsaved=["stuck"]),
        "[direction] unsaved: expected keys of holds_back, got 'stuck'",
    ),
    (
        lambda file: file["direction"]["brings"].append("bored"),
        "[texts.de.direction.brings.bored]: expected a table, got nothing",
    ),
    (
        lambda file: file["direction"]["holds_back"].remove("time"),
        "direction.holds_back] time: expected a known key",
    ),
    (lambda file: file.pop("direction"), "direction: expected a known key"),
    (lambda file: file.pop("reflections"), "reflections: expected a known key"),
    (
        lambda file: file["texts"]["de"].pop("direction"),
        "[texts.de.direction]: expected a table, got nothing",
    ),
    (
        lambda file: file["texts"]["en"]["reflections"].pop("next"),
        "[texts.en.reflections] next: expected a text of one line",
    ),
    (
        lambda file: file.update(key_technology_scale="call"),
        "key_technology_scale: expected the key of an answer scale, got 'call'; did you mean",
    ),
]


@pytest.mark.parametrize(("change", "expected"), SHAPES + REFERENCES)
def test_mistake_is_refused_with_its_place(change, expected):
    document = small()
    change(document)

    with pytest.raises(QuestionnaireError) as caught:
        parse(document, source="grid-1.toml")

    assert str(caught.value).startswith("grid-1.toml: ")
    assert expected in str(caught.value)


@pytest.mark.parametrize("change", [change for change, _ in SHAPES])
def test_schema_refuses_a_wrong_shape_too(change):
    document = small()
    change(document)

    assert list(SCHEMA.iter_errors(document)) != []


tables = st.sampled_from(["direction", "reflections", "key_technology_scale"])
inner = st.none() | st.integers(-1, 5) | st.sampled_from(["money", "time", "cell", "label", "A b"])
anything = st.recursive(
    inner,
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from(["brings", "holds_back", "unsaved", "stuck"]), part)
    ),
    max_leaves=6,
)


def parsed_or_error(document: dict[str, Any]) -> tuple[str, str]:
    try:
        return parse(document, source="grid-1.toml").digest, ""
    except QuestionnaireError as error:
        return "", str(error)


@settings(max_examples=200)
@given(table=tables, value=anything, in_texts=st.booleans())
def test_any_content_parses_or_is_refused_by_name(table, value, in_texts):
    document = small()
    (document["texts"]["en"] if in_texts else document)[table] = value

    found, error = parsed_or_error(document)

    assert error or found == digest(document)
    assert found or re.match(r"grid-1\.toml: .*expected .+", error, re.DOTALL)


def test_stored_document_without_these_tables_still_parses():
    # A version that was published before the tables existed.
    document = copy.deepcopy(read_file(SET_FRAMEWORK))
    for table in ("direction", "reflections", "key_technology_scale"):
        document.pop(table)
        document["texts"]["en"].pop(table, None)

    assert parse(document).items == set_framework().items
