"""The kinds of values that a key of a questionnaire file can have.

A table of the format is a class with a field for each of its keys (shape.py). Reading the
attribute checks the value in the file, and the field's JSON Schema says the same rule. So each
rule stands once. The functions here and in rules.py and nested.py make fields.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

from assessments.scoring.parse.table import MAX_KEY_LENGTH, MISSING, Table, got, hint

# Permanent and written by hand, so short and plain: they end up in addresses and answers.
KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
MAX_TEXT_LENGTH = 800

# A text is one line without space at its ends; control characters break pages.
_CONTROL = r"\u0000-\u001f\u007f-\u009f"
TEXT = rf"[^\s{_CONTROL}]([^{_CONTROL}\u2028\u2029]*[^\s{_CONTROL}])?"
# A lone surrogate breaks JSON. No file can have one, and not every JSON Schema can name it.
_SURROGATE = re.compile("[\ud800-\udfff]")

T = TypeVar("T")
Schema = dict[str, Any]


@dataclass
class Field(Generic[T]):
    """One key of a table.

    `read` takes a table and the key; it raises a QuestionnaireError. An optional key that is
    left out reads as `absent`. A linked one may be left out too, but not where another table
    asks for it, and then it is read. `note` is for people who read the JSON Schema. `cases` are
    the fields by the word under the key `by`, where the rule depends on that word.
    """

    read: Callable[[Table, str], T]
    schema: Schema
    absent: Any = MISSING
    optional: bool = False
    linked: bool = False
    note: str = ""
    by: str = ""
    cases: Mapping[str, "Field[T]"] = field(default_factory=dict)
    name: str = field(default="", init=False)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, table: None, owner: type) -> "Field[T]": ...
    @overload
    def __get__(self, table: Table, owner: type) -> T: ...
    def __get__(self, table: Table | None, owner: type) -> "Field[T] | T":
        if table is None:
            return self
        left_out: T = self.absent
        is_there = not self.optional or left_out is MISSING or self.name in table
        return self.read(table, self.name) if is_there else left_out


def one_line(limit: int = MAX_TEXT_LENGTH, **about: Any) -> Field[str]:
    """A text of one line."""
    expected = f"a text of one line, 1 to {limit} characters"

    def read(table: Table, key: str) -> str:
        value: str = table.typed(key, str, expected)
        fits = len(value) <= limit and re.fullmatch(TEXT, value)
        if not fits or _SURROGATE.search(value):
            raise table.error(key, f"{expected}, without space at its ends, {got(value)}")
        return value

    schema = {"$ref": "#/$defs/text"} | ({} if limit == MAX_TEXT_LENGTH else {"maxLength": limit})
    return Field(read, schema, absent="", **about)


def own_key(**about: Any) -> Field[str]:
    """The key that the file gives to something."""

    def read(table: Table, key: str) -> str:
        return as_key(table, key, table.typed(key, str, "a key such as tough-feedback"))

    return Field(read, {"$ref": "#/$defs/key"}, **about)


def key_of(what: str, **about: Any) -> Field[Callable[[Iterable[str]], str]]:
    """The key of something else: the value is called with the keys that the file has.

    `what` names them in the error, for example "the key of an item".
    """

    def read(table: Table, key: str) -> Callable[[Iterable[str]], str]:
        return lambda known: _known(table, key, known, what)

    return Field(read, {"$ref": "#/$defs/key"}, absent=lambda known: "", **about)


def key_list(most: int, **about: Any) -> Field[list[str]]:
    """A list of keys, each once."""

    def read(table: Table, key: str) -> list[str]:
        values: list[str] = list_of(table, key, 1, most, "keys")
        for value in values:
            as_key(table, key, value)
        if len(set(values)) < len(values):
            raise table.error(key, f"each key once, {got(values)}")
        return values

    schema = list_schema({"$ref": "#/$defs/key"}, 1, most) | {"uniqueItems": True}
    return Field(read, schema, absent=(), **about)


def one_of(words: Iterable[str], **about: Any) -> Field[str]:
    """One of a few words."""
    known = list(words)

    def read(table: Table, key: str) -> str:
        return _known(table, key, known, f"one of {', '.join(known)}")

    return Field(read, {"enum": known}, **about)


def whole(low: int, high: int, **about: Any) -> Field[int]:
    """A whole number from `low` to `high`."""
    expected = f"a whole number from {low} to {high}"

    def read(table: Table, key: str) -> int:
        value: int = table.typed(key, int, expected)
        if not low <= value <= high:
            raise table.error(key, f"{expected}, {got(value)}")
        return value

    return Field(read, {"type": "integer", "minimum": low, "maximum": high}, **about)


def number(low: int, high: int, above: bool = False) -> Field[float]:
    """A number from `low` to below `high`, or with `above` from above `low` up to `high`."""
    expected = f"above {low} and at most {high}" if above else f"from {low} to below {high}"

    def read(table: Table, key: str) -> float:
        kind = int if type(table.data.get(key)) is int else float
        value = float(table.typed(key, kind, "a number"))
        if not (low < value <= high if above else low <= value < high):
            raise table.error(key, f"a number {expected}, got {value}")
        return value

    names = ("exclusiveMinimum", "maximum") if above else ("minimum", "exclusiveMaximum")
    return Field(read, {"type": "number", names[0]: low, names[1]: high})


def flag() -> Field[bool]:
    """True or false; false where the key is absent."""

    def read(table: Table, key: str) -> bool:
        return bool(table.typed(key, bool, "true or false"))

    return Field(read, {"type": "boolean"}, absent=False, optional=True)


def as_key(table: Table, key: str, value: object) -> str:
    """The value if it can be a key; `key` is where it stands."""
    if not isinstance(value, str) or len(value) > MAX_KEY_LENGTH or not re.fullmatch(KEY, value):
        raise table.error(key, f"a key of small letters, digits and single hyphens, {got(value)}")
    return value


def list_of(table: Table, key: str, low: int, high: int, what: str) -> Any:
    """The list under a key if it has `low` to `high` values."""
    expected = f"a list of {low} to {high} {what}"
    values = table.typed(key, list, expected)
    if not low <= len(values) <= high:
        raise table.error(key, f"{expected}, got {len(values)}")
    return values


def list_schema(items: Schema, low: int, high: int) -> Schema:
    return {"type": "array", "items": items, "minItems": low, "maxItems": high}


def _known(table: Table, key: str, known: Iterable[str], what: str) -> str:
    """The value under a key if it is known; `what` says in the error what was expected."""
    value: str = table.typed(key, str, what)
    words = list(known)
    if value not in words:
        raise table.error(key, f"{what}, {got(value)}{hint(value, words)}")
    return value
