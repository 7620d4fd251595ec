"""Some people against the whole crowd: hard constraints, then a score that nobody sees.

score(me, other) =
  40 x (sum of w over my goals that the other lists) / (sum of w over mine), w = 4 - priority
+ 25 x |my wants that the other offers| / |my wants|
+ 15 if background fits (preference any: always; same: a shared tag; different: none shared)
+ 10 x min(common hours, 5) / 5
+ 2.5 for equal cadence + 2.5 for equal agenda style
+ 5 x answered / received requests of the other in 90 days (half where none)

An empty denominator gives 0. Peers get the smaller of both directions. Similar values go with
perceived quality (Eby 2013), so goals weigh most. We chose the weights. A goal here is an
aspiration of a profile.

Twice the score is one division of whole numbers below 2**53. So equal scores give equal numbers,
a greater score never gives a smaller number, and order and bands are as exact as fractions.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from mentors.matching.crowd import UNKNOWN_RUNG, Array, Crowd, week_words
from mentors.matching.profile import MENTOR, PEER, QUARTERS_AN_HOUR, REVERSE, Profile

MOST_HOURS = 5
# (answered, received) where nobody has asked yet: half.
UNASKED = (1, 2)
# Rank above every level.
TOP_RUNG = np.iinfo(np.int64).max

Fraction = tuple[Array, Array]


@dataclass(frozen=True)
class Facts:
    """Facts between people, as a selector read them.

    `apart` maps each person who must not be met now to the reason: the manager chain, a block, an
    open pair or pending request of the two, a decline by the other in the last 90 days. `answers`
    maps a person to (answered, received) requests of the last 90 days, `days` to the days within
    which they usually answer.
    """

    apart: Mapping[int, str] = field(default_factory=dict)
    answers: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)


class Pairing:
    """Some people against a crowd. `facts[k]` are those of `mine[k]`.

    The arrays have a row for each of `mine` and a column for each person of the crowd, or a single
    row or column if all are equal. A search has one row, a programme as many as suit a processor.
    """

    def __init__(self, crowd: Crowd, mine: Sequence[Profile], facts: Sequence[Facts]):
        self.crowd, self.mine, self.facts = crowd, mine, facts

    @cached_property
    def hours(self) -> Array:
        quarters = np.zeros((len(self.mine), len(self.crowd)), np.uint16)
        weeks = week_words([me.week for me in self.mine])
        for theirs, mine in zip(self.crowd["week"], weeks, strict=True):
            if mine.any():  # most people name few days
                quarters += np.bitwise_count(theirs & mine[:, np.newaxis])
        hours: Array = quarters // QUARTERS_AN_HOUR
        return hours

    @cached_property
    def my_wants_offered(self) -> Array:
        """The number of my wants that each of them offers."""
        return self._sum("items", _once([me.wants for me in self.mine]), self._rows("offers"))

    @cached_property
    def my_offers_wanted(self) -> Array:
        return self._sum("items", _once([me.offers for me in self.mine]), self._rows("wants"))

    @cached_property
    def shares_background(self) -> Array:
        tags = _once([me.background for me in self.mine])
        shares: Array = self._sum("tags", tags, self.crowd.have_tags) > 0
        return shares

    def may_meet(self, today: int) -> Array:
        crowd = self.crowd
        may: Array = crowd["is_listed"] & crowd["has_place"] & (crowd["paused_until"] <= today)
        return may & self.shares_language & self.shares_hours & self.is_not_apart

    @cached_property
    def shares_language(self) -> Array:
        mine = _once([me.languages for me in self.mine])
        shares: Array = self._sum("languages", mine, self._rows("languages")) > 0
        return shares

    @cached_property
    def shares_hours(self) -> Array:
        async_ok = _column([me.async_ok for me in self.mine])
        shares: Array = (self.hours >= 1) | (async_ok & self.crowd["async_ok"])
        return shares

    @cached_property
    def is_not_apart(self) -> Array:
        may = np.ones((len(self.mine), len(self.crowd)), np.bool_)
        column_of = self.crowd.column_of
        for row, (me, facts) in enumerate(zip(self.mine, self.facts, strict=True)):
            for person in (me.person, *facts.apart):
                column = column_of.get(person)
                if column is not None:
                    may[row, column] = False
        return may

    def is_kind(self, kind: str) -> Array:
        if kind == MENTOR:
            return ~self._is_below_me | (self.my_wants_offered > 0)
        if kind == REVERSE:
            return self._is_below_me & (self.my_wants_offered > 0)
        # Peers: each may be the other's mentor.
        from_other = ~self._is_below_me | (self.my_wants_offered > 0)
        return from_other & (~self._is_above_me | (self.my_offers_wanted > 0))

    def scores(self, kind: str) -> Array:
        if kind != PEER:
            return self._score_of_other()
        return np.minimum(self._score_of_other(), self._score_of_me())

    def _score_of_other(self) -> Array:
        """The score of each of them as a helper of mine."""

        def list_goals(goals: list[int]) -> Array:
            lists: Array = self.crowd["weights"][goals] > 0
            return lists

        goals = [me.weights for me in self.mine]
        return self._score(
            goals=(
                self._sum("goals", goals, list_goals),
                _column([sum(weights.values()) for weights in goals]),
            ),
            wants=(self.my_wants_offered, _column([len(me.wants) for me in self.mine])),
            background=self._fits_me,
            answers=self._answers_of_others(),
        )

    def _answers_of_others(self) -> Fraction:
        known = [facts.answers for facts in self.facts]
        if all(each is known[0] for each in known):
            known = known[:1]
        if not any(known):
            return np.array(UNASKED[0]), np.array(UNASKED[1])
        shape = len(known), len(self.crowd)
        answered, received = (np.full(shape, each, np.float64) for each in UNASKED)
        for answers, some, all_ in zip(known, answered, received, strict=True):
            for person, counts in answers.items():
                column = self.crowd.column_of.get(person)
                if column is not None and counts[1]:
                    some[column], all_[column] = counts
        return answered, received

    def _score_of_me(self) -> Array:
        """My score as a helper of each of them."""
        asked = [
            facts.answers.get(me.person, UNASKED)
            for me, facts in zip(self.mine, self.facts, strict=True)
        ]
        asked = [each if each[1] else UNASKED for each in asked]
        # Here a goal of mine counts with the weight that it has for them.
        goals = _once([me.weights for me in self.mine])
        return self._score(
            goals=(self._sum("goals", goals, self._rows("weights")), self.crowd["total_weight"]),
            wants=(self.my_offers_wanted, self.crowd["want_count"]),
            background=self._fits_them,
            answers=(_column([each[0] for each in asked]), _column([each[1] for each in asked])),
        )

    def _score(
        self, goals: Fraction, wants: Fraction, background: Array, answers: Fraction
    ) -> Array:
        """The module's formula. Each fraction is (numerator, denominator)."""
        (goal, all_goals), (want, all_wants), (answered, received) = goals, wants, answers
        all_goals, all_wants = np.maximum(all_goals, 1.0), np.maximum(all_wants, 1.0)
        # Twice the score, so that 2.5 is whole, over the common denominator.
        common = all_goals * all_wants * received
        # 60 at most, so bytes are enough, and arrays of bytes are the fastest.
        whole = 4 * np.minimum(self.hours, MOST_HOURS).astype(np.uint8)
        whole += 30 * background.view(np.uint8)
        whole += 5 * self._same("cadence", [me.cadence for me in self.mine])
        whole += 5 * self._same("agenda", [me.agenda for me in self.mine])
        # Multiply single numbers and columns first: they are the smallest arrays.
        twice: Array = goal * (80 * all_wants * received)
        twice += want * (50 * all_goals * received)
        twice += whole * common
        twice += 10 * answered * all_goals * all_wants
        twice /= 2 * common
        return twice

    @cached_property
    def _is_below_me(self) -> Array:
        rung = self.crowd["rung"]
        below: Array = (rung != UNKNOWN_RUNG) & (rung < self._rungs(UNKNOWN_RUNG))
        return below

    @cached_property
    def _is_above_me(self) -> Array:
        above: Array = self.crowd["rung"] > self._rungs(TOP_RUNG)
        return above

    def _rungs(self, unknown: int) -> Array:
        return _column([unknown if me.rung is None else me.rung for me in self.mine])

    @cached_property
    def _fits_me(self) -> Array:
        prefers = [me.preference for me in self.mine]
        fits: Array = _column([each == "any" for each in prefers])
        if not fits.all():
            fits = fits | (self.shares_background == _column([each == "same" for each in prefers]))
        return fits

    @cached_property
    def _fits_them(self) -> Array:
        prefers = self.crowd["preference"]
        number = self.crowd.names["words"]
        fits: Array = (
            (prefers == number.get("any", 0))
            | (prefers == number.get("same", 0)) & self.shares_background
            | (prefers == number.get("different", 0)) & ~self.shares_background
        )
        return fits

    def _same(self, name: str, mine: Sequence[str]) -> Array:
        """1 where theirs is the same, else 0."""
        numbers = self.crowd.names["words"]
        same: Array = self.crowd[name] == _column([numbers.get(each, 0) for each in mine])
        return same.view(np.uint8)

    def _rows(self, matrix: str) -> Callable[[list[int]], Array]:
        """Numbers of names -> a row for each of them."""
        return self.crowd[matrix].__getitem__

    def _sum(
        self,
        kind: str,
        mine: Sequence[Mapping[str, int]],
        theirs: Callable[[list[int]], Array],
    ) -> Array:
        """The sum, over my names of that kind, of their value times my weight.

        `theirs` takes numbers of names and returns their values, a row for each name.
        """
        numbers = self.crowd.names[kind]
        used: dict[int, int] = {}
        cells = [
            (row, used.setdefault(number, len(used)), weight)
            for row, names in enumerate(mine)
            for name, weight in names.items()
            if (number := numbers.get(name, 0))
        ]
        # Floats of four bytes make matrix products fast. They stay exact, as no sum here comes
        # near 2**24.
        factors = np.zeros((len(mine), len(used)), np.float32)
        for row, column, weight in cells:
            factors[row, column] = weight
        total: Array = factors @ theirs(list(used)).astype(np.float32)
        return total


def _column(values: Sequence[float]) -> Array:
    return np.array(values)[:, np.newaxis]


def _once(names: Sequence[Collection[str]]) -> list[dict[str, int]]:
    return [dict.fromkeys(each, 1) for each in names]
