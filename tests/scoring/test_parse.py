"""A questionnaire file becomes a Questionnaire, or an error that says where it is wrong."""

import codecs
import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.parse.document import canonical_json, digest, read_file
from assessments.scoring.parse.questionnaire import parse, validate
from assessments.scoring.parse.table import QuestionnaireError
from assessments.scoring.questionnaire import Effort, LeanOn, Measurement, UnknownKey
from tests.scoring.questionnaires import GRID, SET_FRAMEWORK, grid, set_framework

MISSING = object()


def changed(path: str, value: object = MISSING, file=GRID) -> dict[str, Any]:
    """The document with one value replaced, added, or removed; `path` is dotted."""
    document = copy.deepcopy(read_file(file))
    *parents, last = path.split(".")
    place: Any = document
    for part in parents:
        place = place[int(part)] if isinstance(place, list) else place[part]
    if isinstance(place, list):
        place[int(last)] = value
    elif value is MISSING:
        del place[last]
    else:
        place[last] = value
    return document


def error_of(document: Any) -> str:
    with pytest.raises(QuestionnaireError) as caught:
        validate(document, "grid-1.toml")
    return str(caught.value)


def test_set_framework_has_its_scales_items_levels_and_actions():
    questionnaire = set_framework()

    assert [(scale.key, len(scale.items)) for scale in questionnaire.scales] == [
        ("soft-skills", 9),
        ("experience", 7),
        ("technical", 7),
    ]
    assert len(questionnaire.levels) == 7
    assert [path.key for path in questionnaire.paths] == ["technologist", "people-manager"]
    assert sum(len(item.actions) for item in questionnaire.items) == 69
    assert [scale.glyph for scale in questionnaire.scales] == ["circle", "diamond", "triangle"]
    assert len({item.answer_scale.key for item in questionnaire.items}) == 3


def test_set_framework_marks_what_can_be_gained_and_what_has_two_halves():
    items = set_framework().items

    assert {item.scale for item in items if item.can_gain} == {"experience"}
    assert [item.key for item in items if item.two_halves] == [
        "coaching-both-ways",
        "breadth-and-depth",
        "spotting-bottlenecks",
    ]


def test_values_arrive_where_the_file_put_them():
    questionnaire = grid()
    design = questionnaire.item("design")

    assert (questionnaire.key, questionnaire.version) == ("craft-grid", 2)
    assert (questionnaire.status, questionnaire.license) == ("draft", "CC0-1.0")
    assert questionnaire.yes_threshold == 2
    assert questionnaire.source == {
        "title": "A grid for tests",
        "url": "https://example.org/grid",
    }
    assert design.targets == (1, 2, 4)
    assert design.can_gain
    assert design.theme == ""
    assert design.lean_on == LeanOn("testing", "Tests show what a design must carry.")
    assert design.actions[1].effort == Effort(45, "min")
    assert [option.value for option in design.answer_scale.options] == [0, 1, 2, 4]
    assert questionnaire.item("scope").two_halves
    assert questionnaire.item("scope").lean_on is None
    assert questionnaire.item("delivery").actions == ()
    assert questionnaire.scale("craft").answered_tenths == 10
    assert questionnaire.scale("craft").measurement == Measurement(0.9, 15.5, "observed", 240)
    assert questionnaire.special_answers[0].key == "no-opportunity"


def test_orders_and_not_the_file_decide_what_comes_first():
    questionnaire = grid()

    assert [scale.key for scale in questionnaire.scales] == ["craft", "impact"]
    assert [level.key for level in questionnaire.levels] == ["first", "second", "third"]
    assert [item.key for item in questionnaire.items] == [
        "design",
        "delivery",
        "testing",
        "reach",
        "scope",
    ]


