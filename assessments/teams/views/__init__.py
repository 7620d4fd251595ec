"""The pages of teams, one noun a module."""

from assessments.teams.views.joining import join
from assessments.teams.views.overview import index
from assessments.teams.views.own_part import leave, you
from assessments.teams.views.roster import roster
from assessments.teams.views.settings import (
    dissolve,
    hand_over,
    invite,
    parent,
    rename,
    revoke_invitation,
    settings,
)

__all__ = [
    "dissolve",
    "hand_over",
    "index",
    "invite",
    "join",
    "leave",
    "parent",
    "rename",
    "revoke_invitation",
    "roster",
    "settings",
    "you",
]
