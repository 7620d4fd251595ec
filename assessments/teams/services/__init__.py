"""Everything that changes a team, one verb a function, one transaction a verb.

Each locks the team's row first, so none comes between the facts and the number of a release.
"""

from assessments.teams.services.doubts import (
    NotDoubted,
    OwnDoubt,
    SeesTheTeam,
    doubt,
    take_back_doubt,
    vouch,
)
from assessments.teams.services.invitations import (
    HasHomeTeam,
    InvitationGone,
    TooManyInvitations,
    accept_invitation,
    forget_address,
    invite,
    purge_invitations,
    revoke_invitation,
)
from assessments.teams.services.membership import (
    NotAMember,
    give_consent,
    leave_team,
    withdraw_consent,
)
from assessments.teams.services.teams import (
    Circle,
    EmailNotVerified,
    OnlyStaffMay,
    TooManyTeams,
    dissolve_team,
    found_team,
    hand_over,
    place_team,
    rename_team,
    set_parent,
)

__all__ = [
    "Circle",
    "EmailNotVerified",
    "HasHomeTeam",
    "InvitationGone",
    "NotAMember",
    "NotDoubted",
    "OnlyStaffMay",
    "OwnDoubt",
    "SeesTheTeam",
    "TooManyInvitations",
    "TooManyTeams",
    "accept_invitation",
    "dissolve_team",
    "doubt",
    "forget_address",
    "found_team",
    "give_consent",
    "hand_over",
    "invite",
    "leave_team",
    "place_team",
    "purge_invitations",
    "rename_team",
    "revoke_invitation",
    "set_parent",
    "take_back_doubt",
    "vouch",
    "withdraw_consent",
]