def test_actions_are_offered_least_effort_first_and_ties_in_file_order():
    keys = [action.key for action in grid().item("design").actions_by_effort]

    assert keys == ["review", "sketch", "pair"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [("en", "en"), ("de", "de"), ("de-at", "de"), ("EN-GB", "en"), ("fr", "de")],
)
def test_language_falls_back_to_its_main_one_and_then_to_the_first(asked, given):
    questionnaire = grid(asked)

    assert questionnaire.language == given
    assert questionnaire.name == {"en": "Craft grid", "de": "Handwerk"}[given]
    assert (
        questionnaire.item("reach").title
        == {
            "en": "Reaching people",
            "de": "Reichweite",
        }[given]
    )


def test_languages_share_the_digest_and_everything_but_words():
    german, english = grid("de"), grid("en")

    assert german.digest == english.digest == digest(read_file(GRID))
    assert [item.targets for item in german.items] == [item.targets for item in english.items]
    assert german.changes_from == english.changes_from


def test_changes_from_an_earlier_version_are_spelled_out():
    changes = grid().changes_from[1]

    assert changes == {
        "design": {"change": "reworded", "to": ("design",), "values": None},
        "shipping": {"change": "reworded", "to": ("delivery",), "values": None},
        "checks": {"change": "rescaled", "to": ("testing",), "values": (0, 1, 2, 2, 4)},
        "influence": {"change": "split", "to": ("reach", "scope"), "values": None},
        "typing": {"change": "retired", "to": (), "values": None},
    }


def test_two_items_may_be_merged_into_one():
    document = changed("changes_from.1.shipping", {"change": "merged", "to": ["delivery"]})
    document["changes_from"]["1"]["posting"] = {"change": "merged", "to": ["delivery"]}

    changes = parse(document).changes_from[1]

    assert changes["posting"]["to"] == changes["shipping"]["to"] == ("delivery",)


def test_a_new_item_is_called_new():
    document = changed("changes_from.1.design", {"change": "new"})

    assert parse(document).changes_from[1]["design"]["change"] == "new"


def test_stored_document_parses_to_the_same_questionnaire():
    document = read_file(SET_FRAMEWORK)

    again = parse(json.loads(canonical_json(document)))

    assert again == set_framework()
    assert hash(again) == hash(set_framework())


def test_canonical_json_is_one_sorted_line_without_escapes():
    assert canonical_json({"b": [1, True], "a": {"é": "ü"}}) == '{"a":{"é":"ü"},"b":[1,true]}'


def test_digest_depends_on_content_and_not_on_order():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
    # Of {"a":1}, by sha256sum.
    assert digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}, "\ud800"])
def test_what_json_or_utf8_cannot_carry_has_no_digest(value):
    with pytest.raises(QuestionnaireError):
        digest({"a": value})


@pytest.mark.parametrize("kind", ["item", "scale", "level", "path", "special answer"])
def test_unknown_key_is_named(kind):
    look_up = getattr(grid(), kind.replace(" ", "_"))

    with pytest.raises(UnknownKey, match=f"unknown {kind}: 'nope'"):
        look_up("nope")


