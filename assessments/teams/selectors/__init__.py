"""What is read about teams. Each takes who is asking and finds only what is theirs to see."""

from assessments.teams.selectors.releases import find_latest_published
from assessments.teams.selectors.teams import (
    CHAIN_SQL,
    RosterEntry,
    export_teams,
    find_membership,
    get_managed_team,
    get_member,
    get_team,
    has_left,
    list_doubted,
    list_line,
    list_managed_teams,
    list_manager_chain,
    list_releases,
    list_releases_of_parts,
    list_roster,
    list_teams,
)

__all__ = [
    "CHAIN_SQL",
    "RosterEntry",
    "export_teams",
    "find_latest_published",
    "find_membership",
    "get_managed_team",
    "get_member",
    "get_team",
    "has_left",
    "list_doubted",
    "list_line",
    "list_managed_teams",
    "list_manager_chain",
    "list_releases",
    "list_releases_of_parts",
    "list_roster",
    "list_teams",
]
