"""Own teams, and founding one."""

import pytest
from allauth.account.models import EmailAddress

from assessments.teams.models.teams import Team
from assessments.teams.services.teams import MAX_TEAMS, dissolve_team
from tests.factories import NOW
from tests.teams.doors import leads_to_login
from tests.teams.organisation import join, make_team
from tests.teams.promise import PROMISE

pytestmark = pytest.mark.django_db
TEAMS = "/teams/"


def page(client):
    return client.get(TEAMS).content.decode()


def test_visitors_log_in_first():
    assert leads_to_login(TEAMS)


def test_without_a_team_the_page_says_what_one_is_for(ada_client):
    text = page(ada_client)

    assert "You are in no team yet" in text
    assert all(sentence in text for sentence in PROMISE)
    assert "Found the team" in text
    assert "Teams you run" not in text


def test_home_team_leads_to_its_pages(ada, ada_client, margaret):
    team = make_team(margaret)
    join(team, ada)
    make_team(margaret, name="Somebody else's")

    text = page(ada_client)

    for path in ("", "you/", "roster/"):
        assert f'href="/teams/{team.code}/{path}"' in text
    assert f"/teams/{team.code}/settings/" not in text
    assert "Somebody else" not in text
    assert "You are in no team yet" not in text


def test_teams_one_runs_lead_to_their_settings(margaret, margaret_client):
    teams = [make_team(margaret, name=name) for name in ("Platform", "Data")]
    gone = make_team(margaret, name="Gone")
    dissolve_team(person=margaret, code=gone.code, at=NOW)

    text = page(margaret_client)

    for team in teams:
        assert f'href="/teams/{team.code}/"' in text
        assert f'href="/teams/{team.code}/settings/"' in text
    assert "Gone" not in text


def test_founding_leads_to_the_settings(ada, ada_client):
    response = ada_client.post(TEAMS, {"name": "  Platform \n team "})

    team = Team.objects.get()
    assert (team.name, team.manager) == ("Platform team", ada)
    assert response.url == f"/teams/{team.code}/settings/"


def test_second_click_founds_no_second_team(ada_client):
    for _ in range(2):
        response = ada_client.post(TEAMS, {"name": "Platform"})

    assert Team.objects.count() == 1
    assert response.status_code == 200
    assert "You already run a team of this name" in response.content.decode()


def test_name_turns_no_words_round_and_controls_no_screen(ada_client):
    ada_client.post(TEAMS, {"name": "\u202eWeb \u2066\x1bשלום 👩\u200d💻"})

    assert Team.objects.get().name == "Web שלום 👩\u200d💻"


@pytest.mark.parametrize(
    "name", ["", "   ", "\u202e", "\x1b\u200b", "\u200b", "x" * 81, "x" * 10_000, "a\x00b"]
)
def test_name_that_is_none_is_refused(ada_client, name):
    response = ada_client.post(TEAMS, {"name": name})

    assert response.status_code == 200
    assert "<title>Error:" in response.content.decode()
    assert not Team.objects.exists()


def test_longest_name_and_markup_are_kept_as_they_are(ada_client):
    for name in ("x" * 80, "<b>Platform</b>"):
        ada_client.post(TEAMS, {"name": name})
        assert Team.objects.filter(name=name).exists()

    assert "<b>Platform" not in page(ada_client)


def test_unverified_address_founds_no_team(ada, ada_client):
    EmailAddress.objects.filter(user=ada).update(verified=False)

    text = ada_client.post(TEAMS, {"name": "Platform"}).content.decode()

    assert text.count("Confirm your e-mail address first") >= 2
    assert not Team.objects.exists()


def test_where_only_staff_may_others_are_told(ada, ada_client, settings):
    settings.ONLY_STAFF_FOUND_TEAMS = True

    text = ada_client.post(TEAMS, {"name": "Platform"}).content.decode()
    assert "staff start teams" in text
    assert 'name="name"' not in text
    assert not Team.objects.exists()

    ada.is_staff = True
    ada.save()
    ada_client.post(TEAMS, {"name": "Platform"})
    assert Team.objects.count() == 1


def test_nobody_runs_teams_without_end(ada, ada_client):
    for number in range(MAX_TEAMS):
        make_team(ada, name=f"Team {number}")

    text = ada_client.post(TEAMS, {"name": "One more"}).content.decode()

    assert "as many teams as one person can" in text
    assert not Team.objects.filter(name="One more").exists()


def test_navigation_and_own_data_lead_here(ada_client):
    navigation = ada_client.get("/account/").content.decode().split("</nav>")[0]
    assert 'href="/teams/"' in navigation
    assert 'href="/teams/"' in ada_client.get("/account/data/").content.decode().split("<h1>")[1]
