"""Rows of a table that an export shows and no import reads."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from setframework.people.models import User


@dataclass(frozen=True)
class Rows:
    """The columns that an export shows, the lookup from a row to its person, and the order."""

    model: type[Model]
    names: tuple[str, ...]
    owner: str = "person"
    order: str = "pk"

    def of(self, person: User) -> list[dict[str, Any]]:
        rows = self.model._default_manager.filter(**{self.owner: person})
        return list(rows.order_by(self.order, "pk").values(*self.names))


def rows_of(person: User, told: dict[str, Rows]) -> dict[str, Any]:
    return {name: rows.of(person) for name, rows in told.items()}
