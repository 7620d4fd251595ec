"""Items with their targets, actions and the item each can lean on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assessments.scoring.parse import shape
from assessments.scoring.parse.nested import Map
from assessments.scoring.parse.order import in_order
from assessments.scoring.questionnaire import Action, AnswerScale, Item, LeanOn


@dataclass(frozen=True, slots=True)
class _Known:
    """The keys and values that an item may refer to."""

    scales: tuple[str, ...]
    answer_scales: dict[str, AnswerScale]
    themes: tuple[str, ...]
    items: tuple[str, ...]
    level_count: int


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables in which the parts of an item stand."""

    targets: Map[Callable[[int], tuple[int, ...]]]
    actions: Map[dict[str, shape.Action]]
    lean_on: Map[Callable[[Iterable[str]], str]]
    texts: Map[shape.ItemTexts]


def read_items(
    file: shape.File,
    texts: shape.Texts,
    answer_scales: dict[str, AnswerScale],
    scales: tuple[str, ...],
    level_count: int,
) -> dict[str, tuple[Item, ...]]:
    """The items of each scale, in order."""
    rows = file.items
    known = _Known(scales, answer_scales, tuple(file.themes), tuple(rows), level_count)
    tables = _Tables(file.targets, file.actions, file.lean_on, texts.items)
    items = [_item(key, row, tables, known) for key, row in rows.items()]
    return {
        scale: in_order(rows, (item for item in items if item.scale == scale)) for scale in scales
    }


def _item(key: str, row: shape.Item, tables: _Tables, known: _Known) -> Item:
    words = tables.texts[key]
    return Item(
        key=key,
        scale=row.scale(known.scales),
        order=row.order,
        answer_scale=known.answer_scales[row.answer_scale(known.answer_scales)],
        theme=row.theme(known.themes),
        can_gain=row.can_gain,
        two_halves=row.two_halves,
        title=words.title,
        axis_label=words.axis_label,
        question=words.question,
        hint=words.hint,
        why=words.why,
        actions=_actions(key, tables, words),
        lean_on=_lean_on(key, tables, words, known.items),
        targets=tables.targets[key](known.level_count),
    )


def _actions(item: str, tables: _Tables, words: shape.ItemTexts) -> tuple[Action, ...]:
    if item not in tables.actions:
        return ()
    texts = words.actions
    return tuple(Action(key, row.effort, texts[key]) for key, row in tables.actions[item].items())


def _lean_on(
    item: str, tables: _Tables, words: shape.ItemTexts, items: tuple[str, ...]
) -> LeanOn | None:
    if item not in tables.lean_on:
        return None
    other = tables.lean_on[item](items)
    if other == item:
        raise tables.lean_on.error(item, "the key of another item, got its own")
    return LeanOn(other, words.lean_on)
