"""The reasons why two people fit, without anything hidden."""

from dataclasses import replace

from hypothesis import given

from mentors.matching.profile import week
from mentors.matching.reasons import Reason, could_offer, reasons
from tests.matching.people import make, profiles


@given(profiles(1), profiles(2))
def test_reasons_are_the_same_whatever_the_other_hides(me, other):
    """Whether a hidden item is there changes nothing that is shown."""
    bare = replace(other, offers=other.offers - other.hidden, wants=other.wants - other.hidden)

    assert reasons(me, other) == reasons(me, bare)
    assert could_offer(me, other) == could_offer(me, bare)


@given(profiles(1), profiles(2))
def test_what_i_hide_is_no_secret_from_myself(me, other):
    open_me = replace(me, hidden=frozenset())

    assert reasons(me, other) == reasons(open_me, other)
    assert could_offer(me, other) == could_offer(open_me, other)


def test_every_factor_has_its_reason():
    me = make(
        1,
        goals={"lead": 2, "write": 1, "design": 1},
        wants=frozenset({"team-trust", "tough-feedback"}),
        background=frozenset({"qa", "parent"}),
        week=week(["mon-9", "mon-10"], 0),
        cadence="weekly",
        agenda="open",
    )
    other = make(
        2,
        goals={"lead": 1, "write": 3},
        offers=frozenset({"team-trust", "tough-feedback"}),
        hidden=frozenset({"tough-feedback"}),
        background=frozenset({"qa"}),
        week=week(["mon-9", "mon-10"], 0),
        cadence="weekly",
        agenda="structured",
    )

    assert reasons(me, other, answer_days=3) == [
        Reason("goals", ("write", "lead"), 3),
        Reason("wants", ("team-trust",)),
        Reason("background", ("qa",)),
        Reason("hours", total=2),
        Reason("style", ("cadence",)),
        Reason("answers", total=3),
    ]


def test_strangers_have_no_reason():
    assert reasons(make(1, cadence="a", agenda="b"), make(2)) == []
    assert could_offer(make(1), make(2)) == []


def test_what_i_could_offer_is_what_the_other_shows_to_want():
    me = make(1, offers=frozenset({"team-trust", "data-systems"}), goals={"lead": 3})
    other = make(
        2,
        wants=frozenset({"team-trust", "data-systems"}),
        hidden=frozenset({"data-systems"}),
        goals={"lead": 1, "write": 1},
    )

    assert could_offer(me, other) == [
        Reason("goals", ("lead",), 2),
        Reason("wants", ("team-trust",)),
    ]


def test_who_prefers_another_background_hears_of_the_others():
    me = make(1, background=frozenset({"qa"}), preference="different")

    assert reasons(me, make(2, background=frozenset({"physics"}), cadence="x", agenda="x")) == [
        Reason("background", ("physics",))
    ]
