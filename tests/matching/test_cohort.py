"""The edges of a programme are the pairs that a search would find, with the same scores."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentors.matching.assignment import assign
from mentors.matching.cohort import APART, HOURS, LANGUAGE, LEVEL, PLACES, cohort, left_out
from mentors.matching.crowd import Crowd
from mentors.matching.filters import Filters
from mentors.matching.pairing import Facts
from mentors.matching.profile import MENTOR
from mentors.matching.rank import band, rank
from tests.matching.people import TODAY, crowds, facts, make


@given(crowds(), facts(), st.data())
def test_edges_are_what_a_search_among_the_mentors_finds(people, known, data):
    mentees = [replace(each, person=each.person + 100) for each in data.draw(crowds())]
    everybody = dict.fromkeys((each.person for each in mentees), known)

    edges = cohort(mentees, people, everybody, [False] * len(mentees)).edges

    crowd = Crowd.of([replace(each, is_listed=True, paused_until=0) for each in people])
    for number, me in enumerate(mentees):
        own = edges.mentee == number
        found = {
            people[mentor].person: band(score)
            for mentor, score in zip(edges.mentor[own], edges.score[own], strict=True)
        }
        expected = rank(crowd, me, MENTOR, Filters(), known, TODAY).page(0, len(people))
        assert found == expected


@pytest.mark.parametrize(
    ("reason", "mentor", "known"),
    [
        (LANGUAGE, {"languages": frozenset({"de"})}, Facts()),
        (HOURS, {"async_ok": False}, Facts()),
        (LEVEL, {"rung": 0}, Facts()),
        (APART, {}, Facts(apart={2: "asked"})),
        (PLACES, {"places": 0}, Facts()),
    ],
)
def test_who_has_nobody_is_told_which_rule_it_was(reason, mentor, known):
    found = cohort([make(1, rung=3)], [make(2, **({"rung": 4} | mentor))], {1: known}, [False])

    assert left_out(found, assign(found.edges)) == {0: reason}


def test_who_would_fit_but_finds_every_place_taken_is_told_so():
    found = cohort([make(1), make(3)], [make(2)], {}, [False, False])

    assert list(left_out(found, assign(found.edges)).values()) == [PLACES]


def test_many_mentees_keep_their_best_edges_only(monkeypatch):
    monkeypatch.setattr("mentors.matching.cohort.MOST_EDGES", 40)
    mentors = [make(number, goals={"lead": 1} if number < 30 else {}) for number in range(2, 80)]
    mentees = [make(number, goals={"lead": 1}) for number in (100, 101)]

    edges = cohort(mentees, mentors, {}, [False, False]).edges

    assert np.bincount(edges.mentee).tolist() == [20, 20]
    assert set(edges.mentor.tolist()) <= set(range(28))


def test_nobody_is_no_cohort():
    found = cohort([], [], {}, [])

    assert len(found.edges.score) == 0
    assert left_out(found, assign(found.edges)) == {}
