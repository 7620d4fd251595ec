"""One table of a questionnaire file; every error says where it is and what was expected."""

import difflib
import reprlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

MAX_KEY_LENGTH = 60
# Stands for the value where the file has none.
MISSING = object()


class QuestionnaireError(ValueError):
    """A questionnaire file is wrong: in which file, table and key, and what was expected."""

    def __init__(self, file: str, table: str, key: str, expected: str):
        self.file, self.table, self.key, self.expected = file, table, key, expected
        place = " ".join(part for part in (f"[{table}]" if table else "", key) if part)
        super().__init__(": ".join(part for part in (file, place, f"expected {expected}") if part))


class Table:
    """A table that remembers which of its keys were read, so that a typo cannot hide.

    `place` is the table's dotted name in the file, empty for the file itself. The tables of
    the format (shape.py) are subclasses: each has a field (fields.py) for each of its keys.
    """

    def __init__(
        self, data: object, place: str, file: str, opened: list["Table"] | None = None
    ) -> None:
        self.place, self.file = place, file
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self._read: set[str] = set()
        self._known: set[str] = set()
        self._opened = [] if opened is None else opened
        self._opened.append(self)
        if not isinstance(data, Mapping):
            raise self.error("", f"a table, {got(data)}")

    def error(self, key: object, expected: str) -> QuestionnaireError:
        return QuestionnaireError(self.file, self.place, str(key), expected)

    def __contains__(self, key: str) -> bool:
        """True if an optional key is there."""
        self._known.add(key)
        return key in self.data

    def typed(self, key: str, kind: type, expected: str) -> Any:
        """The value of a key if it is exactly of this type: true is no number here."""
        value = self.untyped(key)
        if type(value) is not kind:
            raise self.error(key, f"{expected}, {got(value)}")
        return value

    def untyped(self, key: str, absent: object = MISSING) -> Any:
        """The value of a key, whatever it is."""
        self._read.add(key)
        return self.data.get(key, absent)

    def below(self, key: str) -> str:
        """The place of a table in this one."""
        return f"{self.place}.{key}" if self.place else key

    def open(self, kind: type["AnyTable"], key: str, absent: object = MISSING) -> "AnyTable":
        """The table under a key; `close` on the file's table checks it too."""
        return self.open_at(self.below(key), kind, self.untyped(key, absent))

    def open_at(self, place: str, kind: type["AnyTable"], data: object) -> "AnyTable":
        return kind(data, place, self.file, self._opened)

    def skip(self, keys: Iterable[str]) -> None:
        """Take these keys as read: something else checks them."""
        self._read.update(keys)

    def close(self) -> None:
        """Refuse what was never read in this table and in every table opened with it."""
        for table in self._opened:
            for key in table.data:
                if key not in table._read:
                    raise table.error(key, f"a known key{hint(key, table._read | table._known)}")


AnyTable = TypeVar("AnyTable", bound=Table)


def got(value: object) -> str:
    return "got nothing" if value is MISSING else f"got {reprlib.repr(value)}"


def hint(value: object, known: Iterable[str]) -> str:
    """The known key that a mistyped one is close to, in words; empty where none is close."""
    close = difflib.get_close_matches(str(value)[:MAX_KEY_LENGTH], sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
