"""Founding, handing on, moving in the tree, dissolving."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.teams import list_line
from assessments.teams.selectors.ties import find_tie
from assessments.teams.services import managers, teams, ties
from assessments.teams.services.membership import leave_team
from setframework.people.verified import EmailNotVerified
from tests.assessments.test_services import together
from tests.factories import make_user
from tests.teams.organisation import (
    DAY,
    FIRST,
    LONG_AGO,
    SECOND,
    hand_over,
    join,
    make_part,
    make_team,
)

pytestmark = pytest.mark.django_db
at_once = pytest.mark.django_db(transaction=True)


def test_the_founder_manages_the_team_and_is_not_in_it(margaret):
    team = teams.found_team(person=margaret, name="Platform", at=LONG_AGO)

    assert (team.name, team.manager, team.parent, team.created_at) == (
        "Platform",
        margaret,
        None,
        LONG_AGO,
    )
    assert find_membership(margaret) is None


def test_founding_needs_a_verified_address():
    person = make_user(verified=False)
    with pytest.raises(EmailNotVerified):
        teams.found_team(person=person, name="Platform", at=LONG_AGO)

    EmailAddress.objects.create(user=person, email="other@example.org", verified=True)
    with pytest.raises(EmailNotVerified):
        teams.found_team(person=person, name="Platform", at=LONG_AGO)
    assert not Team.objects.exists()


def test_nobody_manages_two_teams_of_one_name(margaret, grace):
    team = teams.found_team(person=margaret, name="Platform", at=LONG_AGO)

    with pytest.raises(teams.TeamNameTaken) as error:
        teams.found_team(person=margaret, name="PLATFORM", at=LONG_AGO)
    assert error.value.team == team
    assert teams.found_team(person=margaret, name="Platform", at=LONG_AGO, again=True) != team

    assert teams.found_team(person=grace, name="Platform", at=LONG_AGO).manager == grace
    for each in Team.objects.filter(manager=margaret):
        teams.dissolve_team(person=margaret, code=each.code, at=FIRST)
    assert teams.found_team(person=margaret, name="Platform", at=FIRST).manager == margaret


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_found_one_team(margaret):
    def once():
        return teams.found_team(person=margaret, name="Platform", at=LONG_AGO)

    results = together(once, once)

    assert sorted(type(each).__name__ for each in results) == ["Team", "TeamNameTaken"]
    assert Team.objects.count() == 1


def test_a_setting_leaves_founding_to_staff(settings, margaret):
    settings.ONLY_STAFF_FOUND_TEAMS = True
    with pytest.raises(teams.OnlyStaffMay):
        teams.found_team(person=margaret, name="Platform", at=LONG_AGO)

    margaret.is_staff = True
    assert teams.found_team(person=margaret, name="Platform", at=LONG_AGO).manager == margaret


def test_nobody_manages_teams_without_end(margaret, monkeypatch):
    monkeypatch.setattr(teams, "MAX_TEAMS", 2)
    team = make_team(margaret)
    make_team(margaret)
    with pytest.raises(teams.TooManyTeams):
        make_team(margaret)

    teams.dissolve_team(person=margaret, code=team.code, at=FIRST)
    make_team(margaret)
    assert Team.objects.count() == 3


def test_only_the_manager_renames(ada, margaret, mallory):
    team = make_team(margaret)
    join(team, ada)

    teams.rename_team(person=margaret, code=team.code, name="Cloud")

    for other in (ada, mallory):
        with pytest.raises(Team.DoesNotExist):
            teams.rename_team(person=other, code=team.code, name="Mine")
    team.refresh_from_db()
    assert team.name == "Cloud"


def test_a_team_is_handed_over_to_a_member(ada, margaret):
    team = make_team(margaret)
    membership = join(team, ada)

    managers.offer_team(person=margaret, code=team.code, to=membership.code)
    team.refresh_from_db()
    assert (team.manager, team.next_manager) == (margaret, ada)

    mail.outbox.clear()
    managers.accept_team(person=ada, code=team.code, at=FIRST)

    team.refresh_from_db()
    assert (team.manager, team.next_manager) == (ada, None)
    (letter,) = mail.outbox
    assert letter.to == [margaret.email]
    assert "Ada has accepted and runs the team" in letter.body
    assert find_membership(ada) == membership
    with pytest.raises(Team.DoesNotExist):
        teams.rename_team(person=margaret, code=team.code, name="Mine")


def test_a_team_is_not_handed_over_to_somebody_outside(ada, margaret, grace):
    team, other = make_team(margaret), make_team(grace)
    elsewhere, gone = join(other), join(team)
    leave_team(person=gone.person, code=team.code, at=FIRST)

    for membership in (elsewhere, gone):
        with pytest.raises(Membership.DoesNotExist):
            managers.offer_team(person=margaret, code=team.code, to=membership.code)
    team.refresh_from_db()
    assert (team.manager, team.next_manager) == (margaret, None)


def test_a_member_can_not_take_a_team_over(ada, margaret):
    team = make_team(margaret)
    membership = join(team, ada)

    with pytest.raises(Team.DoesNotExist):
        managers.offer_team(person=ada, code=team.code, to=membership.code)
    with pytest.raises(Team.DoesNotExist):
        managers.accept_team(person=ada, code=team.code, at=FIRST)


def test_who_is_asked_may_decline_and_the_manager_may_take_it_back(ada, grace, margaret):
    team = make_team(margaret)
    one, other = join(team, ada), join(team, grace)
    managers.offer_team(person=margaret, code=team.code, to=one.code)
    managers.decline_team(person=ada, code=team.code)
    managers.offer_team(person=margaret, code=team.code, to=one.code)
    managers.offer_team(person=margaret, code=team.code, to=other.code)
    with pytest.raises(Team.DoesNotExist):
        managers.accept_team(person=ada, code=team.code, at=FIRST)
    managers.take_back_offer(person=margaret, code=team.code)
    with pytest.raises(Team.DoesNotExist):
        managers.accept_team(person=grace, code=team.code, at=FIRST)

    team.refresh_from_db()
    assert (team.manager, team.next_manager) == (margaret, None)


def test_who_managed_and_is_in_the_team_starts_anew_as_a_member(ada, margaret):
    """Their consent goes on; the thirty days begin again."""
    team = make_team(margaret)
    old, to = join(team, margaret), join(team, ada)

    hand_over(team, to, FIRST)

    old.refresh_from_db()
    new = find_membership(margaret)
    assert (old.left_at, new.joined_at, new.team) == (FIRST, FIRST, team)
    assert (new.consent_at, new.withdrawn_at) == (old.consent_at, None)
    assert find_membership(ada) == to


def tree(margaret, *names):
    """Teams of one manager, each part of the one before."""
    above, made = None, []
    for name in names:
        team = make_team(margaret, name=name)
        ties.set_parent(person=margaret, code=team.code, parent=above and above.code, at=LONG_AGO)
        made.append(team)
        above = team
    return made


def names_above(team):
    return [each.name for each in list_line([team.pk])]


def test_a_team_becomes_part_of_another_and_leaves_it(margaret):
    top, _, low = tree(margaret, "top", "middle", "low")
    assert names_above(low) == ["low", "middle", "top"]

    ties.set_parent(person=margaret, code=low.code, parent=top.code, at=FIRST)
    assert names_above(low) == ["low", "top"]

    ties.set_parent(person=margaret, code=low.code, parent=None, at=FIRST)
    assert names_above(low) == ["low"]


def test_a_manager_puts_a_team_only_where_they_are(ada, grace, margaret):
    team, foreign = make_team(margaret), make_team(grace)
    with pytest.raises(Team.DoesNotExist):
        ties.set_parent(person=margaret, code=team.code, parent=foreign.code, at=FIRST)
    with pytest.raises(Team.DoesNotExist):
        ties.set_parent(person=grace, code=team.code, parent=foreign.code, at=FIRST)

    join(foreign, margaret)
    ties.set_parent(person=margaret, code=team.code, parent=foreign.code, at=FIRST)
    team.refresh_from_db()
    assert team.parent is None
    assert find_tie(team).parent == foreign


def test_a_team_becomes_part_of_another_once_both_managers_agree(ada, grace, margaret, mallory):
    team, above = make_team(margaret), make_team(grace)
    join(above, margaret)
    join(team, ada)
    ties.set_parent(person=margaret, code=team.code, parent=above.code, at=LONG_AGO)
    tie = find_tie(team)
    for person, code, error in (
        (margaret, above.code, Team.DoesNotExist),
        (mallory, above.code, Team.DoesNotExist),
        (margaret, team.code, Tie.DoesNotExist),
    ):
        with pytest.raises(error):
            ties.agree_tie(person=person, code=code, tie=tie.code, at=FIRST)

    for _click in range(2):
        ties.agree_tie(person=grace, code=above.code, tie=tie.code, at=FIRST)

    team.refresh_from_db()
    assert team.parent == above
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([ada.email], "Your team is part of another one")
    assert "close 30 days from now" in " ".join(letter.body.split())


def test_either_manager_ends_it(grace, margaret):
    team, above = make_team(margaret), make_team(grace)
    make_part(team, above)
    tie = find_tie(team)
    with pytest.raises(Tie.DoesNotExist):
        ties.end_tie(person=margaret, code=team.code, tie=tie.code, at=FIRST)
    ties.end_tie(person=grace, code=above.code, tie=tie.code, at=FIRST)
    team.refresh_from_db()
    assert (team.parent, find_tie(team)) == (None, None)

    make_part(team, above, FIRST)
    ties.set_parent(person=margaret, code=team.code, parent=None, at=SECOND)
    team.refresh_from_db()
    assert (team.parent, find_tie(team)) == (None, None)


def test_a_question_of_a_former_manager_is_not_the_new_ones(ada, grace, margaret):
    team, above = make_team(margaret), make_team(grace)
    join(above, margaret)
    ties.set_parent(person=margaret, code=team.code, parent=above.code, at=LONG_AGO)

    hand_over(team, join(team, ada), FIRST)

    assert find_tie(team) is None


def test_of_two_questions_that_would_make_a_circle_one_is_agreed(grace, margaret):
    one, other = make_team(margaret), make_team(grace)
    back = Tie.objects.create(team=other, parent=one, asked_at=LONG_AGO)
    make_part(one, other)

    with pytest.raises(ties.Circle):
        ties.agree_tie(person=margaret, code=one.code, tie=back.code, at=FIRST)


def test_the_tree_has_no_circle(margaret):
    top, middle, low = tree(margaret, "top", "middle", "low")

    for above in (top, middle, low):
        with pytest.raises(ties.Circle):
            ties.set_parent(person=margaret, code=top.code, parent=above.code, at=FIRST)


@at_once
def test_two_moves_at_once_make_no_circle(margaret):
    one, other = make_team(margaret, name="one"), make_team(margaret, name="other")

    def move(team, parent):
        return ties.set_parent(person=margaret, code=team.code, parent=parent.code, at=FIRST)

    results = together(lambda: move(one, other), lambda: move(other, one))

    assert sorted(type(result).__name__ for result in results) == ["Circle", "Team"]


def test_who_no_longer_manages_from_above_starts_anew(grace, margaret):
    above, team = make_team(grace), make_team(margaret)
    join(above, margaret)
    membership = join(team, grace)
    make_part(team, above)
    assert find_membership(grace) == membership

    ties.set_parent(person=margaret, code=team.code, parent=None, at=FIRST)

    assert find_membership(grace).joined_at == FIRST


def test_dissolving_ends_memberships_and_ties(ada, margaret):
    _, middle, low = tree(margaret, "top", "middle", "low")
    member, below = join(middle, ada), join(low)

    teams.dissolve_team(person=margaret, code=middle.code, at=FIRST)

    member.refresh_from_db()
    middle.refresh_from_db()
    assert (member.left_at, middle.dissolved_at) == (FIRST, FIRST)
    assert names_above(low) == ["low"]
    assert names_above(middle) == ["middle"]
    assert not Tie.objects.filter(ended_at=None).exists()
    assert find_membership(below.person) == below
    for person in (ada, margaret):
        with pytest.raises(Team.DoesNotExist):
            teams.dissolve_team(person=person, code=middle.code, at=SECOND)


def test_dissolving_makes_a_manager_from_above_start_anew(grace, margaret):
    above, team = make_team(grace), make_team(margaret)
    join(above, margaret)
    join(team, grace)
    make_part(team, above)

    teams.dissolve_team(person=grace, code=above.code, at=FIRST)

    assert find_membership(grace).joined_at == FIRST
    assert find_membership(margaret) is None


def test_a_clock_that_was_set_back_is_no_obstacle(margaret):
    team = make_team(margaret, at=FIRST)
    membership = join(team, at=FIRST)

    teams.dissolve_team(person=margaret, code=team.code, at=FIRST - DAY)

    membership.refresh_from_db()
    team.refresh_from_db()
    assert (membership.left_at, team.dissolved_at) == (FIRST, FIRST)
