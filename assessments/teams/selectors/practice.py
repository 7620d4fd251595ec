"""Focus, commitments and "I can teach" board of a team: the same for all who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Value

from assessments.teams.models.commitments import Commitment
from assessments.teams.models.focus import TeamFocus
from assessments.teams.models.teams import Team
from assessments.teams.selectors.commitments import list_commitments
from assessments.teams.selectors.focus import find_focus
from assessments.teams.selectors.teaching import list_offers
from setframework.people.models import User


@dataclass(frozen=True)
class CommitmentLine:
    """A commitment of the manager, with its kind and its state in words."""

    kind: str
    text: str
    state: str
    is_open: bool


@dataclass(frozen=True)
class OfferLine:
    """A member's own line on the board."""

    name: str
    text: str


@dataclass(frozen=True)
class Practice:
    focus: TeamFocus | None
    commitments: Sequence[CommitmentLine]
    offers: Sequence[OfferLine]


def get_practice(team: Team) -> Practice:
    """All of it for the page of a team; two queries. Its caller asks who may see the team."""
    columns = ("text", "state", "person__name", "person__email", "made_at")
    commitments = list_commitments(team).order_by().values_list("kind", *columns)
    blank = Value("", output_field=CharField())
    offers = list_offers(team).order_by().annotate(kind=blank, state=blank)
    both = commitments.union(
        offers.values_list("kind", *columns[:-1], "offered_at"),
        all=True,
    )
    rows = sorted(both, key=lambda row: row[5])
    return Practice(
        find_focus(team),
        [_commitment(row) for row in rows if row[0]],
        sorted((_offer(row) for row in rows if not row[0]), key=_by_name),
    )


def _commitment(row: Sequence[Any]) -> CommitmentLine:
    kind, text, state = row[:3]
    return CommitmentLine(
        str(Commitment.Kind(kind).label),
        text,
        str(Commitment.State(state).label),
        state == Commitment.State.OPEN,
    )


def _offer(row: Sequence[Any]) -> OfferLine:
    _, text, _, name, email, _ = row
    return OfferLine(User(name=name, email=email).get_short_name(), text)


def _by_name(line: OfferLine) -> str:
    return line.name.casefold()
