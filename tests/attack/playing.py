"""A batch of teams from their stories to what is counted, in a world that is gone afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import transaction

from tests.attack.acts import press
from tests.attack.attacker import Estimate, View, attack, see
from tests.attack.below import play_below, see_below
from tests.attack.controls import live_mean, monthly_mean
from tests.attack.people import CLOSINGS, Author, Plan, Story, grown
from tests.attack.reading import Reading
from tests.attack.restoring import Restore
from tests.attack.rules import RULES, try_rule
from tests.attack.scenes import lone_joiner
from tests.attack.site import list_pillars, play

CONTROLS = {"live": live_mean, "monthly": monthly_mean}
# How batches about one of rules.RULES are called.
RULE, OFF = "rule: ", ", off"


@dataclass(frozen=True)
class Batch:
    """Teams to play; `kind` is where their outcomes are counted."""

    kind: str
    plans: tuple[Plan, ...]
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What became of a team."""

    plan: Plan
    estimates: list[Estimate]
    values: list[tuple[float, ...]]  # of each half-year; empty where it was held
    off_contributors: list[float]  # distance of each value from those people's true mean
    off_members: list[float]  # the same from everybody's in the team


def play_batch(batch: Batch) -> list[Outcome]:
    author = Author(batch.seed, list_pillars())
    with transaction.atomic():
        found = _choose(batch.kind)(author, batch)
        transaction.set_rollback(True)
    return found


def _choose(kind: str) -> Callable[[Author, Batch], list[Outcome]]:
    if kind.startswith("joiner"):
        return _play_joiners
    if kind.startswith(RULE):
        return _play_rule
    special = {"roll-up": _play_below, "restore": _play_restored} | dict.fromkeys(
        CONTROLS, _play_control
    )
    return special.get(kind, _play_plans)


def _play_rule(author: Author, batch: Batch) -> list[Outcome]:
    """The estimate of what he wants, in teams built by hand."""
    name, is_off = batch.kind.removeprefix(RULE).removesuffix(OFF), batch.kind.endswith(OFF)
    found = try_rule(RULES[name], author, batch.seed, len(batch.plans), is_off=is_off)
    return [
        Outcome(plan, estimates, [], [], [])
        for plan, estimates in zip(batch.plans, found, strict=True)
    ]


def _play_below(author: Author, batch: Batch) -> list[Outcome]:
    """The plan is the team that is not his; two of his are beside it."""
    return [
        Outcome(
            plan,
            attack(below.story, see_below(below), knows=plan.known),
            [page.values for page in below.average],
            [],
            [],
        )
        for plan, below in zip(
            batch.plans, play_below(author, batch.plans, batch.seed, puppets=2), strict=True
        )
    ]


def _play_restored(author: Author, batch: Batch) -> list[Outcome]:
    """He has read what was lost; the restore is recorded."""
    stories, restore = [author.write(plan) for plan in batch.plans], Restore()
    told = play(stories, batch.seed, press=restore.press)
    return [
        Outcome(
            plan,
            attack(story, see(story, lost + pages), knows=story.known),
            [page.values for page in pages],
            [],
            [],
        )
        for plan, story, lost, pages in zip(batch.plans, stories, restore.lost, told, strict=True)
    ]


def _play_control(author: Author, batch: Batch) -> list[Outcome]:
    """Weaker protection than the site's, which is not asked."""
    stories = [(plan, author.write(plan)) for plan in batch.plans]
    mean = CONTROLS[batch.kind]
    return [
        Outcome(plan, attack(story, mean(story), knows=story.known), [], [], [])
        for plan, story in stories
    ]


def _play_plans(author: Author, batch: Batch) -> list[Outcome]:
    stories = [author.write(plan) for plan in batch.plans]
    read = zip(batch.plans, stories, play(stories, batch.seed, press=press), strict=True)
    return [_describe(plan, story, pages) for plan, story, pages in read]


def _play_joiners(author: Author, batch: Batch) -> list[Outcome]:
    """The estimate of the joiner alone; three retake: puppets where there are some."""
    stories = [
        lone_joiner(author, size=plan.size, retakes=3, known=plan.known) for plan in batch.plans
    ]
    read = zip(batch.plans, stories, play(stories, batch.seed, CLOSINGS[:2]), strict=True)
    return [
        Outcome(plan, attack(story, see(story, pages), knows=story.known)[-1:], [], [], [])
        for plan, story, pages in read
    ]


def _describe(plan: Plan, story: Story, pages: Sequence[Reading]) -> Outcome:
    views = see(story, pages)
    closings = [page.closes_at for page in pages if page.values]
    return Outcome(
        plan,
        attack(story, views, knows=story.known),
        [page.values for page in pages],
        _distances(plan, story, views, closings),
        _distances(
            plan,
            story,
            [_everybody(story, *pair) for pair in zip(views, closings, strict=True)],
            closings,
        ),
    )


def _everybody(story: Story, view: View, at: datetime) -> View:
    """The same number as if it spoke for everybody who is in the team."""
    there = [
        (n, 0)
        for n, member in enumerate(story.members)
        if member.joined_at < at and (member.left_at is None or member.left_at >= at)
    ]
    return View(tuple(there), view.values, view.noise)


def _distances(
    plan: Plan, story: Story, views: Sequence[View], closings: Sequence[datetime]
) -> list[float]:
    found: list[float] = []
    for view, at in zip(views, closings, strict=True):
        true = np.mean([story.members[n].trait for n, _ in view.behind], axis=0)
        found.extend(np.abs(np.array(view.values) - true - grown(plan, at)).tolist())
    return found
