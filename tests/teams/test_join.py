"""What an invitation opens."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.teams.disclosure import parameters
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.services import answer_weeks, invitations, membership, teams
from setframework.people.models import User
from tests.accounts.people import sign_up
from tests.teams.doors import answers, leads_to_login
from tests.teams.organisation import DAY, join, make_person, make_team
from tests.teams.promise import PROMISE

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(margaret):
    return make_team(margaret)


def invite(team, at=None):
    """The address of the page that the link of an invitation opens."""
    at = at or timezone.now()
    email = f"guest-{Invitation.objects.count()}@example.org"
    _, token = invitations.invite(person=team.manager, code=team.code, email=email, at=at)
    return f"/teams/join/{token}/"


def consents(person):
    return [each.has_consented for each in Membership.objects.filter(person=person)]


def test_visitors_log_in_first_whether_or_not_the_link_is_one(team):
    assert leads_to_login(invite(team))
    assert leads_to_login("/teams/join/nothing/")


def test_who_signs_up_by_the_link_comes_back_to_it(team):
    path, client = invite(team), Client()
    log_in = client.get(path).url
    link = re.search(r'href="([^"]*signup[^"]*)"', client.get(log_in).content.decode())[1]

    response = sign_up(client, "new@example.org", path=link, next=path)

    assert response.url == path
    assert "Join the team “Platform”" in client.get(path).content.decode()
    assert User.objects.filter(email="new@example.org").exists()


def test_page_tells_of_the_mail_that_comes_with_the_team(ada_client, team):
    assert "two weeks" not in ada_client.get(invite(team)).content.decode()
    answer_weeks.agree_answer_weeks(person=team.manager, code=team.code, weeks=6)

    text = ada_client.get(invite(team)).content.decode()

    assert "agreed on answer weeks" in text
    assert "You can stop it with one click" in text


def test_page_tells_what_it_means(ada_client, team):
    text = ada_client.get(invite(team)).content.decode()

    assert "Join the team “Platform”" in text
    assert "Margaret runs it and invites you" in text
    assert "What you are promised" in text
    (box,) = re.findall(r'<input type="checkbox"[^>]*>', text)
    assert "checked" not in box
    assert not Membership.objects.exists()


def test_promise_has_every_fact(ada_client, team):
    """In the words of the page; whoever changes a parameter finds them here."""
    numbers = (parameters.ROSTER, parameters.CONTRIBUTORS, parameters.CHANGES, parameters.USES)
    assert numbers == (6, 5, 4, 2)
    found = ada_client.get(invite(team)).content.decode()
    promise = re.search(r'<ol class="promise">(.*?)</ol>', found, re.S)[1]

    assert re.findall("<li>(.*?)</li>", promise) == PROMISE


@pytest.mark.parametrize(("sent", "consent"), [({}, False), ({"consent": "on"}, True)])
def test_joining_leads_to_the_own_part(ada, ada_client, team, sent, consent):
    response = ada_client.post(invite(team), sent)

    assert response.url == f"/teams/{team.code}/you/"
    assert consents(ada) == [consent]


def test_who_has_no_verified_address_joins_and_reads_that_it_does_not_count(ada, ada_client, team):
    EmailAddress.objects.filter(user=ada).update(verified=False)
    path = invite(team)
    assert "until you confirm your e-mail address" in ada_client.get(path).content.decode()

    ada_client.post(path, {"consent": "on"})

    assert consents(ada) == [True]


def test_second_click_changes_nothing(ada, ada_client, team):
    path = invite(team)
    ada_client.post(path, {"consent": "on"})
    response = ada_client.post(path, {})

    assert response.url == ada_client.get(path).url == f"/teams/{team.code}/you/"
    assert consents(ada) == [True]


def gone_links(team, mallory):
    """Every way in which a link opens nothing for somebody else."""
    used, revoked, expired, dissolved = invite(team), invite(team), invite(team), None
    token = used.split("/")[3]
    invitations.accept_invitation(person=mallory, token=token, consent=True, at=timezone.now())
    revoked = invite(team)
    newest = Invitation.objects.order_by("-pk").first()
    invitations.revoke_invitation(person=team.manager, code=team.code, invitation=newest.code)
    expired = invite(team, timezone.now() - 15 * DAY)
    other = make_team()
    dissolved = invite(other)
    teams.dissolve_team(person=other.manager, code=other.code, at=timezone.now())
    odd = ["/teams/join/nothing/", f"/teams/join/{'x' * 2000}/", "/teams/join/%00%ff/"]
    return [used, revoked, expired, dissolved, *odd]


def test_links_that_open_nothing_look_the_same(ada, ada_client, team, mallory):
    pages = set()
    for path in gone_links(team, mallory):
        assert answers(ada_client, path, {"consent": "on"}) == [404, 404], path
        pages.add(ada_client.get(path).content)

    assert len(pages) == 1
    assert "This link opens nothing" in pages.pop().decode()
    assert consents(ada) == []


def test_who_left_can_not_come_back_by_the_same_link(ada, ada_client, team):
    path = invite(team)
    ada_client.post(path, {})
    membership.leave_team(person=ada, code=team.code, at=timezone.now() + timedelta(seconds=1))

    assert answers(ada_client, path) == [404, 404]


def test_who_has_a_home_team_is_told_what_to_do(ada, ada_client, team):
    home = make_team(name="Data")
    join(home, ada)
    path = invite(team)

    for response in (ada_client.get(path), ada_client.post(path, {"consent": "on"})):
        text = response.content.decode()
        assert response.status_code == 200
        assert "You are in the team “Data”" in text
        assert f'href="/teams/{home.code}/you/leave/"' in text
    assert Membership.objects.get(person=ada).team == home

    ada_client.post(f"/teams/{home.code}/you/leave/")
    ada_client.post(path, {})
    assert Membership.objects.get(person=ada, left_at=None).team == team


def test_names_are_shown_as_text(ada_client):
    team = make_team(make_person("<i>Eve</i>"), name="<b>Bold</b>")

    text = ada_client.get(invite(team)).content.decode()

    assert "&lt;b&gt;Bold" in text
    assert "<b>Bold" not in text
    assert "<i>Eve" not in text


def test_page_needs_few_queries(ada_client, team):
    path = invite(team)
    ada_client.get(path)
    with CaptureQueriesContext(connection) as queries:
        ada_client.get(path)
    assert len(queries) == 5
