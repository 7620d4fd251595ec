"""The attacker: everything that the published numbers say about a person, as well as can be.

Scores and the error of rounding are taken as normal, so the posterior is exact linear algebra.
He knows who sat when, who joined and left, and even who consented, which no page tells; with
that he works out who stands behind every number.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from tests.attack.people import MEAN, PERSON, RETEST, TEAM, Story
from tests.attack.reading import Reading

Key = tuple[int, int]  # member, sitting

MONTH = timedelta(days=30)
# Chance rounding to fives: r (5 - r) on average over a remainder r that may be anything.
ROUNDING = 25 / 6
# A sitting's noise, and that only whole answers are possible (steps of about 3.2 points).
SITTING = RETEST**2 + 3.2**2 / 12
NEAR = 3.0


@dataclass(frozen=True)
class View:
    """A number, and whose sittings it is the mean of."""

    behind: tuple[Key, ...]
    values: tuple[float, ...]
    noise: float


@dataclass(frozen=True)
class Estimate:
    """Of one person, for the sitting that is known best."""

    sd: float
    hits: float  # share of the pillars within NEAR points
    guessed: float  # the same for whoever knows the population and the team's mean


def latest(story: Story, at: datetime) -> list[Key]:
    """The newest sitting of everybody who consented and is in the team."""
    found = []
    for n, member in enumerate(story.members):
        is_there = member.joined_at < at and (member.left_at is None or member.left_at >= at)
        sat = [k for k, sitting in enumerate(member.sittings) if sitting.at < at]
        if member.has_consented and is_there and sat:
            found.append((n, sat[-1]))
    return found


def see(story: Story, readings: Sequence[Reading]) -> list[View]:
    """Who stands behind every published number, by the rules that members are told."""
    uses: Counter[Key] = Counter()
    views = []
    for reading in readings:
        if reading.values:
            behind = tuple(
                (n, k)
                for n, k in latest(story, reading.closes_at)
                if story.members[n].joined_at <= reading.closes_at - MONTH
                and story.members[n].sittings[k].at
                >= reading.closes_at.replace(year=reading.closes_at.year - 1)
                and uses[n, k] < 2
            )
            uses.update(behind)
            views.append(View(behind, reading.values, ROUNDING))
    return views


def attack(story: Story, views: Sequence[View], *, knows: int) -> list[Estimate]:
    """What he makes of everybody who stands behind a number; he knows the first `knows`."""
    keys = sorted({key for view in views for key in view.behind})
    if not keys:
        return []
    scores = np.array([story.members[n].sittings[k].scores for n, k in keys])
    weights, values, noise = _observations(keys, scores, views, knows)
    people = np.array([n for n, _ in keys])
    prior = TEAM**2 + PERSON**2 * (people[:, None] == people) + SITTING * np.eye(len(keys))
    spread = weights @ prior @ weights.T + np.diag(noise)
    surprise = np.linalg.solve(spread, values - MEAN)
    posterior = MEAN + prior @ weights.T @ surprise
    gone = np.linalg.solve(spread, weights @ prior)
    sd = np.sqrt(np.maximum(np.diag(prior - prior @ weights.T @ gone), 0))
    guess = _guess(keys, views)
    hits = np.mean(np.abs(posterior - scores) <= NEAR, axis=1)
    guessed = np.mean(np.abs(guess - scores) <= NEAR, axis=1)
    return [
        Estimate(sd[best], hits[best], guessed[best])
        for person in sorted(set(people.tolist()))
        if person >= knows
        for best in [min(np.flatnonzero(people == person), key=lambda place: sd[place])]
    ]


def _observations(keys, scores, views: Sequence[View], knows: int):
    """The published means, and exactly what he answered himself."""
    place = {key: n for n, key in enumerate(keys)}
    own = [n for n, (person, _) in enumerate(keys) if person < knows]
    weights = np.zeros((len(views) + len(own), len(keys)))
    for row, view in enumerate(views):
        weights[row, [place[key] for key in view.behind]] = 1 / len(view.behind)
    weights[np.arange(len(views), len(weights)), own] = 1
    values = np.array([view.values for view in views] + [scores[n] for n in own])
    return weights, values, np.array([view.noise for view in views] + [1e-6] * len(own))


def _guess(keys: Sequence[Key], views: Sequence[View]) -> np.ndarray:
    """The best guess from the population and the team's mean, which is not protected.

    For each sitting the newest number it is in; everybody behind a number is guessed alike.
    """
    found = {}
    for view in views:
        shared = TEAM**2 + (PERSON**2 + SITTING) / len(view.behind)
        guess = MEAN + shared / (shared + view.noise) * (np.array(view.values) - MEAN)
        found |= dict.fromkeys(view.behind, guess)
    return np.array([found[key] for key in keys])
