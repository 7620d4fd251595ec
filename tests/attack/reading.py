"""What a viewer of a team can read, and no more: the one door between the site and the attacker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import resolve
from rest_framework.test import APIClient

from assessments.teams.models import Team
from assessments.teams.selectors import list_releases


@dataclass(frozen=True)
class Reading:
    """One half-year of a team; no values where it was held."""

    closes_at: datetime
    values: tuple[float, ...]  # one a pillar
    size_band: str


# Every half-year of a team, oldest first.
Reader = Callable[[Team], list[Reading]]


def find_reader(team: Team) -> Reader:
    """The API as the team's manager sees it; what it is made of where there is none."""
    is_there = resolve(_address(team)).route.endswith("/releases/")  # not the page for 404
    return read_json if is_there else read_stored


def read_json(team: Team) -> list[Reading]:
    client = APIClient()
    client.force_authenticate(team.manager)
    answer = client.get(_address(team), {"limit": 100})
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


def read_stored(team: Team) -> list[Reading]:
    return [
        Reading(
            release.window.closes_at,
            tuple(release.values[key] for key, _ in release.pillars) if release.values else (),
            release.size_band,
        )
        for release in reversed(list_releases(team))
    ]


def _address(team: Team) -> str:
    return f"/api/v1/teams/{team.code}/releases/"
