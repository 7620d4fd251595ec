"""Pages about a team: the same for every member and the manager."""

from assessments.teams.views.page import team
from assessments.teams.views.releases import releases
from assessments.teams.views.roll_up import roll_up

__all__ = ["releases", "roll_up", "team"]
