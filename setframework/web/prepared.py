"""A query that is built once a process, and asked again with other values.

To build one that looks into many tables takes the ORM milliseconds; to answer it takes the
database a fraction of one. So what every page asks is built once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """`build` makes the query of the values that it is given; `marks` are values to build it with.

    Each mark has to be unlike any other value in the query: it shows where its value goes.
    """

    def __init__(
        self, build: Callable[[Mapping[str, Any]], QuerySet[Any]], marks: Mapping[str, Any]
    ):
        self._build, self._marks = build, marks
        self._statement = lru_cache(maxsize=4)(self._make)

    def list_rows(self, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """The rows as the database gives them; one query."""
        sql, places = self._statement(connection.vendor)
        adapted = {name: _adapt(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [adapted.get(name, fixed) for name, fixed in places])
            rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def _make(self, _vendor: str) -> tuple[str, list[tuple[str, Any]]]:
        """The statement, and for each of its values the name of its mark, or "" and the value."""
        sql, params = self._build(self._marks).query.sql_with_params()
        names = {_adapt(mark): name for name, mark in self._marks.items()}
        return sql, [(names.get(each, ""), each) for each in params]


def _adapt(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
