"""The "I can teach" board: one's own lines, gone with the person; nothing counts."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.selectors.teaching import list_offers
from assessments.teams.services import membership, teaching, teams
from assessments.teams.services.teaching import MOST_OFFERS
from setframework.accounts.services.data import delete_person
from tests.assessments.taking import text
from tests.teams.organisation import DAY, LONG_AGO, join, make_team

LINE = {"text": "Reading a query plan"}


@pytest.fixture
def team(ada, grace, margaret):
    team = make_team(margaret)
    join(team, ada)
    join(team, grace)
    return team


@pytest.fixture
def offer(team, ada):
    return teaching.offer_teaching(person=ada, code=team.code, at=LONG_AGO, **LINE)


def path(team):
    return reverse("teams:teaching", args=[team.code])


def take_back(team, offer):
    return reverse("teams:take_back_offer", args=[team.code, offer.code])


def test_line_is_put_up_by_name(team, ada_client, margaret_client):
    assert ada_client.post(path(team), LINE)["Location"] == path(team)

    assert "Ada : Reading a query plan" in text(margaret_client.get(path(team)))


@pytest.mark.parametrize("unseen", ["", "  ", "\u200b", "\u202e\u200f"])
def test_line_that_nobody_can_see_is_refused(team, ada_client, unseen):
    response = ada_client.post(path(team), {"text": unseen})

    assert "Write down what you can teach." in text(response)
    assert not TeachingOffer.objects.exists()


def test_only_who_put_it_up_takes_it_back(team, offer, ada_client, grace_client, margaret_client):
    for client in (grace_client, margaret_client):
        assert take_back(team, offer).encode() not in client.get(path(team)).content
        client.post(take_back(team, offer))
    assert TeachingOffer.objects.count() == 1

    assert take_back(team, offer).encode() in ada_client.get(path(team)).content
    for _ in range(2):
        assert ada_client.post(take_back(team, offer))["Location"] == path(team)
    assert not TeachingOffer.objects.exists()


def test_manager_who_is_no_member_only_reads(team, offer, margaret_client):
    page = margaret_client.get(path(team)).content

    assert b"<form" not in page.partition(b"<main")[2].partition(b"</main>")[0]
    assert margaret_client.post(path(team), LINE).status_code == 404


def test_who_has_no_line_is_not_named(team, offer, margaret_client):
    assert "Grace" not in text(margaret_client.get(path(team)))


def test_leaving_takes_it_away_for_good(team, offer, ada):
    membership.leave_team(person=ada, code=team.code, at=LONG_AGO + DAY)
    assert not TeachingOffer.objects.exists()

    join(team, ada, at=LONG_AGO + 2 * DAY)
    assert not list_offers(team)


def test_line_of_somebody_who_is_not_in_the_team_is_not_shown(team, mallory):
    TeachingOffer.objects.create(team=team, person=mallory, text="x", offered_at=LONG_AGO)

    assert list(list_offers(team)) == []


def test_dissolving_takes_it_away(team, offer, margaret):
    teams.dissolve_team(person=margaret, code=team.code, at=LONG_AGO + DAY)

    assert not TeachingOffer.objects.exists()


def test_erasing_the_account_takes_it_away(team, offer, ada):
    delete_person(person=ada)

    assert not TeachingOffer.objects.exists()


def test_double_click_makes_one(team, ada_client):
    for _ in range(2):
        ada_client.post(path(team), LINE)

    assert TeachingOffer.objects.count() == 1


def test_ten_lines_are_enough(team, ada, ada_client):
    for number in range(MOST_OFFERS):
        teaching.offer_teaching(person=ada, code=team.code, text=str(number), at=LONG_AGO)

    assert "Ten lines are enough." in text(ada_client.post(path(team), LINE))
    assert (TeachingOffer.objects.count(), MOST_OFFERS) == (10, 10)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Write down what you can teach."),
        ("x" * 10_000, "at most 200 characters"),
        ("nul\x00", "Null characters are not allowed."),
    ],
)
def test_what_can_not_be_kept_is_said(team, ada_client, line, said):
    page = ada_client.post(path(team), {"text": line})

    assert said in text(page)
    assert page.content.count(b"<title>Error: ") == 1


def test_stranger_does_not_find_it(team, offer, mallory_client):
    assert mallory_client.get(path(team)).status_code == 404
    assert mallory_client.post(path(team), LINE).status_code == 404
    assert mallory_client.post(take_back(team, offer)).status_code == 404


def test_database_refuses_the_same_line_twice(team, offer, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        TeachingOffer.objects.create(team=team, person=ada, offered_at=LONG_AGO, **LINE)
