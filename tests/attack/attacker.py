"""The attacker: everything that the published numbers say about a person, as well as can be.

Scores and the error of rounding are taken as normal, so the posterior is exact linear algebra,
over the three pillars at once.
He knows who sat when, who joined and left, and even who consented, which no page tells; with
that he works out who stands behind every number.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import erf, sqrt

import numpy as np

from tests.attack.people import CORRELATION, MEAN, PERSON, PILLARS, RETEST, TEAM, Story
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
        is_there = is_there and (member.runs_since is None or member.runs_since >= at)
        sat = [
            k
            for k, sitting in enumerate(member.sittings)
            if sitting.at < at and (sitting.lost_at is None or sitting.lost_at > at)
        ]
        if member.has_consented and is_there and sat:
            found.append((n, sat[-1]))
    return found


def see(story: Story, readings: Sequence[Reading], without: Collection[int] = ()) -> list[View]:
    """Who stands behind every published number, by the rules that members are told.

    `without` are members whom the attacker has kept out of all of them.
    """
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
                and n not in without
            )
            uses.update(behind)
            views.append(View(behind, reading.values, ROUNDING))
    return views


def attack(story: Story, views: Sequence[View], *, knows: int) -> list[Estimate]:
    """What he makes of everybody who stands behind a number; he knows the first `knows`.

    He reads the pillars jointly: rows and columns are sittings, and within each the pillars.
    """
    keys = sorted({key for view in views for key in view.behind})
    if not keys:
        return []
    scores = np.array([story.members[n].sittings[k].scores for n, k in keys])
    weights, values, noise = _observations(keys, scores, views, knows)
    people = np.array([n for n, _ in keys])
    shared = TEAM**2 + PERSON**2 * (people[:, None] == people)
    prior = np.kron(shared, CORRELATION) + SITTING * np.eye(PILLARS * len(keys))
    weights, noise = np.kron(weights, np.eye(PILLARS)), np.repeat(noise, PILLARS)
    spread = weights @ prior @ weights.T + np.diag(noise)
    seen = prior @ weights.T
    posterior = MEAN + (seen @ np.linalg.solve(spread, values.ravel() - MEAN)).reshape(-1, PILLARS)
    left = np.diag(prior) - np.sum(seen * np.linalg.solve(spread, seen.T).T, axis=1)
    sd = np.sqrt(np.maximum(left, 0)).reshape(-1, PILLARS)[:, 0]  # alike for the pillars
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
    """The best guess from the population and the team's means, which are not protected.

    For each sitting the newest numbers it is in; everybody behind a number is guessed alike.
    """
    found = {}
    for view in views:
        shared, seen = _mean_of(len(view.behind), view.noise)
        guess = MEAN + shared @ np.linalg.solve(seen, np.array(view.values) - MEAN)
        found |= dict.fromkeys(view.behind, guess)
    return np.array([found[key] for key in keys])


def expect_guess(count: int) -> float:
    """How often such a guess is within NEAR points, where so many stand behind a number."""
    shared, seen = _mean_of(count, ROUNDING)
    left = TEAM**2 + PERSON**2 + SITTING - (shared @ np.linalg.solve(seen, shared))[0, 0]
    return erf(NEAR / sqrt(2 * left))


def _mean_of(count: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Covariance of the mean of so many, which is also that with each of them; and as published."""
    shared = (TEAM**2 + PERSON**2 / count) * CORRELATION + SITTING / count * np.eye(PILLARS)
    return shared, shared + noise * np.eye(PILLARS)
