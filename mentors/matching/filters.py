"""The filters of a search, apart from the kind of pairing.

A filter is written here once. The form, the address of a search, a search that waits, the hidden
inputs, proposals to drop a filter and the parameters of the API follow from `Filters`.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from mentors.matching.crowd import Array
from mentors.matching.pairing import MOST_HOURS, Pairing

# (the pairing of one person, the wanted value) -> a mask of the people who have it.
Narrow = Callable[[Pairing, Any], Array]


def _lists_goal(pair: Pairing, goal: str) -> Array:
    return pair.crowd.row("weights", "goals", goal) > 0


def _shows_offer(pair: Pairing, item: str) -> Array:
    return pair.crowd.row("shown_offers", "items", item) > 0


def _has_background(pair: Pairing, tag: str) -> Array:
    has: Array = pair.crowd.have_tags(pair.crowd.numbers("tags", [tag])).sum(axis=0) > 0
    return has


def _speaks(pair: Pairing, language: str) -> Array:
    return pair.crowd.row("languages", "languages", language) > 0


def _shares_hours(pair: Pairing, hours: int) -> Array:
    shares: Array = pair.hours[0] >= hours
    return shares


def _ask(by: Narrow, most: int, default: str | int = "") -> Any:
    """A filter, empty by default. `most` is the greatest length of a text, or number."""
    return field(default=default, metadata={"by": by, "most": most})


@dataclass(frozen=True)
class Filters:
    """An empty filter keeps everybody. `hours` is the least number of common hours."""

    goal: str = _ask(_lists_goal, 60)
    item: str = _ask(_shows_offer, 60)
    background: str = _ask(_has_background, 40)
    language: str = _ask(_speaks, 12)
    hours: int = _ask(_shares_hours, MOST_HOURS, 0)

    @property
    def chosen(self) -> dict[str, str | int]:
        """The filters that are not empty."""
        return {name: value for name, value in asdict(self).items() if value}

    def without(self, name: str) -> "Filters":
        return replace(self, **{name: EMPTY[name]})

    def narrow(self, may: Array, pair: Pairing) -> Array:
        """`may` without the people that a filter leaves out."""
        for name, value in self.chosen.items():
            may = may & NARROW[name](pair, value)
        return may


# Name -> its empty value; its greatest length, or number; its mask.
EMPTY: dict[str, Any] = {each.name: each.default for each in fields(Filters)}
MOST: dict[str, int] = {each.name: each.metadata["most"] for each in fields(Filters)}
NARROW: dict[str, Narrow] = {each.name: each.metadata["by"] for each in fields(Filters)}
