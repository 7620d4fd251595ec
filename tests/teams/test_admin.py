"""What the staff sees and sets of teams."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services import answer_weeks, invitations, teams
from tests.factories import make_user
from tests.teams.organisation import FIRST, join, make_full_team, make_person, make_team, release

pytestmark = pytest.mark.django_db
TEAMS = "/admin/teams/team/"


@pytest.fixture
def staff():
    client = Client()
    client.force_login(make_user("staff@example.org", is_staff=True, is_superuser=True))
    return client


def change(staff, team, **fields):
    values = {"name": team.name, "manager": team.manager_id or "", "parent": team.parent_id or ""}
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


def test_staff_names_a_manager_where_one_has_left(staff, margaret):
    team = make_team(make_person())
    Team.objects.filter(pk=team.pk).update(manager=None)
    team.refresh_from_db()

    assert change(staff, team, manager=margaret.pk, name="New").status_code == 302

    team.refresh_from_db()
    assert (team.manager, team.name) == (margaret, "New")


def test_only_a_new_manager_gets_a_letter(staff, ada, margaret):
    team = make_team(margaret)
    change(staff, team, name="New")
    change(staff, team, manager="")
    change(staff, team, manager=ada.pk)

    (letter,) = mail.outbox
    assert letter.to == [ada.email]
    assert letter.body.splitlines()[0] == "The team “Platform” has been handed over to you."


def test_manager_who_is_replaced_joins_anew(staff, ada, margaret):
    """So a release that is made late never counts somebody who saw the team at its close."""
    team = make_team(margaret)
    before = join(team, margaret)

    change(staff, team, manager=ada.pk)

    before.refresh_from_db()
    assert before.left_at is not None
    now = Membership.objects.get(person=margaret, left_at=None)
    assert (now.team, now.joined_at.date()) == (team, timezone.now().date())


def test_staff_sees_the_two_weeks_but_leaves_them_to_the_team(staff, margaret):
    team = make_team(margaret)
    answer_weeks.agree_answer_weeks(person=margaret, code=team.code, weeks=4)

    page = staff.get(f"{TEAMS}{team.pk}/change/").content.decode()
    assert "two weeks to look again" in page.lower()
    assert 'name="answer_weeks"' not in page
    change(staff, team, answer_weeks=6, name="New")

    team.refresh_from_db()
    assert (team.name, team.answer_weeks) == ("New", 4)


def test_circle_and_dissolved_parent_are_refused(staff, margaret):
    team, below, gone = (make_team(margaret, name=name) for name in ("A", "B", "C"))
    teams.set_parent(person=margaret, code=below.code, parent=team.code, at=FIRST)
    teams.dissolve_team(person=margaret, code=gone.code, at=FIRST)

    for parent in (team, below, gone):
        response = change(staff, team, parent=parent.pk)
        assert response.status_code == 200
        assert "errornote" in response.content.decode()
    team.refresh_from_db()
    assert team.parent is None


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
