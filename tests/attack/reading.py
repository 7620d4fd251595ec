"""What a viewer of a team can read, and no more: the one door between the site and the attacker.

He reads it as the manager, who sees what every member sees.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from assessments.teams.models.teams import Team
from assessments.teams.pages.words import short_half_year
from tests.attack.people import CLOSINGS

HALF_YEARS = {short_half_year(closes_at): closes_at for closes_at in CLOSINGS}
TABLE = re.compile(r'aria-labelledby="trend-title">(.*?)</table>', re.DOTALL)
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>')
CELL = re.compile(r"<td>(.*?)</td>")
NUMBER = re.compile(r"\d\.\d")


@dataclass(frozen=True)
class Reading:
    """One half-year of a team; no values where it was held."""

    closes_at: datetime
    values: tuple[float, ...]  # one a pillar


# Every half-year of a team, oldest first.
Reader = Callable[[Team], list[Reading]]


def read_json(team: Team) -> list[Reading]:
    """What the API answers."""
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
        )
        for each in reversed(told["results"])
    ]


def read_page(team: Team) -> list[Reading]:
    """The page as a browser gets it; its numbers are on the scale of the answers."""
    client = Client()
    client.force_login(team.manager, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse("teams:team", args=[team.code]))
    assert answer.status_code == 200
    return [_read_row(*row) for row in reversed(ROW.findall(_table(answer.text)))]


def read_roll_up(team: Team) -> list[Reading]:
    """The page about several teams together; half-years without one are not on it."""
    client = Client()
    client.force_login(team.manager, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse("teams:roll_up", args=[team.code]))
    assert answer.status_code == 200
    tables = re.findall(r"<table.*?</table>", answer.text, re.DOTALL)
    read = [_read_row(*row) for table in tables for row in reversed(ROW.findall(table))]
    return [reading for reading in read if reading.values]


def read_both(team: Team) -> list[Reading]:
    """The page; the API must say the same and no more."""
    read = read_page(team)
    assert read == read_json(team)
    return read


def _table(page: str) -> str:
    (found,) = TABLE.findall(page)
    return found


def _read_row(half_year: str, cells: str) -> Reading:
    told = [NUMBER.findall(value) for value in CELL.findall(cells)]
    return Reading(
        HALF_YEARS[half_year],
        tuple(round(float(number) * 25) for number, *_of in told),
    )
