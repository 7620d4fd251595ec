"""Publish or hold. This file sees no score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessments.teams.disclosure.parameters import CHANGES, CONTRIBUTORS, ROSTER, USES
from assessments.teams.disclosure.sittings import Contribution


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier published release of the organisation: person token -> assessment token."""

    closes_at: datetime
    tokens: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides about the whole half-year of a team, whoever would have counted."""

    roster: int  # people in the team besides those who see it as managers or admins
    is_doubted: bool  # an effective doubt stands against somebody in it
    was_acted_on: bool  # others changed since the last close who can be counted
    is_key_new: bool  # the tokens can't be compared with those of the last year
    is_lost: bool  # numbers may be missing since a backup was restored

    @property
    def forbid(self) -> bool:
        return (
            self.roster < ROSTER
            or self.is_doubted
            or self.was_acted_on
            or self.is_key_new
            or self.is_lost
        )


def decide(
    contributions: Sequence[Contribution], earlier: Sequence[Earlier], closes_at: datetime
) -> tuple[Contribution, ...]:
    """The contributions to publish; none where the release is held.

    `earlier` is every published release, of any team, that shares a person with them.
    """
    usable = tuple(each for each in contributions if _is_usable(each, earlier, closes_at))
    if len(usable) < CONTRIBUTORS:
        return ()
    if any(_changes(usable, release) < CHANGES for release in _shared(usable, earlier)):
        return ()
    return usable


def _is_usable(contribution: Contribution, earlier: Sequence[Earlier], closes_at: datetime) -> bool:
    """Whether the assessment has uses left, and the person is in no other release of the half-year.

    Nobody goes back to an older assessment either. A release that closed after this assessment
    was there, and used another one of the person, used a later one, which was deleted since.
    """
    person, assessment = contribution.person, contribution.assessment
    mine = [release for release in earlier if person in release.tokens]
    if any(release.closes_at == closes_at for release in mine):
        return False
    others = [release for release in mine if release.tokens[person] != assessment]
    if any(release.closes_at > contribution.dated_at for release in others):
        return False
    return len(mine) - len(others) < USES


def _shared(contributions: Sequence[Contribution], earlier: Sequence[Earlier]) -> list[Earlier]:
    persons = {each.person for each in contributions}
    return [release for release in earlier if not persons.isdisjoint(release.tokens)]


def _changes(contributions: Sequence[Contribution], earlier: Earlier) -> int:
    """The number of changes since that release: who came anew, or brought another assessment.

    One who leaves and one who joins count as one: it may be the same person with a new account.
    """
    now = {each.person: each.assessment for each in contributions}
    then = earlier.tokens
    renewed = sum(now[person] != then[person] for person in now.keys() & then.keys())
    joined, left = len(now.keys() - then.keys()), len(then.keys() - now.keys())
    return max(joined, left) + renewed
