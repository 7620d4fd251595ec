"""Which of a person's assessments counts: time and circumstances decide, never the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.teams.disclosure.half_years import oldest_allowed


@dataclass(frozen=True, slots=True)
class Sitting:
    """A completed assessment without its answers.

    `token` is its name in releases. It has `items` questions; `anew` of them were answered in this
    very sitting.
    """

    token: str
    completed_at: datetime
    received_at: datetime  # by the server's clock
    is_imported: bool
    is_current: bool  # taken with the questionnaire version of the release
    is_scored: bool  # on every pillar
    items: int
    anew: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """The part of a person in a release.

    Most of the answers were given in one sitting: `assessment` and `dated_at` are its own.
    `sitting` is the sitting with the answers that count.
    """

    person: str
    assessment: str
    dated_at: datetime
    sitting: str


def find_contribution(
    person: str, sittings: Sequence[Sitting], closes_at: datetime
) -> Contribution | None:
    """The contribution from the latest eligible sitting; None without one, or if it is too old.

    `sittings` are all that the person completed and the server received in the year before the
    close. Of two that end in the same moment, the later one in the sequence is the later one.
    """
    eligible = [
        sitting
        for sitting in sittings
        if sitting.is_current
        and sitting.is_scored
        and not sitting.is_imported
        and sitting.received_at < closes_at
    ]
    if not eligible:
        return None
    latest = max(reversed(eligible), key=lambda sitting: sitting.received_at)
    origin = _origin(latest, sittings)
    if origin is None or origin.received_at < oldest_allowed(closes_at):
        return None
    return Contribution(person, origin.token, origin.received_at, latest.token)


def _origin(sitting: Sitting, sittings: Sequence[Sitting]) -> Sitting | None:
    """The sitting that most of the answers are from; None if it is imported or no longer there.

    A sitting that carries over more than half of its answers is its predecessor under a new date,
    and so on backwards. A missing predecessor was deleted, or is older than anything allowed. An
    import that came in while a check-in was open is a predecessor too: it may be the source.
    """
    while 2 * sitting.anew < sitting.items:
        before = [other for other in sittings if other.completed_at < sitting.completed_at]
        if sitting.is_imported or not before:
            return None
        sitting = max(reversed(before), key=lambda other: other.completed_at)
    return None if sitting.is_imported else sitting
