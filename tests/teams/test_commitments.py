"""What the manager promises: read by the team, written by the manager alone."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.teams.models.commitments import Commitment
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.roster import list_roster
from assessments.teams.services import commitments
from assessments.teams.services.commitments import MOST_COMMITMENTS
from tests.assessments.taking import text
from tests.teams.organisation import DAY, LONG_AGO, hand_over, join, make_team

SENT = {"kind": "budget", "text": "2,000 for books and events"}


@pytest.fixture
def team(ada, margaret):
    team = make_team(margaret)
    join(team, ada)
    return team


@pytest.fixture
def promised(team, margaret):
    return commitments.make_commitment(person=margaret, code=team.code, at=LONG_AGO, **SENT)


def path(team):
    return reverse("teams:commitments", args=[team.code])


def settle(team, commitment):
    return reverse("teams:settle_commitment", args=[team.code, commitment.code])


def remove(team, commitment):
    return reverse("teams:remove_commitment", args=[team.code, commitment.code])


def test_team_reads_what_the_manager_writes(team, margaret_client, ada_client):
    assert margaret_client.post(path(team), SENT)["Location"] == path(team)

    page = ada_client.get(path(team))
    assert "Budget 2,000 for books and events open" in text(page)
    assert b"<form" not in page.content.partition(b"<main")[2].partition(b"</main>")[0]


@pytest.mark.parametrize("state", ["kept", "dropped"])
def test_state_is_shown_and_can_be_opened_again(team, promised, margaret_client, ada_client, state):
    margaret_client.post(settle(team, promised), {"state": state})
    assert f"events {state}" in text(ada_client.get(path(team)))

    margaret_client.post(settle(team, promised), {"state": "open"})
    promised.refresh_from_db()
    assert (promised.state, promised.settled_at) == ("open", None)


def test_unknown_state_changes_nothing(team, promised, margaret_client):
    margaret_client.post(settle(team, promised), {"state": "won"})

    promised.refresh_from_db()
    assert promised.state == "open"


def test_manager_removes_it(team, promised, margaret_client):
    for _ in range(2):
        margaret_client.post(remove(team, promised))

    assert not Commitment.objects.exists()


def test_member_writes_nothing(team, promised, ada_client):
    for address, sent in (
        (path(team), SENT | {"text": "More"}),
        (settle(team, promised), {"state": "kept"}),
        (remove(team, promised), {}),
    ):
        assert ada_client.post(address, sent).status_code == 404

    assert [each.state for each in Commitment.objects.all()] == ["open"]


def test_stranger_does_not_find_it(team, promised, mallory_client):
    assert mallory_client.get(path(team)).status_code == 404
    assert mallory_client.post(settle(team, promised), {"state": "kept"}).status_code == 404


def test_manager_of_two_teams_settles_each_in_its_own(promised, margaret, margaret_client):
    other = make_team(margaret, name="Other")

    assert margaret_client.post(settle(other, promised), {"state": "kept"}).status_code == 404


def test_double_click_makes_one(team, margaret_client):
    for _ in range(2):
        margaret_client.post(path(team), SENT)

    assert Commitment.objects.count() == 1


def test_former_managers_commitments_are_not_the_new_ones(team, promised, ada, margaret):
    hand_over(team, Membership.objects.get(team=team, person=ada), LONG_AGO + DAY)

    with pytest.raises(Team.DoesNotExist):
        commitments.make_commitment(person=margaret, code=team.code, at=LONG_AGO, **SENT)
    made = commitments.make_commitment(person=ada, code=team.code, at=LONG_AGO, **SENT)
    assert made != promised


def team_code_of(team, person):
    return next(entry.code for entry in list_roster(team, person) if entry.is_self)


def test_list_ends_somewhere(team, margaret, margaret_client):
    for number in range(MOST_COMMITMENTS):
        commitments.make_commitment(
            person=margaret, code=team.code, kind="time", text=str(number), at=LONG_AGO
        )

    page = margaret_client.post(path(team), SENT)

    assert "This list is already long." in text(page)
    assert Commitment.objects.count() == MOST_COMMITMENTS


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": ""}, "Choose what it is about."),
        ({"kind": "money"}, "Choose what it is about."),
        ({"text": " "}, "Write down what you commit to."),
        ({"text": "x" * 10_000}, "at most 300 characters"),
        ({"text": "nul\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_can_not_be_kept_is_said(team, margaret_client, change, said):
    page = margaret_client.post(path(team), SENT | change)

    assert said in text(page)
    assert page.content.count(b"<title>Error: ") == 1


@pytest.mark.parametrize(
    "change", [{}, {"text": "x", "kind": "money"}, {"text": "x", "state": "kept"}]
)
def test_database_refuses_doubles_and_halves(team, promised, margaret, change):
    row = {"team": team, "person": margaret, "made_at": LONG_AGO} | SENT | change
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(**row)
