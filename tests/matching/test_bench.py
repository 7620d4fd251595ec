"""The other ways to match a cohort that `make bench` compares with, and how it judges them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentors.matching.assignment import NOBODY, assign
from mentors.matching.cohort import cohort
from tests.bench.cohort import (
    NEVER,
    first_come,
    greatest_fair_total,
    greatest_total,
    highest_floor,
    judge,
    make_cohort,
    score_all,
)


def test_the_same_people_are_made_each_time():
    mentees, mentors = make_cohort(20, 12)

    assert make_cohort(20, 12) == (mentees, mentors)
    assert len({each.person for each in [*mentees, *mentors]}) == 32
    assert len(set(map(str, mentees))) == 20


def test_first_come_takes_the_best_that_is_free():
    scores = np.array([[10.0, 50.0, 30.0], [40.0, 60.0, 5.0], [NEVER, 70.0, NEVER]])

    assert first_come(scores) == [1, 0, NOBODY]


def test_greatest_total_may_leave_somebody_out_and_the_fair_one_does_not():
    scores = np.array([[90.0, 20.0], [30.0, NEVER]])

    assert greatest_total(scores) == [0, NOBODY]
    assert highest_floor(scores) == (2, 20.0)
    assert greatest_fair_total(scores, 20.0) == [1, 0]


def test_who_has_no_mentor_is_the_worst_off():
    scores = np.array([[90.0, 20.0], [30.0, NEVER]])

    alone, all_ = judge(scores, [0, NOBODY]), judge(scores, [1, 0])

    assert (alone.matched, alone.total, alone.worst_pair, alone.worst_off) == (1, 90.0, 90.0, 0.0)
    assert (all_.matched, all_.total, all_.worst_pair, all_.worst_off) == (2, 50.0, 20.0, 20.0)


@pytest.mark.parametrize("mentor", [[0, 0], [1, 1], [0, 1], [0]])
def test_what_may_not_be_is_no_assignment(mentor):
    with pytest.raises(ValueError, match="no assignment"):
        judge(np.array([[90.0, 20.0], [30.0, NEVER]]), mentor)


@given(st.integers(1, 40), st.integers(1, 40))
def test_own_way_reaches_the_bounds_that_are_found_without_it(mentees, mentors):
    people = make_cohort(mentees, mentors)
    scores = score_all(*people)

    found = assign(cohort(*people, {}, [False] * mentees).edges)

    own, (most, floor) = judge(scores, found.mentor.tolist()), highest_floor(scores)
    best = judge(scores, greatest_fair_total(scores, floor))
    assert (own.matched, own.worst_pair) == (most, pytest.approx(floor))
    assert own.total == pytest.approx(best.total)
    assert own.total == pytest.approx(found.total)