# path of the mistake, what stands there, the error
MISTAKES = [
    ("format", MISSING, "format: expected a whole number from 0 to 1000000, got nothing"),
    ("format", 2, "format: expected 1, got 2"),
    ("themen", ["a"], "themen: expected a known key; did you mean 'themes'?"),
    ("items.0.titel", "x", "[items.scope] titel: expected a known key"),
    ("framework.version", 0, "[framework] version: expected a whole number from 1 to 1000000"),
    ("framework.version", True, "[framework] version: expected a whole number from 1 to"),
    ("framework.version", 1.0, "[framework] version: expected a whole number from 1 to"),
    ("framework.key", "Craft Grid", "[framework] key: expected a key of small letters"),
    ("framework.status", "done", "[framework] status: expected one of draft, published"),
    ("framework.languages", [], "[framework] languages: expected a list of 1 to 50 keys, got 0"),
    ("framework.languages", ["en", "en"], "[framework] languages: expected each key once"),
    ("framework.languages", ["klingon"], "[framework] languages: expected codes such as 'en'"),
    ("framework.languages", ["en"], "[texts] de: expected a known key"),
    ("framework.languages", ["en", "de", "fr"], "[texts.fr]: expected a table, got nothing"),
    ("framework.yes_threshold", 5, "[framework] yes_threshold: expected a whole number from 1"),
    ("framework.source", "essay", "[framework.source]: expected a table, got 'essay'"),
    ("framework.source.url", "javascript:x", "[framework.source] url: expected an address"),
    ("special_answers", ["skip"], "special_answers: expected 'skip' and 'no-opportunity'"),
    ("answer_scales", {}, "[answer_scales]: expected 1 to 50 answer scales"),
    ("answer_scales.Cell", {"points": []}, "[answer_scales] Cell: expected a key of small"),
    ("answer_scales.cell.points.1.value", 0, "points: expected each value once and rising"),
    ("answer_scales.cell.points.1.value", 3, "points: expected each value once and rising"),
    ("answer_scales.cell.points.3.value", 5, "[answer_scales.cell.points.whole-field] value"),
    ("answer_scales.cell.points.3.value", 3, "points: expected values from 0 up to 4"),
    ("answer_scales.cell.points.1.key", "none", "[answer_scales.cell.points 2] key: expected"),
    ("scales.0.glyph", "star", "[scales.impact] glyph: expected one of circle, diamond"),
    ("scales.0.order", 10, "[scales.craft] order: expected an order of its own, got 10"),
    ("scales.0.key", "craft", "[scales 2] key: expected a key that is used once, got 'craft'"),
    ("scales.0.answered_tenths", 0, "[scales.impact] answered_tenths: expected a whole number"),
    ("scales.0.letter", "Imp", "[scales.impact] letter: expected a text of one line, 1 to 2"),
    ("levels", [], "levels: expected a list of 1 to 20 tables, got 0"),
    ("levels.0.order", 1, "order: expected an order of its own, got 1 like"),
    ("levels.1", 7, "[levels 2]: expected a table, got 7"),
    ("paths.0.caps", {"crafts": 2}, "[paths.single-track.caps] crafts: expected the key of a"),
    ("paths.0.caps", {"craft": 9}, "[paths.single-track.caps] craft: expected a whole number"),
    ("measurement.craft.basis", "guessed", "[measurement.craft] basis: expected one of assumed"),
    ("measurement.craft.reliability", 1, "[measurement.craft] reliability: expected a number"),
    ("measurement.craft.reliability", float("nan"), "[measurement.craft] reliability: expected"),
    ("measurement.craft.sd", 51, "[measurement.craft] sd: expected a number above 0"),
    ("measurement.craft.n", 1, "[measurement.craft] n: expected a whole number from 2"),
    ("measurement.impact.n", 5, "[measurement.impact] n: expected a whole number from 0 to 0"),
    ("measurement.craft", MISSING, "[measurement.craft]: expected a table, got nothing"),
    ("measurement.other", {}, "[measurement] other: expected a known key"),
    ("items.0.scale", "impacts", "[items.scope] scale: expected the key of a scale, got "),
    ("items.0.scale", "impacts", "did you mean 'impact'?"),
    ("items.0.answer_scale", "call", "[items.scope] answer_scale: expected the key of an answer"),
    ("items.0.theme", "trust", "[items.scope] theme: expected one of the themes, got 'trust'"),
    ("items.0.order", 1, "[items.reach] order: expected an order of its own"),
    ("items.0.key", "reach", "[items 2] key: expected a key that is used once, got 'reach'"),
    ("items.0.can_gain", 1, "[items.scope] can_gain: expected true or false, got 1"),
    ("items.0", [], "[items 1]: expected a table, got []"),
    ("items", {}, "items: expected a list of 1 to 200 tables, got {}"),
    ("targets.design", [1, 2], "[targets] design: expected 3 values, one per level, got 2"),
    ("targets.design", MISSING, "[targets] design: expected 3 values, one per level, got noth"),
    ("targets.design", [1, 2, 5], "[targets] design: expected whole numbers from 0 to 4"),
    ("targets.design", [1, 2, True], "[targets] design: expected whole numbers from 0 to 4"),
    ("targets.design", [2, 1, 3], "[targets] design: expected values that never fall"),
    ("targets.desing", [1, 1, 1], "[targets] desing: expected a known key; did you mean 'desig"),
    ("lean_on.design", "tests", "[lean_on] design: expected the key of an item, got 'tests'"),
    ("lean_on.design", "design", "[lean_on] design: expected the key of another item"),
    ("lean_on.nobody", "design", "[lean_on] nobody: expected a known key"),
    ("actions.design.0.effort", "2 years", "[actions.design.sketch] effort: expected a number"),
    ("actions.design.0.effort", "0 days", "[actions.design.sketch] effort: expected a number"),
    ("actions.design.0.key", "pair", "[actions.design 3] key: expected a key that is used once"),
    ("changes_from.2", {}, "[changes_from] 2: expected a version before 2"),
    ("changes_from.x", {}, "[changes_from] x: expected a version before 2"),
    ("changes_from.1.design.change", "moved", "[changes_from.1.design] change: expected one of"),
    ("changes_from.1.design", MISSING, "[changes_from.1] design: expected an entry that leads"),
    ("changes_from.1.shipping.to", ["x"], "[changes_from.1.shipping] to: expected keys of items"),
    ("changes_from.1.shipping.to", ["design"], "[changes_from.1] shipping: expected an item that"),
    ("changes_from.1.influence.to", ["reach"], "to: expected 2 to 20 items for 'split', got ['re"),
    ("changes_from.1.typing.to", ["reach"], "to: expected 0 items for 'retired', got ['reach']"),
    ("changes_from.1.checks.values", [0, 1], "values: expected a list of 5 to 5 values, got 2"),
    ("changes_from.1.checks.values", [0, 1, 2, 3, 5], "values: expected whole numbers from 0"),
    ("changes_from.1.checks.values", [0, 2, 1, 3, 4], "values: expected values that never fall"),
    ("changes_from.1.checks.change", "reworded", "values: expected a value map only where"),
    ("texts.en.name", "", "[texts.en] name: expected a text of one line, 1 to 60 characters"),
    ("texts.en.name", " a", "[texts.en] name: expected a text of one line, 1 to 60"),
    ("texts.en.name", "a\nb", "[texts.en] name: expected a text of one line, 1 to 60"),
    ("texts.en.name", "a\ud800", "[texts.en] name: expected a text of one line, 1 to 60"),
    ("texts.en.name", "a" * 61, "[texts.en] name: expected a text of one line, 1 to 60"),
    ("texts.en.nick", "x", "[texts.en] nick: expected a known key"),
    ("texts.en.items.scope.why", MISSING, "[texts.en.items.scope] why: expected a text of one"),
    ("texts.de.items.scope", MISSING, "[texts.de.items.scope]: expected a table, got nothing"),
    ("texts.de.items.design.hint", MISSING, "[texts.de.items.design] hint: expected a text in"),
    ("texts.en.source_note", "x", "[texts.de] source_note: expected a text in each language"),
    ("texts.en.items.scope.lean_on", "x", "[texts.en.items.scope] lean_on: expected a known"),
    ("texts.en.items.design.actions.pair", MISSING, "[texts.en.items.design.actions] pair: expe"),
    ("texts.en.items.design.actions.walk", "x", "[texts.en.items.design.actions] walk: expecte"),
    ("texts.en.levels.fourth", {}, "[texts.en.levels] fourth: expected a known key"),
    ("texts.en.paths", 3, "[texts.en.paths]: expected a table, got 3"),
]


