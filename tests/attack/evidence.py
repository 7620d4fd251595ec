"""What a full run found, as a document."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tests.attack.attacker import expect_guess
from tests.attack.cells import CONSENTS, OFTEN_SIZES, RETAKES, SIZES
from tests.attack.evidence_of_acts import write_acts
from tests.attack.measuring import (
    Gain,
    measure,
    moved_share,
    noticed_share,
    paired_share,
    published_share,
)
from tests.attack.people import ACROSS, CLOSINGS
from tests.attack.playing import Outcome
from tests.attack.tables import table

VARIANTS = {
    "outsider": "outsider",
    "member": "member",
    "puppets": "member with two puppets",
    "swapped": "the same, with fresh puppets each half-year",
    "doubts": "one to three seats that press doubts and vouches",
    "hand-over": "member who has the team handed over to another",
}
BAR_ALL, BAR_BEST, BAR_SD = 3, 5, 2


@dataclass(frozen=True)
class Run:
    seed: int
    share: float
    batches: int | None  # the first so many of those; None: all
    minutes: float
    outcomes: dict[str, list[Outcome]]

    @property
    def command(self) -> str:
        share = "" if self.share == 1 else f"ATTACK_SHARE={self.share:g} "
        share += f"ATTACK_BATCHES={self.batches} " if self.batches else ""
        return f"{share}ATTACK_SEED={self.seed} make attack"

    @property
    def is_full(self) -> bool:
        return self.share == 1 and self.batches is None

    @cached_property
    def gains(self) -> dict[str, Gain]:
        return {kind: gain(self.outcomes[kind]) for kind in VARIANTS}


def gain(outcomes: Iterable[Outcome]) -> Gain:
    return measure(outcome.estimates for outcome in outcomes)


def holds(run: Run) -> bool:
    return all(map(_holds, run.gains.values()))


def _holds(found: Gain) -> bool:
    return (
        found.all_targets <= BAR_ALL and found.best_upper <= BAR_BEST and found.lowest_sd >= BAR_SD
    )


def write_evidence(run: Run) -> str:
    parts = [_intro(run), _bar(run), _controls(run)]
    parts += [*write_acts(run.outcomes), _cells(run), _joiners(run)]
    parts += [_error(run), _frequency(run), _moved(run)]
    return "\n\n".join(parts) + "\n"


def _guess_of(size: int) -> str:
    return f"{100 * expect_guess(size):.1f} %"


def _intro(run: Run) -> str:
    teams = sum(map(len, run.outcomes.values()))
    size = "This is the full run" if run.is_full else "**This run is smaller than the full one**"
    return f"""# How well the numbers about teams keep a person's answers

Written by `{run.command}`:
{teams:,} made-up teams, seed {run.seed}, {run.minutes:.0f} minutes in two processes. {size}.
The full one has 6,000 teams for a member with two puppets and 2,000 for each other attacker,
which is what the bar is meant for; fewer teams widen the bounds.
The suite plays 300 with every change, and 600 for a member with two puppets. With 300 the bound of
his best target lies about 3.3 above its gain: over ten seeds four missed the suite's bar of +8, the
suite's own with +9.2. Together, 3,000 teams, they gained +3.8 with a bound of +4.8.

Each team lives through two years in the site's own tables, and its own command makes the
numbers. The attacker reads them on the team's page and in the API, knows the roster, who joined
and left, who sat when, and even who consented, which no page tells him; he knows the population
and works out the best linear estimate of everybody's score. **Success** is a pillar score within
3 points. He reads the three pillars jointly: two pillars of a person have a correlation of
{ACROSS}, and he knows that. **Gain** is his success minus that of a guess from the population and
the team's published means, in percentage points. Counted are people who stand behind a number; on
everybody else he gains nothing. The best target of a team is the person he is surest about. The
member, and the puppets, retake in every half-year. Doubts come two months before a close, in its
last second, or between a close and a late run, each in a third of the teams; all his accounts
vouch for each other then and doubt the same two people, whose absence would leave the others
bare. A hand-over comes a day before the second close. It is protection to this tested
bar, no proof."""


def _bar(run: Run) -> str:
    rows = []
    for kind, name in VARIANTS.items():
        found = run.gains[kind]
        rows.append(
            [
                name,
                f"{len(run.outcomes[kind]):,}",
                f"{found.teams:,}",
                f"{found.all_targets:+.1f}",
                f"{found.best_target:+.1f}",
                f"{found.best_upper:+.1f}",
                f"{found.hits:.1f} against {found.guessed:.1f}",
                f"{found.expected:.1f}",
                f"{found.lowest_sd:.1f}",
                "holds" if _holds(found) else "**missed**",
            ]
        )
    head = ["attacker", "teams", "of them with a number", "(a) gain, all targets"]
    head += [
        "(b) gain, best target",
        "its upper 95 % bound",
        "success and guess on it, %",
    ]
    head += ["success he expects, %", "lowest posterior SD", "bar"]
    return f"""## The bar

At most {BAR_ALL:+d} on all targets, an upper bound of at most {BAR_BEST:+d} on the best target,
nobody known to a standard deviation under {BAR_SD}.

{table(head, rows)}

![Gain on the best target by attacker, with its 95 % interval](pictures/attack.svg)

