"""The pages of teams, one noun a module."""

from assessments.teams.views.joining import join
from assessments.teams.views.overview import index
from assessments.teams.views.own_part import leave, you
from assessments.teams.views.page import team
from assessments.teams.views.releases import releases
from assessments.teams.views.roll_up import roll_up
from assessments.teams.views.roster import roster
from assessments.teams.views.settings import (
    dissolve,
    hand_over,
    invite,
    parent,
    rename,
    revoke_invitation,
    settings,
    window,
)
from assessments.teams.views.stopping import stop_reminders

__all__ = [
    "dissolve",
    "hand_over",
    "index",
    "invite",
    "join",
    "leave",
    "parent",
    "releases",
    "rename",
    "revoke_invitation",
    "roll_up",
    "roster",
    "settings",
    "stop_reminders",
    "team",
    "window",
    "you",
]
