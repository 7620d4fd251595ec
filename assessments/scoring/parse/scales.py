"""Answer scales with their options, the scales that are scored, and their measurement."""

from assessments.scoring.parse import shape
from assessments.scoring.parse.nested import Map
from assessments.scoring.parse.order import in_order
from assessments.scoring.parse.rules import Point
from assessments.scoring.questionnaire import (
    AnswerScale,
    Item,
    Measurement,
    Option,
    Scale,
    SpecialAnswer,
)


def read_answer_scales(
    table: Map[shape.AnswerScale], words: Map[shape.AnswerScaleTexts]
) -> dict[str, AnswerScale]:
    return {key: _answer_scale(key, table[key], words[key]) for key in table.names()}


def _answer_scale(key: str, table: shape.AnswerScale, words: shape.AnswerScaleTexts) -> AnswerScale:
    labels = words.points
    options = tuple(_option(own, point, labels[own]) for own, point in table.points.items())
    return AnswerScale(key, words.prompt, options)


def _option(key: str, point: Point, words: shape.Labelled) -> Option:
    return Option(key, point.value, words.label, words.description)


def read_special_answers(keys: list[str], words: Map[shape.Labelled]) -> tuple[SpecialAnswer, ...]:
    return tuple(_special_answer(key, words[key]) for key in keys)


def _special_answer(key: str, words: shape.Labelled) -> SpecialAnswer:
    return SpecialAnswer(key, words.label, words.description)


def read_scales(
    rows: dict[str, shape.Scale],
    measurement: Map[shape.Measurement],
    words: Map[shape.ScaleTexts],
    items: dict[str, tuple[Item, ...]],
) -> tuple[Scale, ...]:
    scales = [
        _scale(key, row, measurement[key], words[key], items[key]) for key, row in rows.items()
    ]
    return in_order(rows, scales)


def _scale(
    key: str,
    row: shape.Scale,
    measurement: shape.Measurement,
    words: shape.ScaleTexts,
    items: tuple[Item, ...],
) -> Scale:
    if not items:
        raise row.error("key", f"at least one item with scale {key!r}, got none")
    return Scale(
        key=key,
        order=row.order,
        letter=row.letter,
        glyph=row.glyph,
        answered_tenths=row.answered_tenths,
        measurement=_measurement(measurement),
        name=words.name,
        summary=words.summary,
        all_yes_verdict=words.all_yes_verdict,
        items=items,
    )


def _measurement(table: shape.Measurement) -> Measurement:
    basis = table.basis
    return Measurement(reliability=table.reliability, sd=table.sd, basis=basis, n=table.n)
