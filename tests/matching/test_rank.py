"""The order in which people fit, against the same formulas with fractions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentors.matching.crowd import Crowd
from mentors.matching.filters import Filters
from mentors.matching.pairing import Facts
from mentors.matching.profile import KINDS, week
from mentors.matching.rank import rank
from tests.matching.people import GOALS, ITEMS, TODAY, crowds, facts, make, profiles, ranked

NOTHING = Facts()
ANYBODY = Filters()
kinds = st.sampled_from(KINDS)


def ranking(me, people, kind="mentor", filters=ANYBODY, known=NOTHING):
    return rank(Crowd.of(people), me, kind, filters, known, TODAY)


def found(me, people, kind="mentor", filters=ANYBODY, known=NOTHING):
    everybody = ranking(me, people, kind, filters, known)
    return list(everybody.page(0, len(everybody)))


def bands(me, people, kind="mentor", known=NOTHING):
    everybody = ranking(me, people, kind, known=known)
    return list(everybody.page(0, len(everybody)).items())


@given(crowds(), kinds, facts())
def test_order_and_bands_are_those_of_the_formula(people, kind, known):
    for me in people:
        assert bands(me, people, kind, known) == ranked(me, people, kind, known)


@given(crowds(), kinds, facts(), st.integers(1, 4))
def test_pages_are_the_list_cut_in_pieces(people, kind, known, size):
    whole = ranking(people[0], people, kind, known=known)
    pages = [whole.page(start, start + size) for start in range(0, len(people), size)]
    everybody = list(whole.page(0, len(people)).items())

    assert [each for page in pages for each in page.items()] == everybody


@given(crowds(), kinds, st.randoms())
def test_order_does_not_depend_on_how_people_came(people, kind, chance):
    mixed = list(people)
    chance.shuffle(mixed)

    assert bands(people[0], mixed, kind) == bands(people[0], people, kind)


@given(profiles(1), profiles(2))
def test_peers_find_each_other_alike(one, other):
    forth, back = bands(one, [other], "peer"), bands(other, [one], "peer")

    if forth and back:
        assert forth[0][1] == back[0][1]


@given(crowds(), kinds, facts())
def test_whoever_is_apart_is_nowhere(people, kind, known):
    assert not set(found(people[0], people, kind, known=known)) & set(known.apart)


@given(crowds(), crowds(), st.frozensets(st.integers(1, 9), max_size=3))
def test_changed_crowd_is_like_a_new_one(before, after, gone):
    changed = Crowd.of(before).changed(after, gone - {each.person for each in after})
    now = {each.person: each for each in before if each.person not in gone}
    now |= {each.person: each for each in after}
    expected = list(now.values())

    assert sorted(changed["person"].tolist()) == sorted(now)
    for me in expected:
        again = rank(changed, me, "peer", ANYBODY, NOTHING, TODAY)
        fresh = ranking(me, expected, "peer")
        everybody = list(again.page(0, len(again)).items())
        assert everybody == list(fresh.page(0, len(fresh)).items())


@given(crowds(), st.sampled_from(ITEMS))
def test_item_filter_never_finds_a_hidden_offer(people, item):
    by_person = {each.person: each for each in people}

    for person in found(people[0], people, filters=Filters(item=item)):
        assert item in by_person[person].offers - by_person[person].hidden


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), [2, 3]),
        (Filters(goal="lead"), [2]),
        (Filters(goal="unheard-of"), []),
        (Filters(item="team-trust"), [3]),
        (Filters(language="de"), [2]),
        (Filters(background="qa"), [3]),
        (Filters(hours=1), [2]),
        (Filters(hours=2), []),
    ],
)
def test_filters_narrow(filters, expected):
    me = make(1, week=week(["mon-9"], 0))
    leader = make(
        2, goals={"lead": 1}, languages=frozenset({"en", "de"}), week=week(["mon-10"], 60)
    )
    tester = make(3, offers=frozenset({"team-trust"}), background=frozenset({"qa"}))

    assert sorted(found(me, [me, leader, tester], filters=filters)) == expected


def test_unknown_level_is_neither_above_nor_below():
    unknown, junior = make(2, rung=None), make(3, rung=0)
    me = make(1, rung=1, wants=frozenset({"team-trust"}))

    assert found(me, [unknown, junior]) == [2]
    assert found(me, [unknown, junior], "peer") == [2]
    assert found(make(1, rung=None), [unknown, junior]) == [2, 3]


def test_younger_mentor_is_below_and_offers_what_i_want():
    me = make(1, rung=2, wants=frozenset({"team-trust"}))
    teacher = make(2, rung=0, offers=frozenset({"team-trust"}))
    equal = make(3, rung=2, offers=frozenset({"team-trust"}))

    assert found(me, [teacher, equal, make(4, rung=0)], "reverse") == [2]


def test_equal_scores_are_ordered_by_code():
    people = [make(number) for number in (5, 3, 4)]

    assert found(make(1), people) == [3, 4, 5]


def test_everything_equal_is_strong_and_nothing_is_possible():
    alike = {
        "goals": dict.fromkeys(GOALS, 2),
        "wants": frozenset(ITEMS),
        "offers": frozenset(ITEMS),
        "week": week(["mon-9", "tue-9"], 0),
    }
    me = make(1, **alike)
    stranger = make(3, preference="same", cadence="weekly", agenda="open")

    assert bands(me, [make(2, **alike), stranger]) == [(2, "strong"), (3, "possible")]


def test_nobody_fits_in_an_empty_crowd():
    assert found(make(1), []) == []
