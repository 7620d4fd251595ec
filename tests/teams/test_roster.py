"""Who is in a team, and doubts about it."""

import re

import pytest

from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.services import membership
from tests.factories import NOW, make_assessment
from tests.teams.doors import answers, leads_to_login
from tests.teams.organisation import join, make_person, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(margaret, ada):
    team = make_team(margaret)
    join(team, ada)
    return team


@pytest.fixture
def roster(team):
    return f"/teams/{team.code}/roster/"


@pytest.fixture
def bob(team):
    """The membership of another member."""
    return join(team, make_person("Bob"))


def say(client, roster, step, member):
    return client.post(roster, {"step": step, "member": member.code})


def shown(client, roster):
    """The roster without what differs for every reader: who one is, forms, messages."""
    text = client.get(roster).content.decode()
    rows = re.search(r'<ul class="rows roster">(.*?)</ul>', text, re.S)[1]
    rows = re.sub(r"<form.*?</form>", "", rows, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r' <span class="quiet">\(you\)</span>', "", rows))


def test_roster_is_for_members_and_manager(roster, mallory_client, grace, grace_client):
    make_team(grace)
    assert leads_to_login(roster)
    for client in (mallory_client, grace_client):
        assert answers(client, roster) == [404, 404]


def test_member_and_manager_see_the_same_names(roster, bob, ada_client, margaret_client):
    assert shown(ada_client, roster) == shown(margaret_client, roster)
    assert re.findall("<strong>(.*?)</strong>", shown(ada_client, roster)) == ["Ada", "Bob"]


def test_neither_consent_nor_answers_show(roster, team, bob, ada_client):
    """Taking the assessment and withdrawing consent leave the page as it was."""
    before = shown(ada_client, roster)

    make_assessment(bob.person)
    membership.withdraw_consent(person=bob.person, code=team.code, at=NOW)

    assert shown(ada_client, roster) == before


def test_doubt_shows_to_all_and_not_by_whom(roster, bob, ada, ada_client, margaret_client):
    for _click in range(2):
        assert say(ada_client, roster, "doubt", bob).url == roster

    assert [(each.person, each.by) for each in Doubt.objects.all()] == [(bob.person, ada)]
    assert shown(ada_client, roster) == shown(margaret_client, roster)
    assert "A member does not know this person" in shown(ada_client, roster)


def test_doubt_can_be_taken_back(roster, bob, ada_client):
    say(ada_client, roster, "doubt", bob)
    for _click in range(2):
        say(ada_client, roster, "take-back", bob)

    assert not Doubt.objects.filter(ended_at=None).exists()
    assert "Somebody does not know" not in shown(ada_client, roster)


def test_two_doubt_and_two_others_vouch_by_name(roster, team, bob, ada_client, client):
    say(ada_client, roster, "doubt", bob)
    cem, dan, eve = (join(team, make_person(name)).person for name in ("Cem", "Dan", "Eve"))
    client.force_login(cem)
    say(client, roster, "doubt", bob)
    assert "no average for the half-year until 2 others vouch" in shown(ada_client, roster)
    for person in (dan, eve):
        client.force_login(person)
        assert "I vouch for this person" in client.get(roster).content.decode()
        for _click in range(2):
            say(client, roster, "vouch", bob)

    assert Vouch.objects.count() == 2
    assert "no number" not in shown(ada_client, roster)
    assert "Vouched for by Dan, Eve." in shown(ada_client, roster)


def test_vouching_ahead_and_taking_it_back(roster, bob, ada_client, margaret_client):
    say(ada_client, roster, "vouch", bob)
    assert "Vouched for by Ada." in shown(margaret_client, roster)

    say(ada_client, roster, "take-back-vouch", bob)
    assert "Vouched" not in shown(margaret_client, roster)


def test_a_third_doubt_is_refused_with_what_to_do(roster, team, bob, ada_client):
    others = [join(team) for _ in range(2)]
    for each in (bob, *others):
        say(ada_client, roster, "doubt", each)

    assert "Take one of these back first" in ada_client.get(roster).content.decode()
    assert Doubt.objects.count() == 2


def test_manager_neither_doubts_from_outside_nor_vouches(
    roster, team, bob, ada_client, margaret, margaret_client
):
    say(ada_client, roster, "doubt", bob)
    for step in ("doubt", "vouch"):
        say(margaret_client, roster, step, bob)
        text = margaret_client.get(roster).content.decode()
        assert "Only members of the team can do that" in text
        assert 'name="step"' not in text

    join(team, margaret)
    say(margaret_client, roster, "vouch", bob)
    text = margaret_client.get(roster).content.decode()
    assert "only others can vouch" in text
    assert 'value="vouch"' not in text
    assert (Doubt.objects.count(), Vouch.objects.count()) == (1, 0)


def test_refused_words_say_why(roster, team, bob, ada, ada_client):
    me = Membership.objects.get(person=ada)
    say(ada_client, roster, "doubt", me)
    assert "First take that back" in ada_client.get(roster).content.decode()

    assert not Doubt.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"step": "doubt"},
        {"step": "doubt", "member": "x"},
        {"step": "doubt", "member": "a\x00b"},
        {"step": "other", "member": "00000000-0000-4000-8000-000000000000"},
        {"step": "doubt", "member": "00000000-0000-4000-8000-000000000000"},
    ],
)
def test_what_the_page_did_not_send_is_not_found(roster, bob, ada_client, sent):
    assert ada_client.post(roster, sent).status_code == 404


def test_member_of_another_team_can_not_be_doubted_here(roster, ada_client):
    stranger = join(make_team())
    assert say(ada_client, roster, "doubt", stranger).status_code == 404
    assert not Doubt.objects.exists()


def test_empty_roster_leads_the_manager_on(margaret_client, margaret):
    team = make_team(margaret, name="Empty")

    text = margaret_client.get(f"/teams/{team.code}/roster/").content.decode()

    assert "Nobody is in the team yet" in text
    assert f'href="/teams/{team.code}/settings/"' in text