@pytest.mark.parametrize(("path", "value", "expected"), MISTAKES)
def test_mistake_is_refused_with_file_table_key_and_expectation(path, value, expected):
    error = error_of(changed(path, value))

    assert error.startswith("grid-1.toml: ")
    assert expected in error


def test_scale_without_items_is_refused():
    document = changed("items.0.scale", "craft")
    document["items"][0]["order"] = 9
    document["items"][1].update(scale="craft", order=10)

    assert error_of(document) == (
        "grid-1.toml: [scales.impact] key: expected at least one item with scale 'impact', got none"
    )


def test_error_carries_its_parts():
    with pytest.raises(QuestionnaireError) as caught:
        validate(changed("targets.design", [1, 2]), "mine.toml")

    error = caught.value
    assert (error.file, error.table, error.key) == ("mine.toml", "targets", "design")
    assert error.expected == "3 values, one per level, got 2"


@pytest.mark.parametrize("document", [None, [], "text", 3, {}])
def test_what_is_no_document_is_refused(document):
    assert error_of(document).startswith("grid-1.toml: ")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"format = 1\nkey = \n", r"expected valid TOML: .*line 2, column 7"),
        (b"format = 1\nformat = 2\n", r"expected valid TOML: .*line 2"),
        (b"format = 1\nkey =", r"expected valid TOML: .*end of document"),
        (b"format = 1\nname = '\xff'", r"expected text in UTF-8 \(at line 2, byte 9\)"),
        (b"a = " + b"[" * 100_000, r"expected valid TOML: nested too deeply"),
        (b"a = " + b"1" * 10_000, r"expected valid TOML: "),
        (b"#" * 2_000_001, r"expected at most 2000000 bytes, got 2000001"),
    ],
    ids=["broken", "twice", "cut off", "not UTF-8", "deep", "long number", "large"],
)
def test_broken_file_is_refused_with_its_name_and_place(tmp_path, data, expected):
    path = tmp_path / "broken-1.toml"
    path.write_bytes(data)

    with pytest.raises(QuestionnaireError, match=rf"^broken-1\.toml: {expected}"):
        read_file(path)


