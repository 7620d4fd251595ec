"""Each rule against an active attacker, and the same attack with that rule switched off.

The means are exact here, without the rounding, so that nothing else protects the person whom he
wants to read. With the rule there is no second number to compare with, or none that bares anybody.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from unittest import mock

from assessments.teams.models.doubts import Doubt
from assessments.teams.releases.facts import list_members
from assessments.teams.services.doubts import doubt
from tests.attack.attacker import Estimate, attack, see
from tests.attack.below import play_below
from tests.attack.people import CLOSINGS, START, Author, Member, Plan, Story
from tests.attack.reading import read_json
from tests.attack.restoring import Restore
from tests.attack.site import Press, play
from tests.teams.organisation import hand_over

DAY = timedelta(days=1)
MONTH = 30 * DAY
ONCE = (CLOSINGS[0] - MONTH,)
BOTH = (*ONCE, CLOSINGS[1] - MONTH)
MAKING = "assessments.teams.releases.making."
EXACT = {
    MAKING + "publish_value": lambda scores, _threshold: float(sum(scores) / len(scores)),
    "tests.attack.attacker.ROUNDING": 1e-6,
}

# Of each team the estimate of what he wants; none where no number says anything about it.
Found = list[list[Estimate]]


@dataclass(frozen=True)
class Rule:
    does: str
    wants: str
    attack: Callable[[Author, int, int], Found]  # a seed and how many teams
    off: dict[str, Any]  # the names that switch the rule off, and what stands there instead
    means: dict[str, Any] = field(default_factory=lambda: EXACT)


@contextmanager
def replaced(names: dict[str, Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for name, value in names.items():
            stack.enter_context(mock.patch(name, value))
        yield


def try_rule(rule: Rule, author: Author, seed: int, teams: int, *, is_off: bool) -> Found:
    with replaced(rule.means | (rule.off if is_off else {})):
        return rule.attack(author, seed, teams)


def quiet(count: int, days=ONCE, is_known: bool = False) -> list[tuple]:
    return [(START, None, days, is_known)] * count


def write(author: Author, *people: tuple) -> Story:
    """A member each: when they join and leave, when they sit, whether he controls them."""
    story, team = Story(len(people), 1.0, 0.0), author.team()
    for joined_at, left_at, days, is_known in people:
        member = Member(joined_at, author.trait(team), is_known=is_known, left_at=left_at)
        member.sittings = [author.sit(member.trait, at) for at in days]
        story.members.append(member)
    return story


def read_last(stories: list[Story], seed: int, press: Press | None = None) -> Found:
    """The last of the members, if the second half-year has a number."""
    told = play(stories, seed, CLOSINGS[:2], read_json, press)
    return [
        attack(story, see(story, pages), knows=story.known)[-1:] if pages[1].values else []
        for story, pages in zip(stories, told, strict=True)
    ]


def swap(author: Author, seed: int, teams: int) -> Found:
    after = CLOSINGS[0] + DAY
    people = [
        *quiet(1, BOTH, is_known=True),
        (START, after, BOTH[:1], True),
        (after, None, BOTH[1:], True),
        *quiet(5),
        (after, None, BOTH[1:], False),
    ]
    return read_last([write(author, *people) for _ in range(teams)], seed)


def count_each(contributions, earlier) -> int:
    """One who leaves and one who joins are two changes, as they were in the first version."""
    now, then = {each.person: each.assessment for each in contributions}, earlier.tokens
    renewed = sum(now[person] != then[person] for person in now.keys() & then.keys())
    return len(now.keys() ^ then.keys()) + renewed


def doubt_all_but_one(author: Author, seed: int, teams: int) -> Found:
    people = [*quiet(5, BOTH, is_known=True), *quiet(4)]
    stories = [write(author, *people) for _ in range(teams)]

    def press(story, team, rows, closes_at: datetime) -> None:
        if closes_at == CLOSINGS[1]:
            for n, doubters in ((5, (0, 1)), (6, (0, 1)), (7, (2, 3))):
                for by in doubters:
                    at = closes_at - 2 * MONTH
                    person = rows[by].person
                    doubt(person=person, code=team.code, member=rows[n].code, at=at)

    told = play(stories, seed, CLOSINGS[:2], read_json, press)
    found = []
    for story, pages in zip(stories, told, strict=True):
        without = (5, 6, 7) if pages[1].values else ()
        views = see(story, pages[:1]) + see(story, pages[1:], without)
        found.append(attack(story, views, knows=story.known)[-1:])
    return found


def list_undoubted(team) -> list:
    """The rule of before: whoever two doubt is out."""
    doubted = list(Doubt.objects.filter(team=team).values_list("person", flat=True))
    return [each for each in list_members(team) if doubted.count(each[0].pk) < 2]


def hand_team_over(author: Author, seed: int, teams: int, *, when: timedelta) -> Found:
    people = [*quiet(3, BOTH, is_known=True), *quiet(4)]
    stories = [write(author, *people) for _ in range(teams)]
    for story in stories:
        story.members[-1].runs_since = CLOSINGS[1] - DAY

    def press(story, team, rows, closes_at: datetime) -> None:
        if closes_at == CLOSINGS[1]:
            hand_over(team, rows[-1], closes_at + when)

    return read_last(stories, seed, press)


def draw_again(author: Author, seed: int, teams: int) -> Found:
    people = [*quiet(6, BOTH), *quiet(1, (CLOSINGS[0] - DAY,))]
    stories, restore = [write(author, *people) for _ in range(teams)], Restore()
    told = play(stories, seed, CLOSINGS[:2], read_json, restore.press)
    return [
        attack(story, see(story, first) + see(story, again[:1], (6,)), knows=0)[-1:]
        if again[0].values
        else []
        for story, first, again in zip(stories, restore.lost, told, strict=True)
    ]


def read_sibling(author: Author, seed: int, teams: int) -> Found:
    """Here a hit is the other team's own number, to the point."""
    found = []
    for below in play_below(author, [Plan(8, 1.0, 0.8)] * teams, seed, puppets=1):
        told, own = (
            {page.closes_at: page.values for page in pages} for pages in (below.told, *below.own)
        )
        right = [
            # The last digit of the page is half a step, so the nearest step is the one.
            5 * round((2 * mean - mine) / 5) == value
            for page in below.average
            for mean, mine, value in zip(
                page.values, own[page.closes_at], told[page.closes_at], strict=True
            )
        ]
        found.append([Estimate(0.1, sum(right) / len(right), 0)] if right else [])
    return found


