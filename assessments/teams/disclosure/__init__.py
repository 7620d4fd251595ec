"""The rules that stand between answers and what is published about a team; without Django.

First who counts (members), then which assessment speaks for them (sittings), then publish or
hold (decision), all without any score; at last the values.
"""

from assessments.teams.disclosure.decision import Earlier, decide
from assessments.teams.disclosure.members import Standing, find_doubted, may_count
from assessments.teams.disclosure.sittings import Contribution, Sitting, find_contribution
from assessments.teams.disclosure.team_windows import (
    WEEKS_BEFORE,
    TeamWindow,
    coming_team_window,
    team_window,
)
from assessments.teams.disclosure.values import (
    Published,
    has_moved,
    publish_value,
    roll_up,
    size_band,
)
from assessments.teams.disclosure.windows import (
    half_year,
    list_closings,
    next_closing,
    oldest_allowed,
)

__all__ = [
    "WEEKS_BEFORE",
    "Contribution",
    "Earlier",
    "Published",
    "Sitting",
    "Standing",
    "TeamWindow",
    "coming_team_window",
    "decide",
    "find_contribution",
    "find_doubted",
    "half_year",
    "has_moved",
    "list_closings",
    "may_count",
    "next_closing",
    "oldest_allowed",
    "publish_value",
    "roll_up",
    "size_band",
    "team_window",
]