def test_file_that_an_editor_saved_again_is_read(tmp_path):
    path = tmp_path / "again-1.toml"
    path.write_bytes(codecs.BOM_UTF8 + b"format = 1\r\n")

    assert read_file(path) == {"format": 1}


def test_absent_file_is_refused_with_its_name(tmp_path):
    with pytest.raises(QuestionnaireError, match=r"^none\.toml: expected a readable file"):
        read_file(tmp_path / "none.toml")


def paths_of(value: Any, prefix: str = "") -> list[str]:
    """Every dotted path of a document."""
    pairs: Any = ()
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    found = []
    for key, inner in pairs:
        path = f"{prefix}.{key}" if prefix else str(key)
        found += [path, *paths_of(inner, path)]
    return found


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 5)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["design", "craft", "cell", "en", "same"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


def parsed_or_error(document: Any) -> tuple[str, str]:
    """The digest of what parsed and no error, or no digest and the error."""
    try:
        return parse(document, source="grid-1.toml").digest, ""
    except QuestionnaireError as error:
        return "", str(error)


@settings(max_examples=400)
@given(path=st.sampled_from(paths_of(read_file(GRID))), value=anything)
def test_any_value_anywhere_parses_or_is_refused_by_name(path, value):
    document = changed(path, value)

    found, error = parsed_or_error(document)

    assert error or found == digest(document)
    assert found or re.match(r"grid-1\.toml: .*expected .+", error, re.DOTALL)


@pytest.mark.parametrize("path", [path for path in paths_of(read_file(GRID)) if path[-1] > "9"])
def test_any_missing_value_parses_or_is_refused_by_name(path):
    found, error = parsed_or_error(changed(path))

    assert found or error.startswith("grid-1.toml: ")
