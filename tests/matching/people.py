"""Random people, and the formulas of matching written down a second time, one pair at a time."""

from fractions import Fraction

from hypothesis import strategies as st

from mentors.matching.pairing import Facts
from mentors.matching.profile import Profile, week

GOALS = ["lead", "write", "design", "network"]
ITEMS = ["tough-feedback", "team-trust", "data-systems", "staying-current"]
SLOTS = ["mon-0", "mon-9", "mon-18", "tue-9", "sun-22", "sun-23"]
TODAY = 740_000

some = st.frozensets


def make(person=1, **values):
    """Somebody who can be found, unless told otherwise."""
    found = {"languages": frozenset({"en"}), "async_ok": True, "places": 1, "is_listed": True}
    return Profile(person=person, code=person, **(found | values))


@st.composite
def profiles(draw, person=1):
    items = some(st.sampled_from(ITEMS))
    offset = draw(st.sampled_from([0, 60, 345, -210, 840]))
    return Profile(
        person=person,
        code=draw(st.integers(0, 3)) << 100 | draw(st.integers(0, 3)) << 8 | person,
        rung=draw(st.none() | st.integers(0, 2)),
        background=draw(some(st.sampled_from(["qa", "parent", "physics"]))),
        preference=draw(st.sampled_from(["any", "same", "different"])),
        goals=draw(st.dictionaries(st.sampled_from(GOALS), st.integers(1, 3))),
        offers=draw(items),
        wants=draw(items),
        hidden=draw(items),
        languages=draw(some(st.sampled_from(["en", "de"]), min_size=1)),
        week=week(draw(some(st.sampled_from(SLOTS))), offset),
        async_ok=draw(st.booleans()),
        cadence=draw(st.sampled_from(["weekly", "monthly"])),
        agenda=draw(st.sampled_from(["structured", "open"])),
        places=draw(st.sampled_from([0, 1, 1, 1])),
        is_listed=draw(st.sampled_from([True, True, True, False])),
        paused_until=draw(st.sampled_from([0, 0, 0, TODAY, TODAY + 1])),
    )


@st.composite
def crowds(draw, most=9):
    return [draw(profiles(person=number)) for number in range(1, draw(st.integers(1, most)) + 1)]


@st.composite
def facts(draw, most=9):
    people = st.integers(1, most)
    counts = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted).map(tuple)
    return Facts(
        apart=draw(st.frozensets(people, max_size=3)),
        answers=draw(st.dictionaries(people, counts, max_size=5)),
    )


def hours(one, other):
    return one.week.__and__(other.week).bit_count() * 15 // 60


def score(me, other, answers):
    """As the module's formula says, with fractions."""
    weights = {goal: 4 - priority for goal, priority in me.goals.items()}
    shared = sum(weight for goal, weight in weights.items() if goal in other.goals)
    total = Fraction(40 * shared, sum(weights.values())) if weights else Fraction(0)
    if me.wants:
        total += Fraction(25 * len(me.wants & other.offers), len(me.wants))
    has_shared = bool(me.background & other.background)
    total += 15 * {"any": True, "same": has_shared, "different": not has_shared}[me.preference]
    total += Fraction(10 * min(hours(me, other), 5), 5)
    total += Fraction(5, 2) * (me.cadence == other.cadence)
    total += Fraction(5, 2) * (me.agenda == other.agenda)
    answered, received = answers.get(other.person, (0, 0))
    return total + 5 * (Fraction(answered, received) if received else Fraction(1, 2))


def is_below(one, other):
    return one.rung is not None and other.rung is not None and one.rung < other.rung


def may_mentor(other, me):
    return not is_below(other, me) or bool(other.offers & me.wants)


def fits(me, other, kind, known):
    if other.person == me.person or other.person in known.apart:
        return False
    if not (other.is_listed and other.places and other.paused_until <= TODAY):
        return False
    if not me.languages & other.languages:
        return False
    if hours(me, other) < 1 and not (me.async_ok and other.async_ok):
        return False
    return {
        "mentor": may_mentor(other, me),
        "reverse": is_below(other, me) and bool(other.offers & me.wants),
        "peer": may_mentor(other, me) and may_mentor(me, other),
    }[kind]


def ranked(me, people, kind, known):
    """(person, band) of everybody who fits, best first."""
    found = []
    for other in people:
        if fits(me, other, kind, known):
            points = score(me, other, known.answers)
            if kind == "peer":
                points = min(points, score(other, me, known.answers))
            found.append((-points, other.code, other.person))
    return [
        (person, "strong" if points <= -60 else "good" if points <= -35 else "possible")
        for points, _, person in sorted(found)
    ]
