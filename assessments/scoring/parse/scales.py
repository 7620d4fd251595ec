"""Answer scales with their options, the scales that are scored, and how well they measure."""

from assessments.scoring.parse.order import in_order
from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import (
    MAX_VALUE,
    NO_OPPORTUNITY,
    SKIP,
    AnswerScale,
    Item,
    Measurement,
    Option,
    Scale,
    SpecialAnswer,
)

GLYPHS = ("circle", "diamond", "triangle", "square")
BASES = ("assumed", "observed")
MAX_ANSWER_SCALES = 50
MAX_SCALES = 12
# The largest standard deviation that values on 0-100 can have.
MAX_SD = 50


def read_answer_scales(root: Table, texts: Table) -> dict[str, AnswerScale]:
    table, words = root.table("answer_scales"), texts.table("answer_scales")
    if not 1 <= len(table.names()) <= MAX_ANSWER_SCALES:
        raise table.error("", f"1 to {MAX_ANSWER_SCALES} answer scales")
    return {key: _answer_scale(key, table.table(key), words.table(key)) for key in table.names()}


def _answer_scale(key: str, table: Table, words: Table) -> AnswerScale:
    labels = words.table("points")
    options = tuple(
        _option(own, point, labels.table(own))
        for own, point in table.keyed_tables("points", MAX_VALUE + 1).items()
    )
    values = [option.value for option in options]
    if values != sorted(set(values)):
        raise table.error("points", f"each value once and rising, got {values}")
    # Else "percent of the maximum possible" would not be what the score says it is.
    if (values[0], values[-1]) != (0, MAX_VALUE):
        raise table.error("points", f"values from 0 up to {MAX_VALUE}, got {values}")
    return AnswerScale(key, words.text("prompt"), options)


def _option(key: str, point: Table, words: Table) -> Option:
    value = point.integer("value", 0, MAX_VALUE)
    return Option(key, value, words.text("label", 80), words.text("description"))


def read_special_answers(root: Table, texts: Table) -> tuple[SpecialAnswer, ...]:
    keys, words = root.keys("special_answers", 2), texts.table("special_answers")
    if set(keys) != {SKIP, NO_OPPORTUNITY}:
        raise root.error("special_answers", f"{SKIP!r} and {NO_OPPORTUNITY!r}, got {keys}")
    return tuple(_special_answer(key, words.table(key)) for key in keys)


def _special_answer(key: str, words: Table) -> SpecialAnswer:
    return SpecialAnswer(key, words.text("label", 80), words.text("description"))


def read_scales(
    rows: dict[str, Table],
    root: Table,
    texts: Table,
    items: dict[str, tuple[Item, ...]],
) -> tuple[Scale, ...]:
    measurement, words = root.table("measurement"), texts.table("scales")
    scales = [
        _scale(key, row, measurement.table(key), words.table(key), items[key])
        for key, row in rows.items()
    ]
    return in_order(rows, scales)


def _scale(
    key: str, row: Table, measurement: Table, words: Table, items: tuple[Item, ...]
) -> Scale:
    if not items:
        raise row.error("key", f"at least one item with scale {key!r}, got none")
    return Scale(
        key=key,
        order=row.integer("order", 1, 1000),
        letter=row.text("letter", 2),
        glyph=row.choice("glyph", GLYPHS, f"one of {', '.join(GLYPHS)}"),
        answered_tenths=row.integer("answered_tenths", 1, 10),
        measurement=_measurement(measurement),
        name=words.text("name", 60),
        summary=words.text("summary"),
        all_yes_verdict=words.optional_text("all_yes_verdict"),
        items=items,
    )


def _measurement(table: Table) -> Measurement:
    basis = table.choice("basis", BASES, f"one of {', '.join(BASES)}")
    return Measurement(
        reliability=_reliability(table),
        sd=_sd(table),
        basis=basis,
        n=table.integer("n", 0, 0) if basis == "assumed" else table.integer("n", 2, 10**9),
    )


def _reliability(table: Table) -> float:
    value = table.number("reliability")
    if not 0 <= value < 1:
        raise table.error("reliability", f"a number from 0 to below 1, got {value}")
    return value


def _sd(table: Table) -> float:
    value = table.number("sd")
    if not 0 < value <= MAX_SD:
        raise table.error("sd", f"a number above 0 and at most {MAX_SD}, got {value}")
    return value
