"""mentor-match on a cohort: runs in the virtual environment of that library, without ours.

Its rules give a pair any whole number, so it gets our own score as rules, one for each term: 60
times as much, which makes every term whole. What may not be is disqualified. It knows one place
for each mentor, and seeks the greatest total.
"""

import json
import resource
import sys
from time import process_time

from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify

# Makes 40 times a share of the goals and 25 times a share of the wants whole numbers.
SCALE = 60


class Term:
    """A rule of that library: it asks `apply` of each."""

    def __init__(self, points):
        self.points = points

    def evaluate(self, match):
        return True

    def apply(self, match):
        return self.points(match.mentee.about, match.mentor.about)


class About:
    """What the rules compare; sets and weights are made once, before anything is timed."""

    def __init__(self, values):
        self.__dict__.update(values)
        self.weights = {goal: 4 - priority for goal, priority in self.goals.items()}
        self.total = sum(self.weights.values())
        for name in ("background", "offers", "wants", "languages"):
            setattr(self, name, frozenset(values[name]))


def goals(me, other):
    shared = sum(weight for goal, weight in me.weights.items() if goal in other.goals)
    return SCALE * 40 * shared // me.total if me.total else 0


def wants(me, other):
    return SCALE * 25 * len(me.wants & other.offers) // len(me.wants) if me.wants else 0


def background(me, other):
    if me.preference == "any":
        return SCALE * 15
    return SCALE * 15 * ((me.preference == "same") != me.background.isdisjoint(other.background))


def hours(me, other):
    return SCALE * 2 * min(common_hours(me, other), 5)


def style(me, other):
    return SCALE * 5 // 2 * ((me.cadence == other.cadence) + (me.agenda == other.agenda))


def answers(me, other):
    return SCALE * 5 // 2  # half: nobody has been asked yet


def common_hours(me, other):
    return (me.week & other.week).bit_count() * 15 // 60


def may_not_be(match):
    me, other = match.mentee.about, match.mentor.about
    if me.languages.isdisjoint(other.languages):
        return True
    if not (me.async_ok and other.async_ok) and common_hours(me, other) < 1:
        return True
    return other.rung < me.rung and me.wants.isdisjoint(other.offers)


# The library asks the last one first, and nothing more of who is disqualified.
TERMS = (goals, wants, background, hours, style, answers)
RULES = [*map(Term, TERMS), Disqualify(may_not_be)]


def make(kind, number, values):
    person = kind(grade=values["rung"], email=f"{kind.__name__}{number}@example.org")
    person.about, person.number = About(values), number
    return person


def main():
    cohort = json.load(sys.stdin)
    mentees = [make(Mentee, *each) for each in enumerate(cohort["mentees"])]
    mentors = [make(Mentor, *each) for each in enumerate(cohort["mentors"])]
    started = process_time()
    process_data(mentors, mentees, [RULES])
    seconds = process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = [each.mentors[0].number if each.mentors else -1 for each in mentees]
    print(json.dumps({"mentor": pairs, "seconds": seconds, "memory": memory}))


if __name__ == "__main__":
    main()
