"""What a viewer of a team can read, and no more: the one door between the site and the attacker."""

from dataclasses import dataclass
from datetime import datetime

from assessments.teams.models import Team
from assessments.teams.selectors import list_releases


@dataclass(frozen=True)
class Reading:
    """One half-year of a team; no values where it was held."""

    closes_at: datetime
    values: tuple[float, ...]  # one a pillar
    size_band: str


def read(team: Team) -> list[Reading]:
    """Every half-year, oldest first, from what the pages are made of."""
    return [
        Reading(
            release.window.closes_at,
            tuple(release.values[key] for key, _ in release.pillars) if release.values else (),
            release.size_band,
        )
        for release in reversed(list_releases(team))
    ]
