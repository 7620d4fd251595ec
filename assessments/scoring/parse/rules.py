"""Fields whose rules only the questionnaire file has."""

import re
from collections.abc import Callable
from typing import Any

from assessments.scoring.parse.fields import (
    Field,
    Schema,
    key_list,
    list_of,
    list_schema,
    one_line,
    whole,
)
from assessments.scoring.parse.nested import Row, rows_of
from assessments.scoring.parse.table import Table
from assessments.scoring.questionnaire import EFFORT_UNITS, MAX_VALUE, NO_OPPORTUNITY, SKIP, Effort

FORMAT = 1
LANGUAGE = r"[a-z]{2,3}(-[a-z0-9]{2,8})*"
_ADDRESS = r"https?://"
_EFFORT = rf"([1-9][0-9]{{0,2}}) ({'|'.join(EFFORT_UNITS)})s?"
VALUE = whole(0, MAX_VALUE)


def format_version() -> Field[int]:
    """The version of this format."""

    def read(table: Table, key: str) -> int:
        value = whole(0, 10**6).read(table, key)
        if value != FORMAT:
            raise table.error(key, f"{FORMAT}, got {value}")
        return value

    return Field(read, {"const": FORMAT})


def language_list(most: int, **about: Any) -> Field[list[str]]:
    """Codes of languages."""
    keys = key_list(most)

    def read(table: Table, key: str) -> list[str]:
        values = keys.read(table, key)
        for value in values:
            if not re.fullmatch(LANGUAGE, value):
                raise table.error(key, f"codes such as 'en' or 'pt-br', got {value!r}")
        return values

    items = {"type": "string", "pattern": f"^{LANGUAGE}$"}
    return Field(read, keys.schema | {"items": items}, **about)


def special_answer_list(**about: Any) -> Field[list[str]]:
    """The special answers in the order in which they are offered."""
    keys = key_list(2)

    def read(table: Table, key: str) -> list[str]:
        values = keys.read(table, key)
        if set(values) != {SKIP, NO_OPPORTUNITY}:
            raise table.error(key, f"{SKIP!r} and {NO_OPPORTUNITY!r}, got {values}")
        return values

    items = {"enum": [SKIP, NO_OPPORTUNITY]}
    return Field(read, keys.schema | {"items": items, "minItems": 2}, **about)


def address(**about: Any) -> Field[str]:
    """An address on the web."""
    text = one_line()

    def read(table: Table, key: str) -> str:
        value = text.read(table, key)
        if not re.match(_ADDRESS, value):
            raise table.error(key, f"an address that starts with https://, got {value[:40]!r}")
        return value

    return Field(read, text.schema | {"pattern": f"^{_ADDRESS}"}, absent="", **about)


class Point(Row):
    """An option of an answer scale."""

    value = whole(0, MAX_VALUE)


def points(**about: Any) -> Field[dict[str, Point]]:
    """The options of an answer scale, lowest first; values may be left out between them."""
    rows = rows_of(Point, MAX_VALUE + 1)

    def read(table: Table, key: str) -> dict[str, Point]:
        found = rows.read(table, key)
        values = [point.value for point in found.values()]
        if values != sorted(set(values)):
            raise table.error(key, f"each value once and rising, got {values}")
        # Else "percent of the maximum possible" would not be what the score says it is.
        if (values[0], values[-1]) != (0, MAX_VALUE):
            raise table.error(key, f"values from 0 up to {MAX_VALUE}, got {values}")
        return found

    return Field(read, rows.schema | {"minItems": 2}, **about)


def effort() -> Field[Effort]:
    """The time that an action takes."""
    expected = f"a number and a unit ({', '.join(EFFORT_UNITS)}) such as '2 hours'"

    def read(table: Table, key: str) -> Effort:
        text = table.typed(key, str, expected)
        found = re.fullmatch(_EFFORT, text)
        if not found:
            raise table.error(key, f"{expected}, got {text[:40]!r}")
        return Effort(int(found[1]), found[2])

    return Field(read, {"type": "string", "pattern": f"^{_EFFORT}$"})


def target_list(most: int) -> Field[Callable[[int], tuple[int, ...]]]:
    """One value a level, lowest level first: it is called with the number of levels."""

    def read(table: Table, key: str) -> Callable[[int], tuple[int, ...]]:
        def values(count: int) -> tuple[int, ...]:
            found = table.typed(key, list, f"{count} values, one per level")
            if len(found) != count:
                raise table.error(key, f"{count} values, one per level, got {len(found)}")
            return _never_falling(table, key, found, "values that never fall along the ladder")

        return values

    return Field(read, list_schema(VALUE.schema, 1, most))


def value_map(refused: str = "") -> Field[tuple[int, ...] | None]:
    """The new value at each old one, optional; `refused` says why there must be none."""
    count = MAX_VALUE + 1

    def read(table: Table, key: str) -> tuple[int, ...]:
        found = list_of(table, key, count, count, "values")
        values = _never_falling(table, key, found, "values that never fall")
        if refused:
            raise table.error(key, refused)
        return values

    schema = _NEVER if refused else list_schema(VALUE.schema, count, count)
    return Field(read, schema, optional=True)


def leads_to(fewest: int, most: int) -> Field[list[str]]:
    """The items that a change leads to; changes.py counts them with the one that is meant."""
    keys = key_list(max(most, 1))
    schema = keys.schema | {"minItems": fewest} if most else _NEVER
    return Field(keys.read, schema, optional=fewest < 2)


# The JSON Schema of a key that must not be there.
_NEVER: Schema = {"not": {}}


def _never_falling(table: Table, key: str, values: list[int], rule: str) -> tuple[int, ...]:
    if not all(type(value) is int and 0 <= value <= MAX_VALUE for value in values):
        raise table.error(key, f"whole numbers from 0 to {MAX_VALUE}, got {values}")
    if values != sorted(values):
        raise table.error(key, f"{rule}, got {values}")
    return tuple(values)
