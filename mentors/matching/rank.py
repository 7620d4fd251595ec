"""The order in which people fit: hard constraints, then a score that nobody is shown.

score(me, other) =
  40 x (sum of w over my goals that the other lists) / (sum of w over mine), w = 4 - priority
+ 25 x |my wants that the other offers| / |my wants|
+ 15 if background fits (preference any: always; same: a shared tag; different: none shared)
+ 10 x min(common hours, 5) / 5
+ 2.5 for equal cadence + 2.5 for equal agenda style
+ 5 x answered / received requests of the other in 90 days (half where none)

An empty denominator gives 0. Peers get the smaller of both directions. Similar values go with
perceived quality (Eby 2013), so goals weigh most; the weights are a choice of ours.

Twice the score is a fraction of whole numbers below 2**53, divided once: equal scores give equal
numbers and greater ones never smaller numbers, so order and bands are as exact as fractions.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from mentors.matching.crowd import UNKNOWN_RUNG, Array, Crowd, week_words
from mentors.matching.profile import MENTOR, PEER, QUARTERS_AN_HOUR, REVERSE, Profile

STRONG, GOOD, POSSIBLE = "strong", "good", "possible"
BANDS = (STRONG, GOOD, POSSIBLE)
STRONG_FROM, GOOD_FROM = 60, 35
MOST_HOURS = 5
# Answered and received where nobody has asked yet: half.
UNASKED = (1, 2)


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
class Facts:
    """What happened between people, gathered by a selector.

    `apart` are people whom the person must not meet now: the manager chain, blocks, an open pair
    or pending request between the two, a decline by the other in the last 90 days. `answers` maps
    a person to (answered, received) requests of the last 90 days, `days` to the days within which
    they usually answer.
    """

    apart: Collection[int] = ()
    answers: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)


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
    pair = Pairing(crowd, me, facts)
    found = np.flatnonzero(pair.may_meet(today) & pair.is_kind(kind) & pair.passes(filters))
    scores = pair.scores(kind)
    return Ranking(crowd, found, scores[found])


class Pairing:
    """One person against everybody: arrays with one value for each of the crowd."""

    def __init__(self, crowd: Crowd, me: Profile, facts: Facts):
        self.crowd, self.me, self.facts = crowd, me, facts

    @cached_property
    def hours(self) -> Array:
        quarters = np.zeros(len(self.crowd), np.int16)
        for theirs, mine in zip(self.crowd["week"], week_words([self.me.week])[:, 0], strict=True):
            if mine:  # mostly few days
                quarters += np.bitwise_count(theirs & mine)
        hours: Array = quarters // QUARTERS_AN_HOUR
        return hours

    @cached_property
    def my_wants_offered(self) -> Array:
        """How many of my wants each of them offers."""
        return self._sum("offers", "items", self.me.wants)

    @cached_property
    def my_offers_wanted(self) -> Array:
        return self._sum("wants", "items", self.me.offers)

    @cached_property
    def shares_background(self) -> Array:
        return self._has_tag(self.me.background)

    def may_meet(self, today: int) -> Array:
        crowd = self.crowd
        may: Array = crowd["is_listed"] & crowd["has_place"] & (crowd["paused_until"] <= today)
        return may & self.shares_language & self.shares_hours & self.is_not_apart

    @cached_property
    def shares_language(self) -> Array:
        shares: Array = self._sum("languages", "languages", self.me.languages) > 0
        return shares

    @cached_property
    def shares_hours(self) -> Array:
        shares: Array = self.hours >= 1
        if self.me.async_ok:
            shares |= self.crowd["async_ok"]
        return shares

    @cached_property
    def is_not_apart(self) -> Array:
        may = np.ones(len(self.crowd), np.bool_)
        for person in {self.me.person, *self.facts.apart}:
            place = self.crowd.places.get(person)
            if place is not None:
                may[place] = False
        return may

    def is_kind(self, kind: str) -> Array:
        if kind == MENTOR:
            return ~self._is_below_me | (self.my_wants_offered > 0)
        if kind == REVERSE:
            return self._is_below_me & (self.my_wants_offered > 0)
        # Peers: each may be the other's mentor.
        from_other = ~self._is_below_me | (self.my_wants_offered > 0)
        return from_other & (~self._is_above_me | (self.my_offers_wanted > 0))

    def passes(self, filters: Filters) -> Array:
        crowd = self.crowd
        passes: Array = self.hours >= filters.hours
        if filters.goal:
            passes &= crowd.row("weights", "goals", filters.goal) > 0
        if filters.item:
            passes &= crowd.row("shown_offers", "items", filters.item) > 0
        if filters.language:
            passes &= crowd.row("languages", "languages", filters.language) > 0
        if filters.background:
            passes &= self._has_tag([filters.background])
        return passes

    def scores(self, kind: str) -> Array:
        if kind != PEER:
            return self._score_of_other()
        return np.minimum(self._score_of_other(), self._score_of_me())

    def _score_of_other(self) -> Array:
        """How well each of them would help me."""
        me, crowd = self.me, self.crowd
        mine = np.zeros(len(crowd), np.int64)
        for goal, weight in me.weights.items():
            mine += weight * (crowd.row("weights", "goals", goal) > 0)
        return self._score(
            goals=(mine, np.int64(sum(me.weights.values()))),
            wants=(self.my_wants_offered, np.int64(len(me.wants))),
            background=self._fits_me,
            answers=self._answers_of_others(),
        )

    def _answers_of_others(self) -> tuple[Array | np.int64, Array | np.int64]:
        answered, received = map(np.int64, UNASKED)
        if not self.facts.answers:
            return answered, received
        some, all_ = (np.full(len(self.crowd), each) for each in (answered, received))
        for person, counts in self.facts.answers.items():
            place = self.crowd.places.get(person)
            if place is not None and counts[1]:
                some[place], all_[place] = counts
        return some, all_

    def _score_of_me(self) -> Array:
        """How well I would help each of them."""
        me, crowd = self.me, self.crowd
        asked = self.facts.answers.get(me.person, UNASKED)
        answered, received = asked if asked[1] else UNASKED
        return self._score(
            goals=(self._sum("weights", "goals", me.weights), crowd["total_weight"]),
            wants=(self.my_offers_wanted, crowd["want_count"]),
            background=self._fits_them,
            answers=(np.int64(answered), np.int64(received)),
        )

    def _score(
        self,
        goals: tuple[Array, Array | np.int64],
        wants: tuple[Array, Array | np.int64],
        background: Array | np.int64,
        answers: tuple[Array | np.int64, Array | np.int64],
    ) -> Array:
        """The module's formula; each pair is numerator and denominator."""
        (goal, all_goals), (want, all_wants), (answered, received) = goals, wants, answers
        all_goals, all_wants = np.maximum(all_goals, 1), np.maximum(all_wants, 1)
        styles = self._same("cadence", self.me.cadence) + self._same("agenda", self.me.agenda)
        # Twice the score, so that 2.5 is whole, over the common denominator.
        whole = 30 * background + 4 * np.minimum(self.hours, MOST_HOURS) + 5 * styles
        common = all_goals * all_wants * received
        # Single numbers first: most of these are, and arrays take longer.
        twice = goal * (80 * all_wants * received) + want * (50 * all_goals * received)
        twice = twice + whole * common + 10 * answered * all_goals * all_wants
        scores: Array = twice / (2 * common)
        return scores

    @cached_property
    def _is_below_me(self) -> Array:
        rung = self.crowd["rung"]
        mine = UNKNOWN_RUNG if self.me.rung is None else self.me.rung
        below: Array = (rung != UNKNOWN_RUNG) & (rung < mine)
        return below

    @cached_property
    def _is_above_me(self) -> Array:
        if self.me.rung is None:
            return np.zeros(len(self.crowd), np.bool_)
        above: Array = self.crowd["rung"] > self.me.rung
        return above

    @cached_property
    def _fits_me(self) -> Array | np.int64:
        if self.me.preference == "any":
            return np.int64(1)
        same = self.me.preference == "same"
        return (self.shares_background == same).astype(np.int64)

    @cached_property
    def _fits_them(self) -> Array:
        prefers = self.crowd["preference"]
        number = self.crowd.names["words"]
        fits = (
            (prefers == number.get("any", 0))
            | (prefers == number.get("same", 0)) & self.shares_background
            | (prefers == number.get("different", 0)) & ~self.shares_background
        )
        return fits.astype(np.int64)

    def _same(self, name: str, mine: str) -> Array:
        same: Array = self.crowd[name] == self.crowd.names["words"].get(mine, 0)
        return same.astype(np.int64)

    def _has_tag(self, tags: Collection[str]) -> Array:
        found = np.zeros(len(self.crowd), np.bool_)
        for number in self.crowd.numbers("tags", tags):
            found |= (self.crowd["tags"] == number).any(axis=0)
        return found

    def _sum(self, matrix: str, kind: str, names: Collection[str]) -> Array:
        numbers = self.crowd.numbers(kind, names)
        total = np.zeros(len(self.crowd), np.int64)
        for number in numbers:
            total += self.crowd[matrix][number]
        return total
