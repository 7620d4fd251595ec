"""A cohort matched at once: the fairest assignment of greatest total, proven by its receipt.

First as many mentees as possible get a mentor, those who go first before the others. Among these
assignments the worst-off pair is raised as high as it can be, and among those that do so the
total of all scores is the greatest.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix, hstack
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

# The highest score of a pair.
MAX_SCORE = 100.0
# Up to so many mentees every edge is looked at in a dense matrix; above, that takes longer than
# to begin with so many edges a mentee and to prove that no other one would do better.
MOST_DENSE = 2_000
FEW = 20
# Scores that differ by less are the same: what is left of adding in another order.
TOLERANCE = 1e-9
# Prices are sums of many such, and prices that still differ by less than theirs are settled.
SETTLED, BETTER = 1e-7, 1e-6

NOBODY = -1

Indices = NDArray[np.integer[Any]]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Edges:
    """The pairs that may be: `mentee[k]` with `mentor[k]` has `score[k]`, 0..100.

    `places` is how many mentees each mentor takes; `first` tells which mentees go first, as
    they went without last time. A pair stands here once at most.
    """

    mentee: Indices
    mentor: Indices
    score: Numbers
    places: Indices
    first: NDArray[np.bool_]

    @property
    def mentees(self) -> int:
        return len(self.first)

    def at_least(self, score: float) -> "Edges":
        """Only the pairs of that score or more."""
        # Their numbers, as to take by numbers is ten times as fast as by a mask.
        kept = np.flatnonzero(self.score >= score - TOLERANCE)
        return Edges(
            self.mentee[kept], self.mentor[kept], self.score[kept], self.places, self.first
        )


@dataclass(frozen=True)
class Assignment:
    """`mentor[i]` is the mentor of mentee i, or NOBODY.

    `total` and `worst` are the sum and the lowest of the pairs' scores (0 without a pair);
    `optimum` and `optimum_worst` are the same for the greatest total without fairness.
    """

    mentor: Indices
    total: float
    worst: float
    optimum: float
    optimum_worst: float

    @property
    def matched(self) -> int:
        return int((self.mentor != NOBODY).sum())

    @property
    def price(self) -> float:
        """How much total it cost to raise the worst-off pair."""
        return max(0.0, self.optimum - self.total)


def assign(edges: Edges) -> Assignment:
    """The assignment that this module's first lines describe; the same for the same edges."""
    places, owners = _one_place_each(edges)
    place, optimum, optimum_worst = _solve(places)
    total, worst = optimum, optimum_worst
    fair = _above_highest_floor(places, place, optimum_worst)
    if fair is not places:
        place, total, worst = _solve(fair)
    # NOBODY is the last one.
    mentor = np.append(owners, NOBODY)[place]
    return Assignment(mentor, total, worst, optimum, optimum_worst)


def _one_place_each(edges: Edges) -> tuple[Edges, Indices]:
    """The same with each place as a mentor of its own, and the mentor of each place."""
    owners = np.repeat(np.arange(len(edges.places)), edges.places)
    if (edges.places == 1).all():
        return edges, owners
    times = edges.places[edges.mentor]
    starts, ends = np.cumsum(edges.places) - edges.places, np.cumsum(times)
    within = np.arange(int(times.sum())) - np.repeat(ends - times, times)
    places = Edges(
        mentee=np.repeat(edges.mentee, times),
        mentor=(np.repeat(starts[edges.mentor], times) + within).astype(np.int32),
        score=np.repeat(edges.score, times),
        places=np.ones(len(owners), dtype=np.intp),
        first=edges.first,
    )
    return places, owners


def _above_highest_floor(edges: Edges, greatest: Indices, worst: float) -> Edges:
    """Those of the highest score that every pair can reach with as many matched as without one.

    `greatest` is the assignment of greatest total and `worst` its lowest score, which is a floor
    that holds. The sets of mentees that can be matched at once form a matroid, so the number of
    those who go first and the number of all can be at their greatest in one assignment.
    """
    has_one = greatest != NOBODY
    most = int((has_one & edges.first).sum()), int(has_one.sum())
    if not most[1]:
        return edges
    # The ceiling first: mostly it holds, as what keeps the floor down is one person's best pair.
    ceiling = _ceiling(edges, most[1])
    if ceiling <= worst:
        return edges
    above = edges.at_least(ceiling)
    if _reach(above) == most:
        return above
    floors = np.unique(edges.score[(edges.score >= worst) & (edges.score < ceiling)])
    low, high = 0, len(floors) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _reach(edges.at_least(floors[middle])) == most:
            low = middle
        else:
            high = middle - 1
    return edges.at_least(floors[low]) if low else edges


def _ceiling(edges: Edges, matched: int) -> float:
    """No floor is higher: so many mentees, and so many places, need a pair that reaches it."""
    of_mentee, of_mentor = np.zeros(edges.mentees), np.zeros(len(edges.places))
    np.maximum.at(of_mentee, edges.mentee, edges.score)
    np.maximum.at(of_mentor, edges.mentor, edges.score)
    return min(float(np.partition(best, -matched)[-matched]) for best in (of_mentee, of_mentor))


