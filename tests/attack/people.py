"""The made-up organisation: who is in a team, who sits when, and what each would score.

A pillar score is population mean + team + person + the noise of one sitting, all normal, and
then as many points as whole answers 0..4 allow. Mean 55 and standard deviation 15 lie in the
middle of the scale; teams differ by 6, and the same person again by 5, a quarter of the variance
of an average team, as questionnaires of this length do. Who is strong in one pillar is rather
strong in the others: teams and people have a correlation of ACROSS between two pillars, the noise
of a sitting has none. So a number of one pillar says something about another. The attacker knows
all these parameters.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

MEAN, TEAM, PERSON, RETEST = 55.0, 6.0, 13.75, 5.0
PILLARS, ACROSS = 3, 0.5
CORRELATION = np.full((PILLARS, PILLARS), ACROSS) + (1 - ACROSS) * np.eye(PILLARS)
START = datetime(2027, 1, 1, tzinfo=UTC)
CLOSINGS = tuple(
    datetime(year, month, 1, tzinfo=UTC)
    for year, month in ((2027, 7), (2028, 1), (2028, 7), (2029, 1))
)
QUARTER = timedelta(days=91)
QUARTERS = 8
LEAVES = 0.04  # of a person in a quarter; somebody else takes the place

Pillars = list[list[str]]  # the item keys of each pillar


@dataclass
class Sitting:
    at: datetime
    responses: dict[str, int]
    scores: np.ndarray  # one a pillar, 0..100
    lost_at: datetime | None = None  # when a backup came back that lacks it


@dataclass
class Member:
    joined_at: datetime
    trait: np.ndarray  # what every sitting measures
    has_consented: bool = True
    is_known: bool = False  # the attacker, or a puppet
    left_at: datetime | None = None
    runs_since: datetime | None = None  # the team, so that they no longer count
    sittings: list[Sitting] = field(default_factory=list)


@dataclass
class Story:
    """Everything that happens to one team."""

    size: int
    consent: float
    retakes: float
    members: list[Member] = field(default_factory=list)  # those that the attacker knows come first
    acts: str = ""  # what they do beside reading

    @property
    def known(self) -> int:
        return sum(member.is_known for member in self.members)


@dataclass(frozen=True)
class Plan:
    """`known` of the members are the attacker and puppets, who retake in every half-year.

    With `swaps`, fresh puppets take the place of the old ones after each close. `acts`, one of
    acts.ACTS, names what the known do beside reading. `answer_weeks` is the share who sit in the
    agreed two weeks of each half-year; `growth` is in points a year; `retest` is the noise of a
    sitting.
    """

    size: int
    consent: float
    retakes: float
    known: int = 0
    swaps: bool = False
    acts: str = ""
    answer_weeks: float = 0.0
    growth: float = 0.0
    retest: float = RETEST


class Author:
    """Writes stories from a seed."""

    def __init__(self, seed: int, pillars: Pillars) -> None:
        self.rng = np.random.default_rng(seed)
        self.pillars = pillars
        self.root = np.linalg.cholesky(CORRELATION)

    def write(self, plan: Plan) -> Story:
        story = Story(plan.size, plan.consent, plan.retakes, acts=plan.acts)
        team = self.team()
        for place in range(plan.size):
            if place < plan.known:
                is_swapped = plan.swaps and place > 0  # the attacker stays
                story.members.extend(self._known(team, plan, is_swapped=is_swapped))
            else:
                story.members.extend(self._place(team, plan))
        return story

    def team(self) -> np.ndarray:
        return self.root @ self.rng.normal(0, TEAM, PILLARS)

    def trait(self, team: np.ndarray) -> np.ndarray:
        return MEAN + team + self.root @ self.rng.normal(0, PERSON, PILLARS)

    def sit(self, trait: np.ndarray, at: datetime, retest: float = RETEST) -> Sitting:
        wanted = trait + self.rng.normal(0, retest, PILLARS)
        responses, scores = {}, []
        for items, points in zip(self.pillars, wanted, strict=True):
            most = 4 * len(items)
            total = int(np.clip(round(points * most / 100), 0, most))
            low, more = divmod(total, len(items))
            responses |= {key: low + (n < more) for n, key in enumerate(items)}
            scores.append(100 * total / most)
        return Sitting(at, responses, np.array(scores))

    def _known(self, team: np.ndarray, plan: Plan, *, is_swapped: bool) -> list[Member]:
        """In every half-year, three weeks before it closes."""
        found = [Member(START, self.trait(team), is_known=True)]
        for closes_at in CLOSINGS:
            self._add_sitting(found[-1], plan, closes_at - timedelta(days=21))
            if is_swapped and closes_at != CLOSINGS[-1]:
                found[-1].left_at = closes_at + timedelta(days=1)
                joined_at = closes_at + timedelta(days=2)
                found.append(Member(joined_at, self.trait(team), is_known=True))
        return found

    def _place(self, team: np.ndarray, plan: Plan) -> list[Member]:
        """One after another in the same place."""
        now, found = START, []
        while True:
            member = Member(now, self.trait(team), bool(self.rng.random() < plan.consent))
            gone = START + (self._quarter(now) + self.rng.geometric(LEAVES)) * QUARTER
            gone -= self.rng.random() * QUARTER
            end = min(gone, CLOSINGS[-1])
            self._let_sit(member, plan, end)
            found.append(member)
            if gone >= CLOSINGS[-1]:
                return found
            now = member.left_at = max(gone, now + timedelta(days=1))

    def _let_sit(self, member: Member, plan: Plan, end: datetime) -> None:
        """Soon after joining, and then by chance."""
        days = [member.joined_at + timedelta(days=1 + 80 * self.rng.random())]
        for quarter in range(self._quarter(member.joined_at), QUARTERS):
            if self.rng.random() < plan.retakes:
                days.append(START + (quarter + self.rng.random()) * QUARTER)
        for closes_at in CLOSINGS:
            if self.rng.random() < plan.answer_weeks:
                days.append(closes_at - timedelta(days=14 * self.rng.random() + 7))
        for at in sorted(days):
            if member.joined_at < at < end:
                self._add_sitting(member, plan, at)

    def _add_sitting(self, member: Member, plan: Plan, at: datetime) -> None:
        trait = member.trait + grown(plan, at)
        member.sittings.append(self.sit(trait, at, plan.retest))

    def _quarter(self, at: datetime) -> int:
        return int((at - START) / QUARTER)


def grown(plan: Plan, at: datetime) -> float:
    return plan.growth * (at - START) / timedelta(days=365)
