"""Which members may be counted. Standing and time decide it, before any answer is read."""

from dataclasses import dataclass
from datetime import datetime

from assessments.teams.disclosure.parameters import SEASONED


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts about a member when the release runs. `consent_at` is empty without consent."""

    is_active: bool
    is_email_verified: bool
    sees_team: bool  # as an admin, or as manager of the team or of one above it
    has_account_since: datetime
    joined_at: datetime
    consent_at: datetime | None
    seen_free_at: datetime | None = None  # the last time that `is_barred` was known to be false


def is_barred(member: Standing) -> bool:
    """Whether somebody else, or a role, keeps the member from being counted."""
    return member.sees_team or not member.is_active


def was_barred_since(member: Standing, last_close: datetime) -> bool:
    """Whether that began after the close before, when the member was free."""
    free_at = member.seen_free_at
    return is_barred(member) and free_at is not None and free_at >= last_close


def is_on_roster(member: Standing, closes_at: datetime) -> bool:
    """Whether the member is one of the ROSTER people among whom the contributors hide."""
    seasoned = closes_at - SEASONED
    return (
        not is_barred(member)
        and member.is_email_verified
        and member.has_account_since <= seasoned
        and member.joined_at <= seasoned
    )


def may_count(member: Standing, closes_at: datetime) -> bool:
    """Whether an assessment of the member may go into the release of the half-year.

    A run may come late. What a member does after the close only ever takes that member out: a
    withdrawal counts at once, while a consent given after the close waits for the next half-year.
    Nothing that somebody else does is asked here.
    """
    return (
        is_on_roster(member, closes_at)
        and member.consent_at is not None
        and member.consent_at < closes_at
    )
