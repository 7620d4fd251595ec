"""The full run of the attacker: `make attack`. Writes docs/privacy-evidence.md and its picture.

ATTACK_SHARE=0.1 plays a tenth of the teams, ATTACK_BATCHES=50 the first fifty of the batches that
they come in; ATTACK_SEED takes another seed.
"""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from io import StringIO
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any

# Every process has a database of its own, in SQLite.
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment  # noqa: E402

from tests.attack.acts import WHEN  # noqa: E402
from tests.attack.cells import CELLS, CONSENTS, OFTEN_SIZES, RETAKES, SIZES  # noqa: E402
from tests.attack.evidence import Run, holds, write_evidence  # noqa: E402
from tests.attack.people import Plan  # noqa: E402
from tests.attack.picture import draw  # noqa: E402
from tests.attack.playing import CONTROLS, OFF, RULE, Batch, play_batch  # noqa: E402
from tests.attack.rules import RULES  # noqa: E402
from tests.scoring.questionnaires import SET_FRAMEWORK  # noqa: E402

SEED = int(os.environ.get("ATTACK_SEED", "20261125"))
SHARE = float(os.environ.get("ATTACK_SHARE", "1"))
BATCHES = int(os.environ.get("ATTACK_BATCHES", "0")) or None
PROCESSES = 2
AT_ONCE = 48  # teams in one database
DOCS = Path(__file__).parents[2] / "docs"
# Variant, teams, and what he has: how many accounts in the team, and what they do.
VARIANTS: tuple[tuple[str, int, list[dict[str, Any]]], ...] = (
    ("puppets", 6000, [{"known": 3}]),
    ("swapped", 2000, [{"known": 3, "swaps": True}]),
    (
        "doubts",
        2000,
        [{"known": seats, "acts": f"doubts {when}"} for seats in (1, 2, 3) for when in WHEN],
    ),
    ("hand-over", 2000, [{"known": 1, "acts": "hand-over"}]),
    ("member", 2000, [{"known": 1}]),
    ("outsider", 2000, [{}]),
)
NOISY = 8.0  # points, instead of 5, between two sittings of the same person
GROWTH = 12.0


def plan_all() -> Iterator[tuple[str, list[Plan], int]]:
    """Kind of outcome, its cells, how many teams a full run spreads evenly over them."""
    for kind, teams, seats in VARIANTS:
        yield kind, [Plan(*cell, **each) for cell in CELLS for each in seats], teams
    for share in (0.0, 1.0):
        cells = product(OFTEN_SIZES, CONSENTS, RETAKES)
        plans = [Plan(*cell, answer_weeks=share) for cell in cells]
        yield f"frequency {share:.0f}", plans, 25 * len(plans)
    yield "noisy", [Plan(*cell, retest=NOISY) for cell in CELLS], 480
    yield "growth", [Plan(*cell, growth=GROWTH) for cell in CELLS], 480
    for kind, known in (("joiner, stranger", 0), ("joiner, puppets", 3)):
        yield kind, [Plan(size, 1.0, 0.0, known) for size in SIZES], 600
    for rule in RULES:
        for kind in (RULE + rule, RULE + rule + OFF):
            yield kind, [Plan(8, 1.0, 0.0)], AT_ONCE


def list_batches() -> list[Batch]:
    """Round by round through the kinds, so that the time that is left can be told."""
    found = []
    for kind, cells, teams in plan_all():
        plans = cells * max(1, round(teams * SHARE / len(cells)))
        mine = [tuple(plans[n : n + AT_ONCE]) for n in range(0, len(plans), AT_ONCE)]
        found += [((n + 0.5) / len(mine), kind, batch) for n, batch in enumerate(mine)]
    found.sort(key=lambda each: each[:2])
    found += [(1, kind, tuple(Plan(*cell, known=1) for cell in CELLS * 60)) for kind in CONTROLS]
    batches = [Batch(kind, plans, SEED * 1000 + n) for n, (_, kind, plans) in enumerate(found)]
    return batches[:BATCHES] + batches[BATCHES or len(batches) :][-len(CONTROLS) :]


def set_up() -> None:
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    call_command("publish_questionnaires", SET_FRAMEWORK, stdout=StringIO())


def play_all(batches: list[Batch]) -> dict:
    outcomes, started, done = {}, time.monotonic(), 0
    teams = sum(len(batch.plans) for batch in batches)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), set_up) as pool:
        waiting = {pool.submit(play_batch, batch): n for n, batch in enumerate(batches)}
        for future in as_completed(waiting):
            outcomes[waiting[future]] = future.result()
            done += len(batches[waiting[future]].plans)
            took = time.monotonic() - started
            left = took / done * (teams - done) / 60
            print(f"{done:>6} of {teams} teams, about {left:.0f} min left", flush=True)
    found = defaultdict(list)
    for n, batch in enumerate(batches):
        found[batch.kind] += outcomes[n]
    return found


def main() -> None:
    started = time.monotonic()
    outcomes = play_all(list_batches())
    run = Run(SEED, SHARE, BATCHES, (time.monotonic() - started) / 60, outcomes)
    text = write_evidence(run)
    print(text)
    (DOCS / "privacy-evidence.md").write_text(text)
    (DOCS / "pictures" / "attack.svg").write_text(draw(run))
    if not holds(run):
        sys.exit("The bar does not hold.")


if __name__ == "__main__":
    main()
