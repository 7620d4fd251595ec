"""A cohort matched at once: the fairest assignment of greatest total, proven by its receipt.

First as many mentees as possible get a mentor, those who go first before the others. Among these
assignments the worst-off pair is raised as high as it can be, and among those that do so the
total of all scores is the greatest.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix, hstack
from scipy.sparse.csgraph import maximum_bipartite_matching, min_weight_full_bipartite_matching

# The highest score of a pair.
MAX_SCORE = 100.0
# Up to here every edge is looked at in a dense matrix; above, the sparse solver is quicker.
MOST_DENSE = 2_000
# Scores that differ by less are the same: what is left of adding in another order.
TOLERANCE = 1e-9

NOBODY = -1

Indices = NDArray[np.intp]
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
        kept = self.score >= score - TOLERANCE
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
    mentor, optimum, optimum_worst = _solve(edges)
    total, worst = optimum, optimum_worst
    floor = _highest_floor(edges, mentor, optimum_worst)
    if floor > optimum_worst:
        mentor, total, worst = _solve(edges.at_least(floor))
    return Assignment(mentor, total, worst, optimum, optimum_worst)


def _highest_floor(edges: Edges, greatest: Indices, worst: float) -> float:
    """The highest score that every pair can reach with as many matched as without a floor.

    `greatest` is the assignment of greatest total and `worst` its lowest score, which is a floor
    that holds. The sets of mentees that can be matched at once form a matroid, so the number of
    those who go first and the number of all can be at their greatest in one assignment.
    """
    has_one = greatest != NOBODY
    most = int((has_one & edges.first).sum()), int(has_one.sum())
    if not most[1]:
        return worst
    ceiling = _ceiling(edges, most[1])
    floors = np.unique(edges.score[(edges.score >= worst) & (edges.score <= ceiling)])
    low = 0
    # The ceiling first: mostly it holds, as what keeps the floor down is one person's best pair.
    middle = high = len(floors) - 1
    while low < high:
        if _reach(edges.at_least(floors[middle])) == most:
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return float(floors[low])


def _ceiling(edges: Edges, matched: int) -> float:
    """No floor is higher: so many mentees, and so many places, need a pair that reaches it."""
    of_mentee, of_mentor = np.zeros(edges.mentees), np.zeros(len(edges.places))
    np.maximum.at(of_mentee, edges.mentee, edges.score)
    np.maximum.at(of_mentor, edges.mentor, edges.score)
    bests = of_mentee, np.repeat(of_mentor, edges.places)
    return min(float(np.partition(best, -matched)[-matched]) for best in bests)


def _reach(edges: Edges) -> tuple[int, int]:
    """How many of those who go first, and how many of all, can have a mentor (Hopcroft & Karp)."""
    everybody = _count(edges, np.ones(len(edges.score), dtype=bool))
    if not edges.first.any():
        return 0, everybody
    return _count(edges, edges.first[edges.mentee]), everybody


def _count(edges: Edges, kept: NDArray[np.bool_]) -> int:
    columns, rows, _ = _by_place(edges, kept)
    shape = (edges.mentees, int(edges.places.sum()))
    graph = csr_matrix((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=shape)
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def _by_place(edges: Edges, kept: NDArray[np.bool_]) -> tuple[Indices, Indices, Numbers]:
    """(columns, rows, scores) with a column for each place of each mentor."""
    mentee, mentor, score = edges.mentee[kept], edges.mentor[kept], edges.score[kept]
    times = edges.places[mentor]
    starts = np.cumsum(edges.places) - edges.places
    ends = np.cumsum(times)
    within = np.arange(int(times.sum())) - np.repeat(ends - times, times)
    columns = np.repeat(starts[mentor], times) + within
    return columns, np.repeat(mentee, times), np.repeat(score, times)


def _solve(edges: Edges) -> tuple[Indices, float, float]:
    """The mentor of each mentee, the total and the lowest score, at the greatest total."""
    mentor = np.full(edges.mentees, NOBODY, dtype=np.intp)
    columns, rows, scores = _by_place(edges, np.ones(len(edges.score), dtype=bool))
    if not len(rows):
        return mentor, 0.0, 0.0
    # More than all scores together: being matched counts before any score, going first twice.
    matched = MAX_SCORE * (edges.mentees + 1)
    values = scores + matched * (1 + edges.first[rows])
    solve = _solve_dense if edges.mentees <= MOST_DENSE else _solve_sparse
    places = solve(rows, columns, values, (edges.mentees, int(edges.places.sum())))
    has_one = places != NOBODY
    owners = np.repeat(np.arange(len(edges.places)), edges.places)
    mentor[has_one] = owners[places[has_one]]
    pairs = _scores_of(edges, mentor)
    return mentor, float(pairs.sum()), float(pairs.min()) if len(pairs) else 0.0


def _solve_dense(
    rows: Indices, columns: Indices, values: Numbers, shape: tuple[int, int]
) -> Indices:
    """The place of each mentee; a value of 0 stands for a pair that may not be."""
    dense = np.zeros(shape)
    dense[rows, columns] = values
    places = np.full(shape[0], NOBODY, dtype=np.intp)
    found_rows, found_columns = linear_sum_assignment(dense, maximize=True)
    places[found_rows] = np.where(dense[found_rows, found_columns] > 0, found_columns, NOBODY)
    return places


def _solve_sparse(
    rows: Indices, columns: Indices, values: Numbers, shape: tuple[int, int]
) -> Indices:
    """The same without the pairs that may not be: each mentee has a private place for nobody."""
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


def _scores_of(edges: Edges, mentor: Indices) -> Numbers:
    """The scores of the chosen pairs, in the order of the mentees."""
    chosen = mentor[edges.mentee] == edges.mentor
    found: Numbers = edges.score[chosen]
    return found
