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
from assessments.teams.services.practice import (
    FocusOpen,
    TooManyCommitments,
    TooManyOffers,
    agree_focus,
    change_focus,
    make_commitment,
    offer_teaching,
    remove_commitment,
    review_focus,
    settle_commitment,
    take_back_offer,
)
from assessments.teams.services.teams import (
    Circle,
    EmailNotVerified,
    OnlyStaffMay,
    TooManyTeams,
    dissolve_team,
    found_team,
    hand_over,
    rename_team,
    set_parent,
)

__all__ = [
    "Circle",
    "EmailNotVerified",
    "FocusOpen",
    "HasHomeTeam",
    "InvitationGone",
    "NotAMember",
    "NotDoubted",
    "OnlyStaffMay",
    "OwnDoubt",
    "SeesTheTeam",
    "TooManyCommitments",
    "TooManyInvitations",
    "TooManyOffers",
    "TooManyTeams",
    "accept_invitation",
    "agree_focus",
    "change_focus",
    "dissolve_team",
    "doubt",
    "forget_address",
    "found_team",
    "give_consent",
    "hand_over",
    "invite",
    "leave_team",
    "make_commitment",
    "offer_teaching",
    "purge_invitations",
    "remove_commitment",
    "rename_team",
    "review_focus",
    "revoke_invitation",
    "set_parent",
    "settle_commitment",
    "take_back_doubt",
    "take_back_offer",
    "vouch",
    "withdraw_consent",
]
