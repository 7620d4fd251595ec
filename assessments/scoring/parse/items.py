"""Items with their targets, actions and the item each can lean on."""

import re
from dataclasses import dataclass

from assessments.scoring.parse.order import in_order
from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import (
    EFFORT_UNITS,
    MAX_VALUE,
    Action,
    AnswerScale,
    Effort,
    Item,
    LeanOn,
)

MAX_ITEMS = 200
MAX_ACTIONS = 20
MAX_THEMES = 100
_EFFORT = re.compile(r"([1-9][0-9]{0,2}) ([a-z]+)")


@dataclass(frozen=True, slots=True)
class _Tables:
    """Where the parts of an item stand in the file."""

    targets: Table
    actions: Table
    lean_on: Table
    texts: Table


@dataclass(frozen=True, slots=True)
class _Known:
    """What an item may refer to."""

    scales: tuple[str, ...]
    answer_scales: dict[str, AnswerScale]
    themes: tuple[str, ...]
    items: tuple[str, ...]
    level_count: int


def read_items(
    root: Table,
    texts: Table,
    answer_scales: dict[str, AnswerScale],
    scales: tuple[str, ...],
    level_count: int,
) -> dict[str, tuple[Item, ...]]:
    """The items of each scale, in order."""
    rows = root.keyed_tables("items", MAX_ITEMS)
    themes = tuple(root.keys("themes", MAX_THEMES)) if root.has("themes") else ()
    known = _Known(scales, answer_scales, themes, tuple(rows), level_count)
    tables = _Tables(
        root.table("targets"),
        root.table("actions", optional=True),
        root.table("lean_on", optional=True),
        texts.table("items"),
    )
    items = [_item(key, row, tables, known) for key, row in rows.items()]
    return {
        scale: in_order(rows, (item for item in items if item.scale == scale)) for scale in scales
    }


def _item(key: str, row: Table, tables: _Tables, known: _Known) -> Item:
    words = tables.texts.table(key)
    has_theme = row.has("theme")
    return Item(
        key=key,
        scale=row.choice("scale", known.scales, "the key of a scale"),
        order=row.integer("order", 1, 1000),
        answer_scale=known.answer_scales[
            row.choice("answer_scale", known.answer_scales, "the key of an answer scale")
        ],
        theme=row.choice("theme", known.themes, "one of the themes") if has_theme else "",
        can_gain=row.flag("can_gain"),
        two_halves=row.flag("two_halves"),
        title=words.text("title", 80),
        axis_label=words.text("axis_label", 24),
        question=words.text("question", 300),
        hint=words.optional_text("hint"),
        why=words.text("why"),
        actions=_actions(key, tables.actions, words),
        lean_on=_lean_on(key, tables.lean_on, words, known.items),
        targets=_targets(key, tables.targets, known.level_count),
    )


def _actions(item: str, actions: Table, words: Table) -> tuple[Action, ...]:
    if not actions.has(item):
        return ()
    texts = words.table("actions")
    return tuple(
        Action(key, _effort(table), texts.text(key))
        for key, table in actions.keyed_tables(item, MAX_ACTIONS).items()
    )


def _effort(action: Table) -> Effort:
    units = ", ".join(EFFORT_UNITS)
    expected = f"a number and a unit ({units}) such as '2 hours'"
    text = action.value("effort", str, expected)
    found = _EFFORT.fullmatch(text)
    unit = found[2].removesuffix("s") if found else ""
    if not found or unit not in EFFORT_UNITS:
        raise action.error("effort", f"{expected}, got {text[:40]!r}")
    return Effort(int(found[1]), unit)


def _lean_on(item: str, lean_on: Table, words: Table, items: tuple[str, ...]) -> LeanOn | None:
    if not lean_on.has(item):
        return None
    other = lean_on.choice(item, items, "the key of an item")
    if other == item:
        raise lean_on.error(item, "the key of another item, got its own")
    return LeanOn(other, words.text("lean_on"))


def _targets(item: str, targets: Table, count: int) -> tuple[int, ...]:
    values = targets.value(item, list, f"{count} values, one per level")
    if len(values) != count:
        raise targets.error(item, f"{count} values, one per level, got {len(values)}")
    if not all(type(value) is int and 0 <= value <= MAX_VALUE for value in values):
        raise targets.error(item, f"whole numbers from 0 to {MAX_VALUE}, got {values}")
    if values != sorted(values):
        raise targets.error(item, f"values that never fall along the ladder, got {values}")
    return tuple(values)
