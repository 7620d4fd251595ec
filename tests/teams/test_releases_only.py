"""Pages about a team read releases only: their SQL names no table of assessments."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from assessments.teams.models.membership import Membership
from assessments.teams.services import managers
from tests.factories import client_of
from tests.teams.organisation import (
    FIRST,
    make_full_team,
    make_part,
    make_team,
    members,
    release,
)

TABLES = [model._meta.db_table for model in apps.get_app_config("assessments").get_models()]
# Pages of a team by its code alone; each of them shows itself to a member or to the manager.
PAGES = sorted(
    name
    for name, options in get_resolver().namespace_dict["teams"][1].reverse_dict.lists()
    if isinstance(name, str) and options[0][0][0][1] == ["code"]
)


@pytest.fixture
def team(set_version):
    """A team with a published release, a held one, and answers that could leak."""
    team = make_full_team(6)
    parent = make_team(team.manager, name="Engineering")
    make_part(team, parent)
    asked = Membership.objects.filter(team=team).order_by("pk")[0]
    managers.offer_team(person=team.manager, code=team.code, to=asked.code)
    release(team, FIRST)
    release(team, FIRST.replace(year=2028, month=1))
    return team


def read_tables(person, team, page):
    """The tables of assessments that answering reads."""
    client = client_of(person)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(f"teams:{page}", args=[team.code]))
    sql = " ".join(query["sql"] for query in queries)
    assert ("teams_team" in sql) == (response.status_code != 405)
    found = [table for table in TABLES if re.search(rf"\b{table}\b", sql)]
    return response.status_code, found


def test_the_pages_are_found():
    assert {"team", "releases", "roll_up"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_a_team_reads_an_assessment(team, page):
    seen = [read_tables(person, team, page) for person in (members(team)[0], team.manager)]

    assert [tables for _, tables in seen] == [[], []]
    assert any(status in {200, 405} for status, _ in seen)


def test_the_wire_would_be_tripped():
    assert "assessments_assessment" in TABLES


@pytest.mark.parametrize("page", ["team", "releases", "roll_up"])
@pytest.mark.parametrize("who", ["member", "manager"])
def test_pages_need_few_queries_besides_session_and_user(team, page, who):
    person = members(team)[0] if who == "member" else team.manager
    client, address = client_of(person), reverse(f"teams:{page}", args=[team.code])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert len(queries) - 2 == {"team": 5, "releases": 3, "roll_up": 2}[page]
