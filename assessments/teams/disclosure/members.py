"""Which members may be counted. Standing and time decide it, before any answer is read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from assessments.teams.disclosure.parameters import SEASONED

VOUCHES = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts about a member when the release runs. `consent_at` is empty without consent."""

    is_active: bool
    is_email_verified: bool
    sees_team: bool  # as an admin, or as manager of the team or of one above it
    is_doubted: bool
    has_account_since: datetime
    joined_at: datetime
    consent_at: datetime | None


def may_count(member: Standing, closes_at: datetime) -> bool:
    """Whether an assessment of the member may go into the release of the half-year.

    A run may come late. Events after the close only ever take people out: a withdrawal or a doubt
    counts at once, while a consent given after the close waits for the next half-year.
    """
    seasoned = closes_at - SEASONED
    return (
        member.is_active
        and member.is_email_verified
        and not member.sees_team
        and not member.is_doubted
        and member.has_account_since <= seasoned
        and member.joined_at <= seasoned
        and member.consent_at is not None
        and member.consent_at < closes_at
    )


def find_doubted(
    members: Collection[int], doubted: Collection[int], vouches: Iterable[tuple[int, int]]
) -> set[int]:
    """The doubted members for whom fewer than two other members vouch.

    `vouches` are pairs (member, member who vouches for them). A doubted member's own vouch counts
    only once two others vouch for that member. So accounts that one person made can't vouch for
    each other.
    """
    pairs = set(vouches)
    trusted = set(members) - set(doubted)
    while True:
        cleared = {
            member
            for member in set(members) - trusted
            if sum((member, other) in pairs for other in trusted - {member}) >= VOUCHES
        }
        if not cleared:
            return set(members) - trusted
        trusted |= cleared
