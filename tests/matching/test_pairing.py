"""Scores of many people at once equal the scores of each of them alone."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mentors.matching.crowd import Crowd
from mentors.matching.pairing import Facts, Pairing
from mentors.matching.profile import KINDS, Profile
from tests.matching.people import TODAY, crowds, facts, make, profiles


@st.composite
def strangers(draw):
    """People with something that nobody of the crowd has, or with nothing at all."""
    person = draw(profiles(person=draw(st.integers(1, 12))))
    odd = {
        "background": frozenset({"chess", "qa"}),
        "goals": {"unheard-of": 1, "lead": 3},
        "wants": frozenset({"unheard-of"}),
        "offers": frozenset({"unheard-of"}),
        "languages": frozenset(),
        "cadence": "never",
        "week": 2**672 - 1,
    }
    names = draw(st.frozensets(st.sampled_from(sorted(odd))))
    return replace(person, **{name: odd[name] for name in names})


def arrays_of(pairing):
    """All that a search or a programme reads, each as large as it is read."""
    shape = len(pairing.mine), len(pairing.crowd)
    found = {
        "hours": pairing.hours,
        "may meet": pairing.may_meet(TODAY),
        "language": pairing.shares_language,
        "shares hours": pairing.shares_hours,
        "apart": pairing.is_not_apart,
    }
    for kind in KINDS:
        found |= {f"is {kind}": pairing.is_kind(kind), f"score {kind}": pairing.scores(kind)}
    return {name: np.broadcast_to(array, shape) for name, array in found.items()}


@given(
    st.lists(strangers() | profiles(), min_size=1, max_size=6),
    crowds(),
    st.lists(facts() | st.just(Facts()), min_size=6, max_size=6),
    st.booleans(),
)
def test_a_row_is_what_the_person_alone_gives(mine, people, known, is_same_for_all):
    crowd = Crowd.of(people)
    answers = known[0].answers
    facts = [replace(each, answers=answers) if is_same_for_all else each for each in known]
    facts = facts[: len(mine)]

    together = arrays_of(Pairing(crowd, mine, facts))

    for row, (me, each) in enumerate(zip(mine, facts, strict=True)):
        for name, alone in arrays_of(Pairing(crowd, [me], [each])).items():
            assert together[name].dtype == alone.dtype
            assert together[name][row].tolist() == alone[0].tolist(), name


def test_answers_of_one_are_not_those_of_another():
    crowd, mine = Crowd.of([make(3), make(4)]), [make(1), make(2)]
    known = [Facts(answers={3: (4, 4)}), Facts(answers={3: (0, 4), 4: (4, 4)})]

    scores = Pairing(crowd, mine, known).scores("mentor")

    assert (scores - scores[0, 1]).tolist() == [[2.5, 0.0], [-2.5, 2.5]]


def test_many_goals_and_wants_are_counted_exactly():
    names = [f"name-{number}" for number in range(300)]
    me = Profile(person=1, code=1, goals=dict.fromkeys(names, 1), wants=frozenset(names))
    other = Profile(person=2, code=2, goals=dict.fromkeys(names[1:], 1), offers=frozenset(names))

    scores = Pairing(Crowd.of([other]), [me, me], [Facts(answers={2: (1, 7)}), Facts()]).scores(
        "mentor"
    )

    # Without a week and with equal styles: any background.
    rest = 25 + 15 + 5
    assert scores.ravel().tolist() == [
        (40 * 299 * 7 + (rest * 7 + 5) * 300) / (300 * 7),
        (40 * 299 + (rest + 2.5) * 300) / 300,
    ]
