"""The possible pairs of a programme with their scores: the edges that `assign` takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentors.matching.assignment import NOBODY, Assignment, Edges
from mentors.matching.crowd import Array, Crowd
from mentors.matching.pairing import Facts, Pairing
from mentors.matching.profile import MENTOR, Profile

# All edges of 5,000 people on each side, some 600 MB. With more, each mentee's best edges.
MOST_EDGES = 25_000_000

# The number of pairs scored at once. Their arrays stay in a processor's cache.
CELLS = 1 << 15

# After so many mentees, `seen` is called.
TOLD_EACH = 100

NOTHING = Facts()

# Why somebody has no mentor: the first reason that is enough to explain it.
LANGUAGE, HOURS, LEVEL, APART, PLACES = "language", "hours", "level", "apart", "places"


@dataclass(frozen=True)
class Cohort:
    """The edges, and for each mentee without an edge the reason; else ""."""

    edges: Edges
    blocked_by: tuple[str, ...]


def cohort(
    mentees: Sequence[Profile],
    mentors: Sequence[Profile],
    facts: Mapping[int, Facts],
    first: Sequence[bool],
    seen: Callable[[int], object] | None = None,
) -> Cohort:
    """Compare all mentees with all mentors by the rules of a search, listed or not.

    `Profile.places` is how many mentees a mentor takes here. `facts` maps a mentee to theirs.
    `first` marks mentees who go first. `seen` gets, now and then, how many mentees are done.
    """
    crowd = Crowd.of(mentors).with_all_open()
    most = MOST_EDGES // max(1, len(mentees))
    at_once = max(1, CELLS // max(1, len(crowd)))
    counts: list[Array] = []
    columns: list[Array] = []
    scores: list[Array] = []
    blocked_by: list[str] = []
    for start in range(0, len(mentees), at_once):
        if seen is not None and start % TOLD_EACH < at_once:
            seen(start)
        some = mentees[start : start + at_once]
        pairs = Pairing(crowd, some, [facts.get(me.person, NOTHING) for me in some])
        may_be, all_scores = pairs.may_meet(today=0) & pairs.is_kind(MENTOR), pairs.scores(MENTOR)
        _keep_best(may_be, all_scores, most)
        counts.append(may_be.sum(axis=1))
        # One index a pair: numpy takes ten times as long for rows and columns.
        cells = np.flatnonzero(may_be)
        row_starts = np.repeat(np.arange(len(some)) * len(crowd), counts[-1])
        columns.append((cells - row_starts).astype(np.int32))
        scores.append(all_scores.take(cells))
        blocked_by += [
            "" if number else _why(Pairing(crowd, [me], [known]))
            for me, known, number in zip(some, pairs.facts, counts[-1].tolist(), strict=True)
        ]
    edges = Edges(
        mentee=np.repeat(np.arange(len(mentees), dtype=np.int32), _joined(counts, np.intp)),
        mentor=_joined(columns, np.int32),
        score=_joined(scores, np.float64),
        places=np.array([max(0, each.places) for each in mentors], dtype=np.intp),
        first=np.array(first, dtype=bool),
    )
    return Cohort(edges, tuple(blocked_by))


def left_out(found: Cohort, assignment: Assignment) -> dict[int, str]:
    """Mentee -> why there is no mentor: what blocked all of them, or that places ran out."""
    alone = np.flatnonzero(assignment.mentor == NOBODY).tolist()
    return {mentee: found.blocked_by[mentee] or PLACES for mentee in alone}


def chosen(found: Cohort, assignment: Assignment) -> list[tuple[int, int, float]]:
    """(mentee, mentor, score) of each pair, in the order of the mentees."""
    edges = found.edges
    given = np.flatnonzero(assignment.mentor[edges.mentee] == edges.mentor)
    parts = (edges.mentee[given], edges.mentor[given], edges.score[given])
    return list(zip(*(part.tolist() for part in parts), strict=True))


def _keep_best(may_be: Array, scores: Array, most: int) -> None:
    """Keep the `most` best columns of each row. Ties go by column, so runs are repeatable."""
    for row in np.flatnonzero(may_be.sum(axis=1) > most):
        found = np.flatnonzero(may_be[row])
        order = np.lexsort((found, -scores[row, found]))
        may_be[row, found[order[most:]]] = False


def _why(pair: Pairing) -> str:
    """The first constraint in this order without which a mentor would remain."""
    crowd = pair.crowd
    if not len(crowd) or not crowd["has_place"].any():
        return PLACES
    without = {
        LANGUAGE: pair.shares_hours & pair.is_kind(MENTOR) & pair.is_not_apart,
        HOURS: pair.shares_language & pair.is_kind(MENTOR) & pair.is_not_apart,
        LEVEL: pair.shares_language & pair.shares_hours & pair.is_not_apart,
        APART: pair.shares_language & pair.shares_hours & pair.is_kind(MENTOR),
    }
    for reason, others in without.items():
        if (others & crowd["has_place"]).any():
            return reason
    return LANGUAGE if not pair.shares_language.any() else HOURS


def _joined(parts: Sequence[Array], kind: type) -> Array:
    return np.concatenate(parts).astype(kind, copy=False) if parts else np.zeros(0, dtype=kind)