The success he expects follows from the spread of his estimates alone and has next to no sampling
error. By the same arithmetic a guess is right in {_guess_of(6)} of the cases in a team of six and
in {_guess_of(12)} in one of twelve. Where a smaller run misses the bound and this difference is
well under it, the size of the run is the likely reason; only the full run decides."""


def _controls(run: Run) -> str:
    kinds = (("live", "live mean from five people on", 60), ("monthly", "frozen monthly means", 25))
    rows = [
        [name, f"{gain(run.outcomes[kind]).best_target:+.1f}", f"{least:+d}"]
        for kind, name, least in kinds
    ]
    head = ["protection", "gain, best target", "at least expected"]
    return f"""## The same attacker against weaker protection

To show that he bites: a member, with means that are exact to a tenth of a point.

{table(head, rows)}"""


def _cells(run: Run) -> str:
    cells = {kind: defaultdict(list) for kind in VARIANTS}
    for kind, found in cells.items():
        for each in run.outcomes[kind]:
            found[each.plan.size, each.plan.consent, each.plan.retakes].append(each)
    rows = [
        [str(cell[0]), *(f"{100 * share:.0f} %" for share in cell[1:])]
        + [_cell(cells[kind][cell]) for kind in VARIANTS]
        for cell in sorted(cells["outsider"])
    ]
    head = ["team of", "consent", "retake in a quarter", *VARIANTS.values()]
    return f"""## Single cells

Teams are spread evenly over sixteen cells. Gain on the best target with the upper bound in
brackets; bold where the gain itself is above {BAR_BEST:+d}. A cell has a sixteenth of the teams,
so its bound is about four times as wide as the pooled one.

{table(head, rows)}"""


def _cell(outcomes: list[Outcome]) -> str:
    if sum(bool(each.estimates) for each in outcomes) < 2:
        return "no numbers"
    found = gain(outcomes)
    text = f"{found.best_target:+.1f} ({found.best_upper:+.1f})"
    return f"**{text}**" if found.best_target > BAR_BEST else text


def _joiners(run: Run) -> str:
    rows = []
    for kind, name in (("joiner, stranger", "a stranger"), ("joiner, puppets", "two puppets")):
        found = gain(run.outcomes[kind])
        success = [f"{found.hits:.1f} %", f"{found.guessed:.1f} %"]
        rows.append(
            [
                name,
                f"{found.teams:,}",
                *success,
                f"{found.best_target:+.1f}",
                f"{found.expected:.1f} %",
            ]
        )
    head = ["attacker", "teams", "joiner recovered", "by guessing", "gain", "success he expects"]
    return f"""## A lone joiner and exactly three retakes

Four changes between two numbers, which the rules allow. A stranger who knows nobody's answers
may gain at most +8. Known limit: a member with two puppets makes three of the four changes alone,
and the joiner is then the fourth.

{table(head, rows)}"""


def _error(run: Run) -> str:
    rows = []
    for size in SIZES:
        mine = [each for each in run.outcomes["outsider"] if each.plan.size == size]
        near = [off for each in mine for off in each.off_contributors]
        far = [off for each in mine for off in each.off_members]
        rows.append([str(size), f"{np.mean(near):.1f}", f"{np.mean(far):.1f}"])
    head = ["team of", "from its contributors' true mean", "from all members'"]
    return f"""## How far a number is from the truth

Mean distance in points of a published value, teams of the outsider's run.

{table(head, rows)}"""


def _frequency(run: Run) -> str:
    rows = []
    for size in OFTEN_SIZES:
        for consent in CONSENTS:
            row = [str(size), f"{100 * consent:.0f} %"]
            for kind in ("frequency 0", "frequency 1"):
                row += [_published(run.outcomes[kind], (size, consent, r)) for r in RETAKES]
            rows.append(row)
    head = ["team of", "consent", *(f"retakes {100 * r:.0f} %" for r in RETAKES)]
    head += [f"with answer weeks, {100 * r:.0f} %" for r in RETAKES]
    return f"""## How often a half-year has numbers

Share of half-years after the first, by size, consent and retakes in a quarter; each figure rests
on about {_half_years(run)} half-years. With answer weeks everybody sits in the agreed two weeks
besides.

{table(head, rows)}"""


def _half_years(run: Run) -> int:
    teams = len(run.outcomes["frequency 0"])
    return round(teams * (len(CLOSINGS) - 1) / len(OFTEN_SIZES) / len(CONSENTS) / len(RETAKES))


def _published(outcomes: Iterable[Outcome], cell: tuple[float, ...]) -> str:
    mine = [
        each.values
        for each in outcomes
        if (each.plan.size, each.plan.consent, each.plan.retakes) == cell
    ]
    return f"{published_share(mine):.0f} %"


def _moved(run: Run) -> str:
    still = [each.values for each in run.outcomes["outsider"] + run.outcomes["member"]]
    noisy = [each.values for each in run.outcomes["noisy"]]
    growing = [each.values for each in run.outcomes["growth"]]
    rows = []
    kinds = (("no growth", still), ("no growth, noisier answers", noisy), ("+12 a year", growing))
    for name, teams in kinds:
        row = [name]
        for apart in (1, 2):
            share, pairs = moved_share(teams, apart=apart)
            row.append(f"{share:.1f} % of {pairs:,}")
        shares = noticed_share(teams), paired_share(teams, apart=2)
        rows.append(row + [f"{share:.0f} %" for share in shares])
    head = ["answers", "consecutive", "a year apart", "any pillar, a year apart"]
    head += ["both have numbers, a year apart"]
    return f"""## How often the page says "moved"

Of two published values of a pillar, one half-year and two half-years apart. Without growth each
is a false alarm; with noisier answers a sitting is off by 8 points instead of 5. Pairs with a held
half-year are left out: no comparison, no alarm. How many that leaves is in the last column.

{table(head, rows)}"""
