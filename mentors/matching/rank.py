"""The order in which people fit: who may meet, best score first."""

from dataclasses import dataclass

import numpy as np

from mentors.matching.crowd import Array, Crowd
from mentors.matching.pairing import Facts, Pairing
from mentors.matching.profile import Profile

STRONG, GOOD, POSSIBLE = "strong", "good", "possible"
BANDS = (STRONG, GOOD, POSSIBLE)
STRONG_FROM, GOOD_FROM = 60, 35


@dataclass(frozen=True)
class Filters:
    """What else the other must have; empty ones ask nothing.

    `item` finds only offers that are shown, and `hours` is the least number of common hours.
    """

    goal: str = ""
    item: str = ""
    background: str = ""
    language: str = ""
    hours: int = 0


@dataclass(frozen=True)
class Ranked:
    """One who fits."""

    person: int
    band: str


class Ranking:
    """Who fits, best first; sorted only as far as somebody reads."""

    def __init__(self, crowd: Crowd, found: Array, scores: Array):
        """`found` are columns of the crowd, `scores` belong to them."""
        self._crowd, self._found, self._scores = crowd, found, scores

    def __len__(self) -> int:
        return len(self._found)

    def page(self, start: int, stop: int) -> list[Ranked]:
        """Score descending, then code; the same slice twice is the same people."""
        return [self._ranked(place) for place in self._first(stop)[start:].tolist()]

    def _first(self, number: int) -> Array:
        scores = self._scores
        near: Array = np.arange(len(scores))
        if 0 < number < len(scores):
            # Whoever scores less than the last of the page can't be on it.
            least = np.partition(scores, len(scores) - number)[len(scores) - number]
            near = np.flatnonzero(scores >= least)
        high, low = self._crowd["code"][:, self._found[near]]
        order: Array = near[np.lexsort((low, high, -scores[near]))]
        return order[:number]

    def _ranked(self, place: int) -> Ranked:
        return Ranked(
            person=int(self._crowd["person"][self._found[place]]),
            band=band(float(self._scores[place])),
        )


def band(score: float) -> str:
    if score >= STRONG_FROM:
        return STRONG
    return GOOD if score >= GOOD_FROM else POSSIBLE


def rank(
    crowd: Crowd, me: Profile, kind: str, filters: Filters, facts: Facts, today: int
) -> Ranking:
    """Who may help `me` in this way, best first; `today` is a day as its ordinal."""
    pair = Pairing(crowd, [me], [facts])
    may = (pair.may_meet(today) & pair.is_kind(kind))[0] & _passes(pair, filters)
    found = np.flatnonzero(may)
    return Ranking(crowd, found, pair.scores(kind)[0, found])


def _passes(pair: Pairing, filters: Filters) -> Array:
    crowd = pair.crowd
    passes: Array = pair.hours[0] >= filters.hours
    if filters.goal:
        passes &= crowd.row("weights", "goals", filters.goal) > 0
    if filters.item:
        passes &= crowd.row("shown_offers", "items", filters.item) > 0
    if filters.language:
        passes &= crowd.row("languages", "languages", filters.language) > 0
    if filters.background:
        passes &= crowd.have_tags(crowd.numbers("tags", [filters.background])).any(axis=0)
    return passes
