"""Typed reading of one table of a questionnaire file; every error says where and what."""

import difflib
import re
import reprlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# Permanent and written by hand, so short and plain: they end up in addresses and answers.
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_KEY_LENGTH = 60
MAX_TEXT_LENGTH = 800

# A text is one line; control characters and lone surrogates break pages and JSON.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MISSING = object()


class QuestionnaireError(ValueError):
    """A questionnaire file is wrong: in which file, table and key, and what was expected."""

    def __init__(self, file: str, table: str, key: str, expected: str):
        self.file, self.table, self.key, self.expected = file, table, key, expected
        place = " ".join(part for part in (f"[{table}]" if table else "", key) if part)
        super().__init__(": ".join(part for part in (file, place, f"expected {expected}") if part))


class Table:
    """A table that remembers which of its keys were read, so that a typo cannot hide.

    `name` is the table's dotted name in the file, empty for the file itself.
    `close` on the file's table checks all the tables that were opened below it.
    """

    def __init__(
        self, data: object, name: str, source: str, opened: list["Table"] | None = None
    ) -> None:
        self.name, self.source = name, source
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self._read: set[str] = set()
        self._known: set[str] = set()
        self._opened = [] if opened is None else opened
        self._opened.append(self)
        if not isinstance(data, Mapping):
            raise self.error("", f"a table, {_got(data)}")

    def error(self, key: object, expected: str) -> QuestionnaireError:
        return QuestionnaireError(self.source, self.name, str(key), expected)

    def names(self) -> list[str]:
        """The keys of a table whose keys the file chooses."""
        return [self._as_key(name, name) for name in self.data]

    def has(self, key: str) -> bool:
        """Whether an optional key is there."""
        self._known.add(key)
        return key in self.data

    def value(self, key: str, kind: type, expected: str) -> Any:
        """The value of a key if it is exactly of this type: true is no number here."""
        self._read.add(key)
        value = self.data.get(key, _MISSING)
        if type(value) is not kind:
            raise self.error(key, f"{expected}, {_got(value)}")
        return value

    def text(self, key: str, limit: int = MAX_TEXT_LENGTH) -> str:
        expected = f"a text of one line, 1 to {limit} characters"
        value: str = self.value(key, str, expected)
        if not 1 <= len(value) <= limit or value != value.strip() or _UNPRINTABLE.search(value):
            raise self.error(key, f"{expected}, without space at its ends, {_got(value)}")
        return value

    def optional_text(self, key: str) -> str:
        return self.text(key) if self.has(key) else ""

    def key(self, key: str = "key") -> str:
        return self._as_key(key, self.value(key, str, "a key such as tough-feedback"))

    def keys(self, key: str, limit: int) -> list[str]:
        """A list of keys, each once."""
        values = self.list(key, 1, limit, "keys")
        for value in values:
            self._as_key(key, value)
        if len(set(values)) < len(values):
            raise self.error(key, f"each key once, {_got(values)}")
        return values

    def _as_key(self, key: str, value: object) -> str:
        if not isinstance(value, str) or len(value) > MAX_KEY_LENGTH or not KEY.fullmatch(value):
            raise self.error(
                key, f"a key of small letters, digits and single hyphens, {_got(value)}"
            )
        return value

    def choice(self, key: str, choices: Iterable[str], what: str) -> str:
        """One of `choices`; `what` names them in the error, for example "the key of an item"."""
        value: str = self.value(key, str, what)
        known = list(choices)
        if value not in known:
            raise self.error(key, f"{what}, {_got(value)}{_hint(value, known)}")
        return value

    def integer(self, key: str, low: int, high: int) -> int:
        expected = f"a whole number from {low} to {high}"
        value: int = self.value(key, int, expected)
        if not low <= value <= high:
            raise self.error(key, f"{expected}, {_got(value)}")
        return value

    def number(self, key: str) -> float:
        kind = int if type(self.data.get(key)) is int else float
        return float(self.value(key, kind, "a number"))

    def flag(self, key: str) -> bool:
        """True or false; false where the key is absent."""
        return bool(self.value(key, bool, "true or false")) if self.has(key) else False

    def list(self, key: str, low: int, high: int, what: str) -> Any:
        expected = f"a list of {low} to {high} {what}"
        values = self.value(key, list, expected)
        if not low <= len(values) <= high:
            raise self.error(key, f"{expected}, got {len(values)}")
        return values

    def table(self, key: str, optional: bool = False) -> "Table":
        self._read.add(key)
        value = self.data.get(key, {} if optional else _MISSING)
        return Table(value, self._below(key), self.source, self._opened)

    def tables(self, key: str, high: int) -> Sequence["Table"]:
        """The tables of a list, at least one, each named by its number until its key is known."""
        values = self.list(key, 1, high, "tables")
        name = self._below(key)
        return [
            Table(value, f"{name} {number}", self.source, self._opened)
            for number, value in enumerate(values, start=1)
        ]

    def keyed_tables(self, key: str, high: int) -> dict[str, "Table"]:
        """The tables of a list by their own `key`, which nothing else in the list may have."""
        found: dict[str, Table] = {}
        for table in self.tables(key, high):
            own = table.key()
            if own in found:
                raise table.error("key", f"a key that is used once, got {own!r} again")
            table.name = f"{self._below(key)}.{own}"
            found[own] = table
        return found

    def skip(self, keys: Iterable[str]) -> None:
        """Take these keys as read: something else checks them."""
        self._read.update(keys)

    def close(self) -> None:
        """Refuse what was never read in this table and in every table opened with it."""
        for table in self._opened:
            for key in table.data:
                if key not in table._read:
                    raise table.error(key, f"a known key{_hint(key, table._read | table._known)}")

    def _below(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key


def _got(value: object) -> str:
    return "got nothing" if value is _MISSING else f"got {reprlib.repr(value)}"


def _hint(value: object, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(str(value)[:MAX_KEY_LENGTH], sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
