"""Who may be counted: decided from standing and time, before anything about answers is known."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from assessments.teams.disclosure.parameters import SEASONED

VOUCHES = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a member when the release runs; `consent_at` is empty without consent."""

    is_active: bool
    is_email_verified: bool
    sees_team: bool  # the team, or one above it, as manager or admin
    is_doubted: bool
    has_account_since: datetime
    joined_at: datetime
    consent_at: datetime | None


def may_count(member: Standing, closes_at: datetime) -> bool:
    """Whether the member is someone whose assessment may go into the half-year's release.

    A run may come late. What happened after the close only ever takes people out: a withdrawal
    or a doubt counts at once, while a consent given after the close waits for the next half-year.
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
    """Those of the doubted for whom not yet two other members vouch.

    `vouches` are pairs (for whom, by whom). The word of somebody doubted counts only once they
    are vouched for themselves, so accounts that one person made can't vouch for each other.
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
