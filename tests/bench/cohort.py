"""A made-up cohort, the other ways to match one, and what each way is worth: all pure.

Everything is judged by our own score, 0 to 100 a pair. Who ends without a mentor counts as 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from mentors.matching.assignment import MAX_SCORE, NOBODY
from mentors.matching.crowd import Crowd
from mentors.matching.pairing import Facts, Pairing
from mentors.matching.profile import MENTOR, Profile, week
from tests.bench.made_up import ZONES, make_values

# As many of each as the site ships; what they are called makes no difference.
LEVELS = [f"level-{number}" for number in range(6)]
WORDS = {
    "levels": LEVELS,
    "items": [f"item-{number}" for number in range(23)],
    "goals": [f"goal-{number}" for number in range(25)],
    "tags": [f"tag-{number}" for number in range(20)],
    "cadences": ["weekly", "fortnightly", "monthly"],
    "agendas": ["structured", "open"],
    "preferences": ["any", "same", "different"],
}
# Stands where a pair may not be.
NEVER = -1.0


@dataclass(frozen=True)
class Worth:
    """`total` of all scores; `worst_pair` is the lowest of a pair, `worst_off` of a mentee."""

    matched: int
    total: float
    worst_pair: float
    worst_off: float


def make_cohort(mentees: int, mentors: int) -> tuple[list[Profile], list[Profile]]:
    """Different people, the same ones each time; a mentor takes one mentee."""
    chance = Random(mentees)
    people = [_make_profile(chance, number) for number in range(mentees + mentors)]
    return people[:mentees], people[mentees:]


def _make_profile(chance: Random, number: int) -> Profile:
    values = make_values(chance, WORDS)
    return Profile(
        person=number,
        code=number,
        rung=LEVELS.index(values["level"]),
        background=frozenset(values["background"]),
        preference=values["background_preference"],
        goals={each["goal"]: each["priority"] for each in values["goals"]},
        offers=frozenset(values["offers"]),
        wants=frozenset(values["wants"]),
        languages=frozenset(values["languages"]),
        week=week(values["hours"], ZONES[values["time_zone"]]),
        async_ok=values["async_ok"],
        cadence=values["cadence"],
        agenda=values["agenda"],
        places=1,
        is_listed=True,
    )


def score_all(mentees: Sequence[Profile], mentors: Sequence[Profile]) -> np.ndarray:
    """A row for each mentee, a column for each mentor."""
    crowd = Crowd.of(mentors)
    rows = (Pairing(crowd, [me], [Facts()]) for me in mentees)
    scores = np.empty((len(mentees), len(mentors)))
    for number, pair in enumerate(rows):
        may_be = pair.may_meet(today=0) & pair.is_kind(MENTOR)
        scores[number] = np.where(may_be, pair.scores(MENTOR), NEVER)[0]
    return scores


def first_come(scores: np.ndarray) -> list[int]:
    """Each mentee in turn takes the best mentor still free; of equal ones the first."""
    free = np.ones(scores.shape[1], bool)
    mentor = []
    for row in scores:
        open_to = np.where(free, row, NEVER)
        best = int(open_to.argmax()) if len(open_to) else NOBODY
        mentor.append(best if best != NOBODY and open_to[best] != NEVER else NOBODY)
        if mentor[-1] != NOBODY:
            free[best] = False
    return mentor


def greatest_total(scores: np.ndarray) -> list[int]:
    """scipy alone: nothing but the total, whoever is left without a mentor."""
    return _solve(scores, np.maximum(scores, 0.0))


def highest_floor(scores: np.ndarray) -> tuple[int, float]:
    """How many can be matched at most, and the highest lowest score of a pair among so many."""
    most = _reach(scores >= 0)
    floors = np.unique(scores[scores >= 0])
    low, high = 0, len(floors) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _reach(scores >= floors[middle]) == most:
            low = middle
        else:
            high = middle - 1
    return most, float(floors[low]) if len(floors) else 0.0


def greatest_fair_total(scores: np.ndarray, floor: float) -> list[int]:
    """The greatest total of as many pairs as can be, none below the floor."""
    matched = MAX_SCORE * (len(scores) + 1)
    return _solve(scores, np.where(scores >= floor, scores + matched, 0.0))


def judge(scores: np.ndarray, mentor: Sequence[int]) -> Worth:
    """Raises ValueError if somebody has two mentees, or a mentor they may not have."""
    has_one = np.flatnonzero(np.array(mentor) != NOBODY)
    taken = np.array(mentor)[has_one]
    pairs = scores[has_one, taken]
    if len(mentor) != len(scores) or len(set(taken.tolist())) < len(taken) or (pairs < 0).any():
        raise ValueError("This is no assignment.")
    worst = float(pairs.min()) if len(pairs) else 0.0
    everybody = len(pairs) == len(scores)
    return Worth(len(pairs), float(pairs.sum()), worst, worst if everybody else 0.0)


def _solve(scores: np.ndarray, values: np.ndarray) -> list[int]:
    mentor = np.full(len(scores), NOBODY)
    rows, columns = linear_sum_assignment(values, maximize=True)
    mentor[rows] = np.where(values[rows, columns] > 0, columns, NOBODY)
    return mentor.tolist()


def _reach(may_be: np.ndarray) -> int:
    graph = csr_matrix(may_be)
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())
