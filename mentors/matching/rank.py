"""The people who may meet somebody, best score first."""

import numpy as np

from mentors.matching.crowd import Array, Crowd
from mentors.matching.filters import Filters
from mentors.matching.pairing import Facts, Pairing
from mentors.matching.profile import Profile

STRONG, GOOD, POSSIBLE = "strong", "good", "possible"
BANDS = (STRONG, GOOD, POSSIBLE)
STRONG_FROM, GOOD_FROM = 60, 35


class Ranking:
    """The people who fit, best first. Only the part that is read gets sorted."""

    def __init__(self, crowd: Crowd, found: Array, scores: Array):
        """`found` are columns of the crowd, `scores` belong to them."""
        self._crowd, self._found, self._scores = crowd, found, scores

    def __len__(self) -> int:
        return len(self._found)

    def page(self, start: int, stop: int) -> dict[int, str]:
        """Person -> band, by score descending, then code. The order is stable."""
        order = self._first(stop)[start:]
        people = self._crowd["person"][self._found[order]].tolist()
        return dict(zip(people, map(band, self._scores[order].tolist()), strict=True))

    def _first(self, number: int) -> Array:
        scores = self._scores
        near: Array = np.arange(len(scores))
        if 0 < number < len(scores):
            # Nobody below the score of the last one can be on the page.
            least = np.partition(scores, len(scores) - number)[len(scores) - number]
            near = np.flatnonzero(scores >= least)
        high, low = self._crowd["code"][:, self._found[near]]
        order: Array = near[np.lexsort((low, high, -scores[near]))]
        return order[:number]


def band(score: float) -> str:
    if score >= STRONG_FROM:
        return STRONG
    return GOOD if score >= GOOD_FROM else POSSIBLE


def rank(
    crowd: Crowd, me: Profile, kind: str, filters: Filters, facts: Facts, today: int
) -> Ranking:
    """The people who may help `me` as that kind, best first. `today` is the ordinal of a day."""
    pair = Pairing(crowd, [me], [facts])
    may = (pair.may_meet(today) & pair.is_kind(kind))[0]
    found = np.flatnonzero(filters.narrow(may, pair))
    return Ranking(crowd, found, pair.scores(kind)[0, found])