def mean_of_two(teams) -> dict[str, float]:
    """As in the first version, which did not round it either."""
    exact = {key: sum(each[key] for each in teams) / len(teams) for key in teams[0]}
    return exact if len(teams) == 2 else {}


RULES = {
    "swap": Rule(
        "swaps one puppet for a fresh one and retakes",
        "who joined",
        swap,
        {"assessments.teams.disclosure.decision._changes": count_each},
    ),
    "doubts": Rule(
        "four seats doubt all others but one",
        "the one who is left",
        doubt_all_but_one,
        {MAKING + "list_members": list_undoubted, MAKING + "is_doubted": lambda *_: False},
    ),
    "hand-over before": Rule(
        "three retake, and the team is handed over just before the close",
        "who runs it now",
        partial(hand_team_over, when=timedelta(minutes=-5)),
        {MAKING + "was_acted_on": lambda *_: False},
    ),
    "hand-over after": Rule(
        "the same just after the close, before a late run",
        "who runs it now",
        partial(hand_team_over, when=timedelta(seconds=1)),
        {MAKING + "was_acted_on": lambda *_: False},
    ),
    "restore": Rule(
        "compares the lost number with the one made again after a restore",
        "who sat after the backup",
        draw_again,
        {MAKING + "is_lost": lambda *_: False},
    ),
    "roll-up": Rule(
        "hangs a team of puppets beside another and reads the average above",
        "the number of the other team",
        read_sibling,
        {"assessments.teams.releases.rolling_up.roll_up": mean_of_two},
        means={},  # its numbers are what he wants, as they are published
    ),
}
