"""The order of rows that the file numbers by hand."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from assessments.scoring.parse.table import Table


class Ordered(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def order(self) -> int: ...


T = TypeVar("T", bound=Ordered)


def in_order(rows: Mapping[str, Table], values: Iterable[T]) -> tuple[T, ...]:
    """The values by their order; two with the same order are refused in the row of the second."""
    taken: dict[int, str] = {}
    result = sorted(values, key=lambda value: value.order)
    for value in result:
        if value.order in taken:
            other = taken[value.order]
            raise rows[value.key].error(
                "order", f"an order of its own, got {value.order} like {other!r}"
            )
        taken[value.order] = value.key
    return tuple(result)
