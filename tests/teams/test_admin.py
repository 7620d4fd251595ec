"""What the staff sees and sets of teams."""

import pytest
from django.core import mail
from django.utils import timezone

from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.membership import find_membership
from assessments.teams.services import answer_weeks, doubts, invitations, managers, teams
from tests.factories import staff_client
from tests.teams.organisation import (
    FIRST,
    join,
    make_full_team,
    make_person,
    make_team,
    release,
)

pytestmark = pytest.mark.django_db
TEAMS = "/admin/teams/team/"


@pytest.fixture
def staff():
    return staff_client()


def change(staff, team, **fields):
    values = {"name": team.name, "manager": team.manager_id or ""}
    return staff.post(f"{TEAMS}{team.pk}/change/", values | fields)


def test_pages_show_the_team_and_nothing_of_its_people(staff, margaret):
    team = make_full_team(5)
    made = release(team)
    member = Membership.objects.filter(team=team).first()
    invitations.invite(person=team.manager, code=team.code, email="in@example.org", at=FIRST)
    hidden = [
        made.hash,
        member.person.email,
        "in@example.org",
        Invitation.objects.latest("pk").token_hash,
    ]

    for path in (TEAMS, f"{TEAMS}{team.pk}/change/", f"{TEAMS}{team.pk}/history/"):
        text = staff.get(path).content.decode()
        assert team.name in text
        assert [each for each in hidden if each in text] == []


def test_staff_asks_a_manager_where_one_has_left(staff, margaret):
    team = make_team(make_person())
    Team.objects.filter(pk=team.pk).update(manager=None)
    team.refresh_from_db()

    assert change(staff, team, manager=margaret.pk, name="New").status_code == 302

    team.refresh_from_db()
    assert (team.manager, team.next_manager, team.name) == (None, margaret, "New")
    managers.accept_team(person=margaret, code=team.code, at=FIRST)
    team.refresh_from_db()
    assert team.manager == margaret


def test_only_a_new_manager_gets_a_letter(staff, ada, margaret):
    team = make_team(margaret)
    change(staff, team, name="New")
    change(staff, team, manager="")
    for _click in range(2):
        change(staff, team, manager=ada.pk)

    (letter,) = mail.outbox
    assert letter.to == [ada.email]
    assert letter.body.splitlines()[0] == "You are asked to run the team “Platform”."


def test_manager_who_is_replaced_joins_anew(staff, ada, margaret):
    """So a release that is made late never counts somebody who saw the team at its close."""
    team = make_team(margaret)
    before = join(team, margaret)

    change(staff, team, manager=ada.pk)
    assert find_membership(margaret) == before
    managers.accept_team(person=ada, code=team.code, at=timezone.now())

    before.refresh_from_db()
    assert before.left_at is not None
    now = Membership.objects.get(person=margaret, left_at=None)
    assert (now.team, now.joined_at.date()) == (team, timezone.now().date())


def test_staff_sees_the_two_weeks_but_leaves_them_to_the_team(staff, margaret):
    team = make_team(margaret)
    answer_weeks.agree_answer_weeks(person=margaret, code=team.code, weeks=4)

    page = staff.get(f"{TEAMS}{team.pk}/change/").content.decode()
    assert "answer weeks" in page.lower()
    assert 'name="answer_weeks"' not in page
    change(staff, team, answer_weeks=6, name="New")

    team.refresh_from_db()
    assert (team.name, team.answer_weeks) == ("New", 4)


def test_staff_makes_no_team_part_of_another(staff, margaret):
    team, above = make_team(margaret, name="A"), make_team(margaret, name="B")
    assert 'name="parent"' not in staff.get(f"{TEAMS}{team.pk}/change/").content.decode()

    change(staff, team, parent=above.pk)

    team.refresh_from_db()
    assert team.parent is None


DOUBTS = "/admin/teams/doubt/"


def test_staff_clears_a_doubt_and_the_log_of_the_team_says_so(staff, ada, margaret, ada_client):
    team = make_team(margaret)
    about, by = join(team, make_person("Zoe")), join(team, make_person("Doubter"))
    join(team, ada)
    said = doubts.doubt(person=by.person, code=team.code, member=about.code, at=timezone.now())
    page = staff.get(DOUBTS).content.decode()
    assert str(about.person) in page
    assert str(by.person) not in page

    for _click in range(2):
        staff.post(DOUBTS, {"action": "clear", "_selected_action": [said.pk]})

    said.refresh_from_db()
    assert said.ended_at is not None
    log = ada_client.get(f"/teams/{team.code}/releases/").content.decode()
    assert log.count("Staff of the site cleared a doubt") == 1


def test_staff_only_looks_at_doubts_and_clears_them(staff):
    assert staff.get(f"{DOUBTS}add/").status_code == 403


def test_dissolved_team_can_only_be_looked_at(staff, margaret):
    team = make_team(margaret)
    teams.dissolve_team(person=margaret, code=team.code, at=FIRST)

    assert staff.get(f"{TEAMS}{team.pk}/change/").status_code == 200
    assert change(staff, team, name="New").status_code == 403


def test_staff_neither_adds_nor_deletes_teams(staff, margaret):
    team = make_team(margaret)

    assert staff.get(f"{TEAMS}add/").status_code == 403
    assert staff.post(f"{TEAMS}{team.pk}/delete/", {"post": "yes"}).status_code == 403


def test_member_is_kept_out(ada_client):
    assert ada_client.get(TEAMS).status_code == 302
