"""Groups under a manager, who is in them, and what was ever published about them."""

from assessments.teams.models.practice import Commitment, TeachingOffer, TeamFocus
from assessments.teams.models.releases import (
    AppendOnly,
    ReleaseToken,
    ReleaseWindow,
    TrendRelease,
)
from assessments.teams.models.teams import Doubt, Invitation, Membership, Team, Vouch
from assessments.teams.models.windows import WindowReminder

__all__ = [
    "AppendOnly",
    "Commitment",
    "Doubt",
    "Invitation",
    "Membership",
    "ReleaseToken",
    "ReleaseWindow",
    "TeachingOffer",
    "Team",
    "TeamFocus",
    "TrendRelease",
    "Vouch",
    "WindowReminder",
]
