"""Random people, and the formulas of matching written a second time, one pair at a time."""

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


# Made once: a strategy that is made anew for each draw costs more than what is tested with it.
VALUES = st.fixed_dictionaries(
    {
        "rung": st.none() | st.integers(0, 2),
        "background": some(st.sampled_from(["qa", "parent", "physics"])),
        "preference": st.sampled_from(["any", "same", "different"]),
        "goals": st.dictionaries(st.sampled_from(GOALS), st.integers(1, 3)),
        "offers": some(st.sampled_from(ITEMS)),
        "wants": some(st.sampled_from(ITEMS)),
        "hidden": some(st.sampled_from(ITEMS)),
        "languages": some(st.sampled_from(["en", "de"]), min_size=1),
        "async_ok": st.booleans(),
        "cadence": st.sampled_from(["weekly", "monthly"]),
        "agenda": st.sampled_from(["structured", "open"]),
        "places": st.sampled_from([0, 1, 1, 1]),
        "is_listed": st.sampled_from([True, True, True, False]),
        "paused_until": st.sampled_from([0, 0, 0, TODAY, TODAY + 1]),
    }
)
WEEKS = st.builds(week, some(st.sampled_from(SLOTS)), st.sampled_from([0, 60, 345, -210, 840]))
CODES = st.builds(lambda high, low: high << 100 | low << 8, st.integers(0, 3), st.integers(0, 3))
DRAWN = st.tuples(VALUES, WEEKS, CODES)


def numbered(person, drawn):
    values, hours_free, code = drawn
    return Profile(person=person, code=code | person, week=hours_free, **values)


def profiles(person=1):
    return DRAWN.map(lambda drawn: numbered(person, drawn))


def crowds(most=9):
    people = st.lists(DRAWN, min_size=1, max_size=most)
    return people.map(lambda drawn: [numbered(n, each) for n, each in enumerate(drawn, 1)])


def facts(most=9):
    people = st.integers(1, most)
    counts = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(sorted).map(tuple)
    apart = st.dictionaries(people, st.just("apart"), max_size=3)
    return st.builds(Facts, apart=apart, answers=st.dictionaries(people, counts, max_size=5))


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
