"""Which of a person's assessments speaks for them: by when and how it was taken, never by what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.teams.disclosure.half_years import oldest_allowed


@dataclass(frozen=True, slots=True)
class Sitting:
    """A completed assessment without its answers.

    `token` is its name in releases; of its `items`, `anew` were answered in this very sitting.
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
    """What a person would bring to a release.

    `assessment` and `dated_at` are those of the sitting in which the answers were mostly given;
    `sitting` is the one whose answers count.
    """

    person: str
    assessment: str
    dated_at: datetime
    sitting: str


def find_contribution(
    person: str, sittings: Sequence[Sitting], closes_at: datetime
) -> Contribution | None:
    """The person's latest eligible assessment, None without one or where it is too old.

    `sittings` are all that the person completed and the server received in the year before the
    close; of two that end in the same moment the later one in the sequence is the later one.
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
    """Where the answers are mostly from; None where that is imported or no longer there.

    One that carries over more than half is the same as its predecessor under a new date, and
    so on backwards. A missing predecessor was deleted, or is older than anything allowed. An
    import that came in while a check-in was open is its predecessor too: it may be its source.
    """
    while 2 * sitting.anew < sitting.items:
        before = [other for other in sittings if other.completed_at < sitting.completed_at]
        if sitting.is_imported or not before:
            return None
        sitting = max(reversed(before), key=lambda other: other.completed_at)
    return None if sitting.is_imported else sitting
