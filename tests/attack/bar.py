"""The bar of every test run; the full run has a narrower one."""

from collections.abc import Iterable, Sequence

from tests.attack.attacker import Estimate
from tests.attack.measuring import measure

SEED = 20261125
TEAMS = 300


def assert_holds(teams: Iterable[Sequence[Estimate]]) -> None:
    gain = measure(teams)
    assert gain.teams > 100
    assert gain.all_targets <= 4, gain
    assert gain.best_upper <= 8, gain
    assert gain.lowest_sd >= 2, gain
