"""A programme for the organiser's teams: nobody else finds, sees or joins it."""

from datetime import timedelta

import pytest
import time_machine

from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services.membership import leave_team
from assessments.teams.services.teams import dissolve_team
from mentors.models.programmes import Participant, Programme
from mentors.selectors.programmes import may_join
from mentors.services import programmes
from tests.assessments.taking import text
from tests.factories import NOW, client_of, make_mentor, make_participant, make_programme, make_user

LIST = "/mentors/programmes/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def make_team(manager, *members, part_of=None):
    team = Team.objects.create(name="Team", manager=manager, parent=part_of, created_at=NOW)
    for person in members:
        Membership.objects.create(person=person, team=team, joined_at=NOW)
    return team


@pytest.fixture
def team(margaret, ada):
    return make_team(margaret, ada)


@pytest.fixture
def programme(margaret, team):
    return make_programme(margaret, name="For us", open_to="teams")


def page(programme):
    return f"/mentors/programmes/{programme.code}/"


def join(person, programme):
    return programmes.sign_up(person=person, code=programme.code, is_mentee=True, places=0, at=NOW)


def test_it_is_for_the_organiser_and_all_below_and_nobody_beside_or_above(
    programme, team, margaret, ada, grace, mallory
):
    part = make_team(make_user(), make_user(), part_of=team)
    beside = make_team(grace, make_user())
    boss = make_user()
    Team.objects.filter(pk=team.pk).update(parent=make_team(boss))
    below = [margaret, ada, part.manager, Membership.objects.get(team=part).person]
    others = [mallory, boss, beside.manager, Membership.objects.get(team=beside).person]

    assert [may_join(each, programme) for each in below] == [True] * 4
    assert [may_join(each, programme) for each in others] == [False] * 4


def test_other_teams_of_managers_in_the_organisers_teams_are_not_among_them(
    programme, team, ada, grace, mallory, mallory_client
):
    make_team(ada, mallory)  # ada is in the organiser's team
    make_team(grace, part_of=team)
    make_team(grace, other := make_user())

    assert [may_join(each, programme) for each in (mallory, other)] == [False] * 2
    assert "For us" not in text(mallory_client.get(LIST))
    assert mallory_client.get(page(programme)).status_code == 404


def test_who_may_not_join_neither_finds_nor_sees_nor_joins_it(
    programme, ada_client, mallory_client, mallory
):
    make_mentor(mallory)
    assert "For us" in text(ada_client.get(LIST))
    shown = text(ada_client.get(page(programme)))
    assert "The people in the organiser's teams, and below them" in shown

    assert "For us" not in text(mallory_client.get(LIST))
    assert mallory_client.get(page(programme)).status_code == 404
    for step in ("join", "leave", "run", "publish"):
        sent = {"step": step, "is_mentee": "on", "places": "0"}
        assert mallory_client.post(page(programme), sent).status_code == 404
    with pytest.raises(Programme.DoesNotExist):
        join(mallory, programme)
    assert not Participant.objects.exists()


def test_who_is_in_stays_in_after_leaving_the_team(programme, team, ada, ada_client):
    make_participant(programme, ada)
    leave_team(person=ada, code=team.code, at=NOW)

    assert "For us" in text(ada_client.get(LIST))
    assert "You are in" in text(ada_client.get(page(programme)))
    assert join(ada, programme).is_mentee
    response = ada_client.post(page(programme), {"step": "leave"}, follow=True)
    assert "You have left this programme." in text(response)
    assert ada_client.get(page(programme)).status_code == 404


def test_dissolved_team_brings_nobody_any_more(programme, team, margaret, ada):
    dissolve_team(person=margaret, code=team.code, at=NOW)

    assert not may_join(ada, programme)
    assert may_join(margaret, programme)


def test_without_an_organiser_nobody_new_joins(programme, margaret, ada, ada_client):
    margaret.delete()

    programme.refresh_from_db()
    assert not may_join(ada, programme)
    assert ada_client.get(page(programme)).status_code == 404


def test_staff_see_it_and_are_told_that_it_is_not_for_them(programme):
    staff = make_user(is_staff=True)
    make_mentor(staff)
    client = client_of(staff)

    assert "For us" in text(client.get(LIST))
    shown = text(client.get(page(programme)))
    assert "You are staff, so you see this programme" in shown
    assert "I look for a mentor" not in shown
    with pytest.raises(programmes.NotForYou):
        join(staff, programme)


def test_who_manages_nobody_opens_none_for_teams(grace, margaret, team):
    window = {"opens_at": NOW, "closes_at": NOW + DAY}
    grace.is_staff = True

    with pytest.raises(programmes.NotAllowed):
        programmes.open_programme(person=grace, name="Spring", open_to="teams", **window)
    programmes.open_programme(person=margaret, name="Spring", open_to="teams", **window)


@pytest.mark.parametrize("depth", [1, 9])
def test_number_of_statements_does_not_grow(
    programme, team, ada, ada_client, depth, django_assert_num_queries
):
    for _ in range(depth):
        team.parent = make_team(make_user())
        team.save()
        team = team.parent
        make_programme(programme.organiser, open_to="teams")
    make_mentor(ada)

    with django_assert_num_queries(6):
        ada_client.get(LIST)
    with django_assert_num_queries(7):
        ada_client.get(page(programme))
