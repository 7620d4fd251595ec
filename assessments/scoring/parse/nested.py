"""Fields that are tables themselves, and the JSON Schema of a table."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from assessments.scoring.parse.fields import Field, Schema, T, as_key, list_of, list_schema, own_key
from assessments.scoring.parse.table import MISSING, AnyTable, Table


class Row(Table):
    """A table of a list; its key names it."""

    key = own_key()


AnyRow = TypeVar("AnyRow", bound=Row)


class Map(Table, Generic[T]):
    """A table whose keys the file chooses; all its values are of one kind."""

    read: Callable[[Table, str], T]

    def __getitem__(self, key: str) -> T:
        return self.read(self, key)

    def names(self) -> list[str]:
        return [as_key(self, name, name) for name in self.data]


def table_of(kind: type[AnyTable], **about: Any) -> Field[AnyTable]:
    return Field(lambda table, key: table.open(kind, key), table_schema(kind), **about)


def map_of(
    kind: Field[T], most: int = 0, optional: bool = False, also: Schema | None = None, **about: Any
) -> Field[Map[T]]:
    """A table whose keys the file chooses; it is empty where an optional one is left out.

    With `most` it has 1 to so many keys. `also` is for the JSON Schema alone: what follows from
    rules between tables.
    """

    def read(table: Table, key: str) -> Map[T]:
        found: Map[T] = table.open(Map, key, {} if optional else MISSING)
        found.read = kind.read
        if most and not 1 <= len(found.names()) <= most:
            raise found.error("", f"1 to {most} {key.replace('_', ' ')}")
        return found

    count = {"minProperties": 1, "maxProperties": most} if most else {}
    keys = {"propertyNames": {"$ref": "#/$defs/key"}, "additionalProperties": kind.schema}
    return Field(read, {"type": "object"} | count | keys | (also or {}), optional=optional, **about)


def rows_of(kind: type[AnyRow], most: int, **about: Any) -> Field[dict[str, AnyRow]]:
    """A list of tables by their own key, which nothing else in the list may have."""

    def read(table: Table, key: str) -> dict[str, AnyRow]:
        place, values = table.below(key), list_of(table, key, 1, most, "tables")
        # Each is named by its number until its key is known.
        rows = [table.open_at(f"{place} {n}", kind, value) for n, value in enumerate(values, 1)]
        found: dict[str, AnyRow] = {}
        for row in rows:
            own = row.key
            if own in found:
                raise row.error("key", f"a key that is used once, got {own!r} again")
            row.place = f"{place}.{own}"
            found[own] = row
        return found

    return Field(read, list_schema(table_schema(kind), 1, most), **about)


def by(other: str, cases: Mapping[str, Field[T]], **about: Any) -> Field[T]:
    """A value whose rule depends on the word under another key of its table."""

    def read(table: Table, key: str) -> T:
        return cases[getattr(table, other)].read(table, key)

    return Field(read, {}, by=other, cases=cases, **about)


def table_schema(kind: type[Table]) -> Schema:
    """The JSON Schema of a table of the format."""
    fields = table_fields(kind)
    schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [own.name for own in fields if not (own.optional or own.linked)],
        "properties": {own.name: _described(own) for own in fields},
    }
    cases = [_case(own, word) for own in fields for word in own.cases]
    return schema | ({"allOf": cases} if cases else {})


def table_fields(kind: type[Table]) -> list[Field]:
    """The fields of a table, those of its base first."""
    classes = reversed(kind.__mro__)
    return [own for base in classes for own in vars(base).values() if isinstance(own, Field)]


def _described(own: Field) -> Schema:
    return {"description": own.note, **own.schema} if own.note else own.schema


def _case(own: Field, word: str) -> Schema:
    then = own.cases[word]
    required = {} if then.optional else {"required": [own.name]}
    return {
        "if": {"properties": {own.by: {"const": word}}},
        "then": {"properties": {own.name: then.schema}, **required},
    }
