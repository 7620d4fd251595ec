"""From estimates to what a bar is compared with: points gained over guessing, with their bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from assessments.teams.disclosure.values import has_moved
from tests.attack.attacker import NEAR, Estimate

Values = Sequence[Sequence[float]]  # of a team: those of each half-year, empty where it was held


@dataclass(frozen=True)
class Gain:
    """In percentage points, over teams with a published number."""

    teams: int
    all_targets: float
    best_target: float
    best_upper: float  # of its 95 % interval, teams being independent
    lowest_sd: float
    hits: float  # of the best target
    guessed: float
    expected: float  # hits of the best target, from what he himself thinks of his estimates


def measure(teams: Iterable[Sequence[Estimate]]) -> Gain:
    """Whoever stands behind no number is left out: the attacker gains nothing on them."""
    seen = [team for team in teams if team]
    every = [each for team in seen for each in team]
    best = [min(team, key=lambda each: each.sd) for team in seen]
    gained = 100 * np.array([each.hits - each.guessed for each in best])
    error = gained.std(ddof=1) / np.sqrt(len(gained))
    return Gain(
        teams=len(seen),
        all_targets=100 * float(np.mean([each.hits - each.guessed for each in every])),
        best_target=float(gained.mean()),
        best_upper=float(gained.mean() + 1.96 * error),
        lowest_sd=min(float(each.sd) for each in every),
        hits=100 * float(np.mean([each.hits for each in best])),
        guessed=100 * float(np.mean([each.guessed for each in best])),
        expected=100 * float(np.mean([erf(NEAR / each.sd / sqrt(2)) for each in best])),
    )


def published_share(teams: Iterable[Values]) -> float:
    """Of the half-years after the first, which the most teams spend on coming together."""
    return 100 * float(np.mean([bool(values) for team in teams for values in team[1:]]))


def moved_share(teams: Iterable[Values], *, apart: int) -> tuple[float, int]:
    """How often the page says "moved" of two numbers so many half-years apart; and of how many."""
    found = [
        has_moved(before, after)
        for team in teams
        for earlier, later in zip(team, team[apart:], strict=False)
        if earlier and later
        for before, after in zip(earlier, later, strict=True)
    ]
    return 100 * float(np.mean(found)) if found else 0.0, len(found)


def paired_share(teams: Iterable[Values], *, apart: int) -> float:
    """Of two half-years so far apart, how often both have numbers."""
    found = [
        bool(earlier and later)
        for team in teams
        for earlier, later in zip(team, team[apart:], strict=False)
    ]
    return 100 * float(np.mean(found)) if found else 0.0


def noticed_share(teams: Iterable[Values]) -> float:
    """Of the pairs a year apart, those with at least one pillar that moved."""
    found = [
        any(map(has_moved, earlier, later))
        for team in teams
        for earlier, later in zip(team, team[2:], strict=False)
        if earlier and later
    ]
    return 100 * float(np.mean(found)) if found else 0.0
