"""One way to match one cohort, in a process of its own, so that its memory is its own.

    python -m tests.bench.ways WAY MENTEES MENTORS

prints JSON. Besides the ways, "people" prints the cohort for the peer, and "judge" reads what the
ways found from standard input and says what it is worth.
"""

import json
import resource
import sys
from dataclasses import asdict
from time import process_time

from mentors.matching.assignment import assign
from mentors.matching.cohort import cohort
from tests.bench import cohort as bench

FIELDS = (
    "rung", "background", "preference", "goals", "offers", "wants", "languages", "week", "async_ok",
    "cadence", "agenda",
)  # fmt: skip


def own(mentees, mentors):
    """As a run of a programme does it, the first time."""
    found = cohort(mentees, mentors, {}, [False] * len(mentees))
    assignment = assign(found.edges)
    claimed = {"optimum": assignment.optimum, "price": assignment.price}
    return assignment.mentor.tolist(), claimed


def first_come(mentees, mentors):
    return bench.first_come(bench.score_all(mentees, mentors)), {}


def greatest(mentees, mentors):
    return bench.greatest_total(bench.score_all(mentees, mentors)), {}


WAYS = {"own": own, "first come": first_come, "total only": greatest}


def measure(way, mentees, mentors):
    started = process_time()
    mentor, claimed = WAYS[way](mentees, mentors)
    seconds = process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"mentor": mentor, "seconds": seconds, "memory": memory, **claimed}


def describe(mentees, mentors):
    def of(profile):
        values = {name: getattr(profile, name) for name in FIELDS}
        return {key: sorted(each) if isinstance(each, frozenset) else each
                for key, each in values.items()}  # fmt: skip

    return {"mentees": [*map(of, mentees)], "mentors": [*map(of, mentors)]}


def judge(mentees, mentors):
    """What each way is worth, and the bounds: found without our solver."""
    scores = bench.score_all(mentees, mentors)
    found = json.load(sys.stdin)
    most, floor = bench.highest_floor(scores)
    fairest = bench.judge(scores, bench.greatest_fair_total(scores, floor))
    anyhow = bench.judge(scores, bench.greatest_fair_total(scores, 0.0))
    return {
        "worth": {way: asdict(bench.judge(scores, mentor)) for way, mentor in found.items()},
        "best": {"matched": most, "worst_pair": floor, "total": fairest.total},
        "optimum": anyhow.total,
    }


def main():
    way, sizes = sys.argv[1], map(int, sys.argv[2:])
    people = bench.make_cohort(*sizes)
    other = {"people": describe, "judge": judge}
    print(json.dumps(other[way](*people) if way in other else measure(way, *people)))


if __name__ == "__main__":
    main()
