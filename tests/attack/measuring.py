"""From estimates to what a bar is compared with: points gained over guessing, with their bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.attack.attacker import Estimate


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


def measure(teams: Iterable[Sequence[Estimate]]) -> Gain:
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
        lowest_sd=min(each.sd for each in every),
        hits=100 * float(np.mean([each.hits for each in best])),
        guessed=100 * float(np.mean([each.guessed for each in best])),
    )
