"""teams/<code>/releases/: the log; and that no address about teams reads an assessment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import TrendRelease
from tests.api.client import Api
from tests.api.conftest import token_of
from tests.architecture.site import address, routes
from tests.factories import make_assessment
from tests.teams.organisation import (
    FIRST,
    SECOND,
    THIRD,
    join,
    make_full_team,
    make_release,
    make_team,
    members,
    release,
)

KEYS = ("soft-skills", "experience", "technical")


def api_of(person):
    return Api(headers={"Authorization": f"Bearer {token_of(person)}"})


@pytest.fixture
def team(db):
    """Five members whose exact mean is 50, published once and then held: nothing changed."""
    team = make_full_team(5)
    release(team, SECOND)
    return team


@pytest.fixture
def as_member(team):
    return api_of(members(team)[0])


@pytest.fixture
def as_manager(team):
    return api_of(team.manager)


def at(team):
    return f"teams/{team.code}/releases/"


def test_log_is_newest_first_and_says_just_this(as_member, team):
    first, second = TrendRelease.objects.filter(team=team).order_by("pk")

    assert as_member.get(at(team)).json() == {
        "results": [
            {
                "window": "2028-01-01T00:00:00Z",
                "status": "held",
                "values": dict.fromkeys(KEYS),
                "hash": second.hash,
                "previous_hash": first.hash,
            },
            {
                "window": "2027-07-01T00:00:00Z",
                "status": "published",
                "values": dict.fromkeys(KEYS, 50),
                "hash": first.hash,
                "previous_hash": "",
            },
        ],
        "next": None,
        "previous": None,
    }


def test_member_and_manager_read_the_same_bytes(as_member, as_manager, team):
    assert as_member.get(at(team)).content == as_manager.get(at(team)).content


def test_who_joined_yesterday_and_consents_to_nothing_reads_the_same_bytes(as_manager, team):
    late = join(team, consent=False).person

    assert api_of(late).get(at(team)).content == as_manager.get(at(team)).content


def test_team_without_a_release_has_an_empty_log(db):
    team = make_team()

    assert api_of(team.manager).get(at(team)).json()["results"] == []


def test_log_of_another_team_is_not_in_it(as_member, team):
    other = make_full_team(5)
    release(other, THIRD)

    windows = [each["window"] for each in as_member.get(at(team)).json()["results"]]
    assert windows == [
        "2028-07-01T00:00:00Z",
        "2028-01-01T00:00:00Z",
        "2027-07-01T00:00:00Z",
    ]
    assert as_member.get(at(other)).status_code == 404


def test_pages(db):
    team = make_team()
    for year in range(3):
        make_release(team, FIRST.replace(year=FIRST.year + year))
    api = api_of(team.manager)

    page = api.get(at(team) + "?limit=2").json()
    rest = api.get(at(team) + "?limit=2&offset=2").json()

    assert [len(page["results"]), len(rest["results"])] == [2, 1]
    assert rest["results"][0]["window"] == "2027-07-01T00:00:00Z"
    assert api.get(at(team) + "?limit=0").status_code == 400


def test_strangers_and_managers_of_other_teams_find_nothing(team, mallory):
    rival = make_full_team(5)

    for person in (mallory, rival.manager, members(rival)[0]):
        assert api_of(person).get(at(team)).status_code == 404


def test_who_left_finds_nothing(team):
    gone = members(team)[0]
    Membership.objects.filter(person=gone).update(left_at=SECOND)

    assert api_of(gone).get(at(team)).status_code == 404


# No address reads anybody's answers

PREFIX = "api/v1/"
SENT = {
    "teams/": {"name": "Web"},
    "teams/<uuid:code>/": {},
    "teams/<uuid:code>/consent/": {},
    "teams/<uuid:code>/invitations/": {"email": "ada@example.org"},
    "teams/<uuid:code>/leave/": {},
    "teams/<uuid:code>/releases/": {},
    "teams/<uuid:code>/withdraw/": {},
    "teams/join/": {"token": "guess", "consent": True},
}


def tables_read(api, path, body):
    """All SQL of a GET and then a POST."""
    with CaptureQueriesContext(connection) as queries:
        api.get(path)
        api.post(path, body)
    return "\n".join(query["sql"] for query in queries)


def test_tripwire_knows_every_address():
    found = {route.removeprefix(PREFIX) for route in routes() if route.startswith(PREFIX + "teams")}
    assert found == set(SENT)


def test_tripwire_is_sprung_by_an_address_that_reads_answers(as_member, team):
    code = make_assessment(members(team)[0]).code

    assert "assessments_" in tables_read(as_member, f"assessments/{code}/result/", {})


@pytest.mark.parametrize("route", SENT)
def test_no_address_about_teams_reads_an_assessment(as_member, as_manager, team, route):
    path = address(route, code=team.code).removeprefix("/")
    for api in (as_member, as_manager):
        read = tables_read(api, path, SENT[route])
        assert "teams_" in read
        assert "assessments_" not in read


def test_joining_reads_no_assessment(as_manager, team, mallory):
    make_assessment(mallory)
    token = as_manager.post(f"teams/{team.code}/invitations/", {"email": "x@example.org"}).json()
    # The team's members sit in a later year than the clock says: so does who joins them.
    with CaptureQueriesContext(connection) as queries:
        response = api_of(mallory).post("teams/join/", token | {"consent": True})

    assert response.status_code == 200
    assert not [query for query in queries if "assessments_" in query["sql"]]
