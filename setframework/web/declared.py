"""What a slice declares about the columns of its tables: whether a person's export has them.

Each slice does so in its `data.py`. A test fails for a column without a declaration, and for one
that says "exported" and is not in the document. Primary keys need none: they mean nothing outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Exported:
    """The column is in the document at that place.

    `at` names keys from the top of the document; lists on the way are passed through, "*" stands
    for each key of an object, and a last "@" for the keys themselves. `by` is the lookup from the
    row to the value there, if that is not the column itself. With `is_link`, the document names
    the other row in its own way, or by where this one stands.
    """

    at: str
    by: str = ""
    is_link: bool = False


@dataclass(frozen=True)
class LeftOut:
    """The column is not in the document, and why."""

    why: str


# Column -> declaration; one reason may cover a whole table.
Columns = Mapping[str, Exported | LeftOut] | LeftOut
Declarations = Mapping[type[Model], Columns]


def same(at: str, *names: str) -> dict[str, Exported | LeftOut]:
    """These columns stand under their own names in the objects at that place."""
    return {name: Exported(f"{at}.{name}") for name in names}
