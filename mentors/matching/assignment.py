"""The assignment of a whole cohort: the fairest one, and of those the one of greatest total.

1. As many mentees as possible get a mentor. Mentees who go first count before the others.
2. Among these assignments, the lowest score of a pair is as high as possible.
3. Among those, the total of all scores is the greatest.
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
# Up to MOST_DENSE mentees, one dense matrix holds every edge. For more mentees it is faster to
# begin with FEW edges a mentee, and to prove that no other edge would improve the result.
MOST_DENSE = 2_000
FEW = 20
# Scores that differ by less are equal: sums in another order differ by that much.
TOLERANCE = 1e-9
# Prices are sums of many scores, so they are settled at a wider tolerance.
SETTLED, BETTER = 1e-7, 1e-6

NOBODY = -1

Indices = NDArray[np.integer[Any]]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Edges:
    """The possible pairs: `mentee[k]` with `mentor[k]` has `score[k]`, 0..100.

    `places` is how many mentees each mentor takes. `first` marks the mentees who go first,
    because they had no mentor last time. A pair is in here at most once.
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
        # Indices, because taking by index is ten times as fast as taking by a mask.
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
        """The total that fairness to the worst pair cost."""
        return max(0.0, self.optimum - self.total)


def assign(edges: Edges) -> Assignment:
    """The assignment that the module's docstring describes. Equal edges give equal assignments."""
    places, owners = _one_place_each(edges)
    place, optimum, optimum_worst = _solve(places)
    total, worst = optimum, optimum_worst
    fair = _above_highest_floor(places, place, optimum_worst)
    if fair is not places:
        place, total, worst = _solve(fair)
    # NOBODY is -1, so it picks the last element.
    mentor = np.append(owners, NOBODY)[place]
    return Assignment(mentor, total, worst, optimum, optimum_worst)


def _one_place_each(edges: Edges) -> tuple[Edges, Indices]:
    """(edges with each place as a mentor of its own, the mentor of each place)."""
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
    """The edges at or above the highest floor that leaves as many mentees matched as no floor.

    `greatest` is the assignment of greatest total and `worst` its lowest score, so `worst` is a
    floor that holds. The sets of mentees that can be matched together form a matroid. Therefore
    one assignment can match the most mentees who go first and the most mentees in all.
    """
    has_one = greatest != NOBODY
    most = int((has_one & edges.first).sum()), int(has_one.sum())
    if not most[1]:
        return edges
    # Try the ceiling first. It mostly holds: one person's best pair keeps the floor down.
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
    """The highest floor that leaves a pair to `matched` mentees and to `matched` mentors."""
    of_mentee, of_mentor = np.zeros(edges.mentees), np.zeros(len(edges.places))
    np.maximum.at(of_mentee, edges.mentee, edges.score)
    np.maximum.at(of_mentor, edges.mentor, edges.score)
    return min(float(np.partition(best, -matched)[-matched]) for best in (of_mentee, of_mentor))


def _reach(edges: Edges) -> tuple[int, int]:
    """(mentees who go first, all mentees) that can have a mentor at most (Hopcroft & Karp)."""
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
    """(the place of each mentee, the total, the lowest score) of the greatest total."""
    if not len(edges.score):
        return np.full(edges.mentees, NOBODY, dtype=np.intp), 0.0, 0.0
    # More than the sum of all scores. Being matched counts before any score; going first, twice.
    matched = MAX_SCORE * (edges.mentees + 1)
    values = edges.score + (matched * (1 + edges.first))[edges.mentee]
    solve = _solve_dense if edges.mentees <= MOST_DENSE else _solve_few
    place = solve(edges.mentee, edges.mentor, values, (edges.mentees, len(edges.places)))
    pairs = edges.score[place[edges.mentee] == edges.mentor]
    return place, float(pairs.sum()), float(pairs.min())


def _solve_dense(
    rows: Indices, columns: Indices, values: Numbers, shape: tuple[int, int]
) -> Indices:
    """The place of each mentee. A value of 0 means that the pair is impossible."""
    cost = np.full(shape, values.max())
    cost[rows, columns] = values.max() - values
    # A cost that a person pays for every pair decides nothing. Without it the solver takes half
    # of the time.
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
    """The same as _solve_dense: solve few edges, add better ones, repeat until there are none.

    A place has a price. The value of a pair above that price is the mentee's gain. If no mentee
    would gain more by another place at its price, no assignment has a greater value (duality of
    linear programming). So the result is optimal once the prices of the few edges hold for all.
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
    """The indices of the `many` least numbers."""
    found: Indices = np.arange(len(numbers))
    return np.argpartition(numbers, many)[:many] if many < len(numbers) else found


def _prices(
    rows: Indices, columns: Indices, values: Numbers, places: Indices, shape: tuple[int, int]
) -> tuple[Numbers, Numbers]:
    """(gain of each mentee, price of each place) of an optimal assignment (Bellman).

    The prices are the lowest ones. A free place costs 0; a mentee without a place gains 0.
    """
    own = np.zeros(shape[0])
    taken = places[rows] == columns
    own[rows[taken]] = values[taken]
    order = np.argsort(columns, kind="stable")
    by = rows[order]
    starts = np.flatnonzero(np.diff(columns[order], prepend=-1))
    wanted = columns[order][starts]
    more, now = values[order] - own[by], places[by]
    price = np.zeros(shape[1] + 1)  # the last one means no place
    while True:
        offer = np.maximum.reduceat(price[now] + more, starts)
        higher = offer > price[wanted] + SETTLED
        if not higher.any():
            return own - price[places], price[:-1]
        price[wanted[higher]] = offer[higher]


def _solve_sparse(
    rows: Indices, columns: Indices, values: Numbers, shape: tuple[int, int]
) -> Indices:
    """The same as _solve_dense with a sparse graph. Each mentee has one more place: nobody."""
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