def _reach(edges: Edges) -> tuple[int, int]:
    """How many of those who go first, and how many of all, can have a mentor (Hopcroft & Karp)."""
    everybody = _count(edges, edges.mentee, edges.mentor)
    if not edges.first.any():
        return 0, everybody
    kept = edges.first[edges.mentee]
    return _count(edges, edges.mentee[kept], edges.mentor[kept]), everybody


def _count(edges: Edges, mentee: Indices, mentor: Indices) -> int:
    shape = edges.mentees, len(edges.places)
    graph = csr_matrix((np.ones(len(mentee), dtype=np.int8), (mentee, mentor)), shape=shape)
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def _solve(edges: Edges) -> tuple[Indices, float, float]:
    """The place of each mentee, the total and the lowest score, at the greatest total."""
    if not len(edges.score):
        return np.full(edges.mentees, NOBODY, dtype=np.intp), 0.0, 0.0
    # More than all scores together: being matched counts before any score, going first twice.
    matched = MAX_SCORE * (edges.mentees + 1)
    values = edges.score + (matched * (1 + edges.first))[edges.mentee]
    solve = _solve_dense if edges.mentees <= MOST_DENSE else _solve_few
    place = solve(edges.mentee, edges.mentor, values, (edges.mentees, len(edges.places)))
    pairs = edges.score[place[edges.mentee] == edges.mentor]
    return place, float(pairs.sum()), float(pairs.min())


def _solve_dense(
    rows: Indices, columns: Indices, values: Numbers, shape: tuple[int, int]
) -> Indices:
    """The place of each mentee; a value of 0 stands for a pair that may not be."""
    cost = np.full(shape, values.max())
    cost[rows, columns] = values.max() - values
    # What everybody of a side pays whatever they get decides nothing, and without it most people
    # find theirs at once: half of the time.
    if shape[0] <= shape[1]:
        cost -= cost.min(axis=1, keepdims=True)
    if shape[0] >= shape[1]:
        cost -= cost.min(axis=0)
    places = np.full(shape[0], NOBODY, dtype=np.intp)
    found_rows, found_columns = linear_sum_assignment(cost)
    places[found_rows] = found_columns
    may_be = np.zeros(shape[0], dtype=bool)
    may_be[rows[places[rows] == columns]] = True
    places[~may_be] = NOBODY
    return places


def _solve_few(rows: Indices, columns: Indices, values: Numbers, shape: tuple[int, int]) -> Indices:
    """The same, on few edges first and then with those that would do better, until none would.

    A place has a price, and what a pair is worth beyond it is the mentee's. While nobody would
    gain by another place at its price, no other assignment is worth more: the theorem of linear
    programming's duality, which holds for all edges once the prices of the few hold for them.
    """
    few = FEW * shape[0]
    of_row, of_column = np.zeros(shape[0]), np.zeros(shape[1])
    np.maximum.at(of_row, rows, values)
    np.maximum.at(of_column, columns, values)
    kept = _least(np.minimum(of_row[rows], of_column[columns]) - values, few)
    while True:
        some = rows[kept], columns[kept], values[kept]
        places = _solve_sparse(*some, shape)
        mine, price = _prices(*some, places, shape)
        gain = values - mine[rows]
        gain -= price[columns]
        better = np.flatnonzero(gain > BETTER)
        if not len(better):
            return places
        kept = np.concatenate([kept, better[_least(-gain[better], few)]])


def _least(numbers: Numbers, many: int) -> Indices:
    """Where the least numbers are, so many of them."""
    found: Indices = np.arange(len(numbers))
    return np.argpartition(numbers, many)[:many] if many < len(numbers) else found


def _prices(
    rows: Indices, columns: Indices, values: Numbers, places: Indices, shape: tuple[int, int]
) -> tuple[Numbers, Numbers]:
    """(what is left to each mentee, the price of each place) that hold for an optimum (Bellman).

    The lowest such prices: nothing for who has no place and for a place that is free.
    """
    own = np.zeros(shape[0])
    taken = places[rows] == columns
    own[rows[taken]] = values[taken]
    order = np.argsort(columns, kind="stable")
    by = rows[order]
    starts = np.flatnonzero(np.diff(columns[order], prepend=-1))
    wanted = columns[order][starts]
    more, now = values[order] - own[by], places[by]
    price = np.zeros(shape[1] + 1)  # the last one stands for no place
    while True:
        offer = np.maximum.reduceat(price[now] + more, starts)
        higher = offer > price[wanted] + SETTLED
        if not higher.any():
            return own - price[places], price[:-1]
        price[wanted[higher]] = offer[higher]


def _solve_sparse(
    rows: Indices, columns: Indices, values: Numbers, shape: tuple[int, int]
) -> Indices:
    """The same without a matrix: each mentee has a private place for nobody."""
    # The solver takes no explicit zeros, so costs start at one.
    cost = values.max() - values + 1
    nobody = csr_matrix(
        (np.full(shape[0], values.max() + 1), (np.arange(shape[0]), np.arange(shape[0]))),
        shape=(shape[0], shape[0]),
    )
    graph = hstack([csr_matrix((cost, (rows, columns)), shape=shape), nobody], format="csr")
    found_rows, found_columns = min_weight_full_bipartite_matching(graph)
    places = np.full(shape[0], NOBODY, dtype=np.intp)
    places[found_rows] = np.where(found_columns < shape[1], found_columns, NOBODY)
    return places
