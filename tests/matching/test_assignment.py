"""A cohort matched at once, against every assignment there is and against scipy alone."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from mentors.matching import assignment
from mentors.matching.assignment import NOBODY, Assignment, Edges, assign

SCORES = st.sampled_from([0.0, 10.0, 35.0, 60.0, 60.5, 99.0])


@st.composite
def cohorts(draw):
    """Few enough people to try every assignment."""
    mentees, mentors = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    pairs = {
        pair: draw(SCORES)
        for pair in product(range(mentees), range(mentors))
        if draw(st.booleans())
    }
    places = draw(st.lists(st.integers(0, 2), min_size=mentors, max_size=mentors))
    first = draw(st.lists(st.booleans(), min_size=mentees, max_size=mentees))
    return make_edges(pairs, places, first)


def make_edges(pairs, places, first):
    return Edges(
        np.array([mentee for mentee, _ in pairs], dtype=np.intp),
        np.array([mentor for _, mentor in pairs], dtype=np.intp),
        np.array(list(pairs.values()), dtype=float),
        np.array(places, dtype=np.intp),
        np.array(first, dtype=bool),
    )


def best_of_all(edges, *, fair):
    """(matched, matched of those who go first, worst, total) of the best of all assignments."""
    score = dict(zip(zip(edges.mentee, edges.mentor, strict=True), edges.score, strict=True))
    everybody = range(len(edges.places))
    found = []
    for mentors in product([NOBODY, *everybody], repeat=edges.mentees):
        pairs = [(mentee, mentor) for mentee, mentor in enumerate(mentors) if mentor != NOBODY]
        fits = all(mentors.count(mentor) <= edges.places[mentor] for mentor in everybody)
        if fits and all(pair in score for pair in pairs):
            scores = [score[pair] for pair in pairs]
            firsts = sum(edges.first[mentee] for mentee, _ in pairs)
            worst = min(scores, default=0) if fair else 0
            found.append((len(pairs), firsts, worst, sum(scores)))
    return max(found)


def summary(edges: Edges, found: Assignment):
    firsts = int(sum(edges.first[found.mentor != NOBODY]))
    return found.matched, firsts, pytest.approx(found.worst), pytest.approx(found.total)


@given(cohorts())
@pytest.mark.parametrize("most_dense", [10, 0])
def test_it_is_the_best_of_all_assignments(most_dense, edges):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "MOST_DENSE", most_dense)
        patch.setattr(assignment, "FEW", 1)
        found = assign(edges)

    assert best_of_all(edges, fair=True) == summary(edges, found)
    assert best_of_all(edges, fair=False)[3] == pytest.approx(found.optimum)


@given(cohorts())
def test_nobody_takes_more_than_their_places_and_only_pairs_that_may_be(edges):
    mentor = assign(edges).mentor
    taken = np.bincount(mentor[mentor != NOBODY], minlength=len(edges.places))

    assert (taken <= edges.places).all()
    allowed = set(zip(edges.mentee.tolist(), edges.mentor.tolist(), strict=True))
    assert {pair for pair in enumerate(mentor.tolist()) if pair[1] != NOBODY} <= allowed


def test_the_worst_off_is_raised_before_the_total():
    edges = make_edges(
        {(0, 0): 90.0, (0, 1): 40.0, (1, 0): 40.0, (1, 1): 10.0}, [1, 1], [False, False]
    )
    found = assign(edges)
    assert found.mentor.tolist() == [1, 0]
    assert (found.worst, found.optimum_worst) == (40.0, 10.0)
    assert (found.total, found.optimum, found.price) == (80.0, 100.0, 20.0)


def test_who_went_without_goes_first():
    pairs = {(0, 0): 99.0, (1, 0): 1.0}

    assert assign(make_edges(pairs, [1], [False, False])).mentor.tolist() == [0, NOBODY]
    assert assign(make_edges(pairs, [1], [False, True])).mentor.tolist() == [NOBODY, 0]


def test_nobody_at_all_is_an_answer():
    found = assign(make_edges({}, [], []))

    assert (found.matched, found.total, found.price) == (0, 0.0, 0.0)


@pytest.mark.parametrize("people", [30, 200])
def test_optimum_is_that_of_scipy_alone(people):
    scores = np.random.default_rng(people).integers(0, 1000, (people, people)) / 10
    rows, columns = np.indices((people, people)).reshape(2, -1)
    edges = Edges(rows, columns, scores.ravel(), np.ones(people, np.intp), np.zeros(people, bool))

    found = assign(edges)

    best = linear_sum_assignment(scores, maximize=True)
    assert found.optimum == pytest.approx(scores[best].sum())
    assert found.worst >= found.optimum_worst
    assert 0 <= found.price <= 0.05 * found.optimum


@pytest.mark.parametrize("mentors", [40, 60, 80])
def test_few_edges_at_first_end_where_all_at_once_do(mentors, monkeypatch):
    """Popular mentors first, so that who is left is far from everybody's best edges."""
    rng = np.random.default_rng(mentors)
    fame = np.linspace(0, 60, mentors).round()
    pairs = {
        (i, j): fame[j] + rng.integers(0, 40)
        for i in range(60)
        for j in rng.choice(mentors, 30, replace=False)
    }
    edges = make_edges(pairs, [1] * mentors, [i % 7 == 0 for i in range(60)])
    at_once = assign(edges)
    monkeypatch.setattr(assignment, "MOST_DENSE", 0)
    monkeypatch.setattr(assignment, "FEW", 2)

    found = assign(edges)

    assert (found.matched, found.worst) == (at_once.matched, at_once.worst)
    assert found.total == pytest.approx(at_once.total)
    assert found.optimum == pytest.approx(at_once.optimum)
