"""What a viewer of a team can read, and no more: the one door between the site and the attacker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rest_framework.test import APIClient

from assessments.teams.models import Team


@dataclass(frozen=True)
class Reading:
    """One half-year of a team; no values where it was held."""

    closes_at: datetime
    values: tuple[float, ...]  # one a pillar
    size_band: str


# Every half-year of a team, oldest first.
Reader = Callable[[Team], list[Reading]]


def read_json(team: Team) -> list[Reading]:
    """The API as it answers the team's manager, who sees what every member sees."""
    client = APIClient()
    client.force_authenticate(team.manager)
    answer = client.get(f"/api/v1/teams/{team.code}/releases/", {"limit": 100})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert told["next"] is None
    return [
        Reading(
            datetime.fromisoformat(each["window"]),
            tuple(each["values"].values()) if each["status"] == "published" else (),
            each["size_band"] or "",
        )
        for each in reversed(told["results"])
    ]
