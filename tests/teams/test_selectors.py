"""Who sees which team, its roster and log; who stands above whom."""

import pytest
from django.contrib.auth import get_user_model

from assessments.teams.models.teams import Team
from assessments.teams.selectors.managers import list_above
from assessments.teams.selectors.releases import list_releases
from assessments.teams.selectors.roster import list_roster
from assessments.teams.selectors.teams import get_managed_team, get_team, list_line, list_teams
from assessments.teams.services import membership, teams
from tests.teams.organisation import (
    FIRST,
    SECOND,
    join,
    make_full_team,
    make_part,
    make_person,
    make_team,
    release,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(margaret, ada):
    team = make_team(margaret)
    join(team, ada)
    return team


def test_members_and_manager_see_the_team_and_nobody_else(team, ada, grace, margaret, mallory):
    join(make_team(grace), mallory)

    for person in (ada, margaret):
        assert get_team(person, team.code) == team
        assert list(list_teams(person)) == [team]
    for person in (grace, mallory):
        assert team not in list_teams(person)
        with pytest.raises(Team.DoesNotExist):
            get_team(person, team.code)


def test_a_manager_from_above_and_staff_do_not_see_the_team(team, grace, margaret, mallory):
    above = make_team(grace)
    join(above, margaret)
    make_part(team, above)
    mallory.is_staff = mallory.is_superuser = True
    mallory.save()

    for person in (grace, mallory):
        with pytest.raises(Team.DoesNotExist):
            get_team(person, team.code)


def test_only_the_manager_manages(team, ada, margaret, mallory):
    assert get_managed_team(margaret, team.code) == team
    for person in (ada, mallory):
        with pytest.raises(Team.DoesNotExist):
            get_managed_team(person, team.code)


def test_who_left_and_what_is_dissolved_is_gone(team, ada, margaret):
    membership.leave_team(person=ada, code=team.code, at=FIRST)
    assert list(list_teams(ada)) == []

    teams.dissolve_team(person=margaret, code=team.code, at=FIRST)
    assert list(list_teams(margaret)) == []


def test_teams_are_listed_by_name_once(margaret):
    for name in ("Web", "Api"):
        join_to = make_team(margaret, name=name)
    join(join_to, margaret)

    assert [team.name for team in list_teams(margaret)] == ["Api", "Web"]


def test_the_roster_names_everybody_the_same_for_everybody(team, ada, margaret):
    join(team, make_person("Zoe"), consent=False)
    join(team, make_person("bea"))
    gone = join(team, make_person("Gus"))
    membership.leave_team(person=gone.person, code=team.code, at=FIRST)

    for person in (ada, margaret):
        assert [entry.name for entry in list_roster(team, person)] == ["Ada", "bea", "Zoe"]
    assert [entry.is_self for entry in list_roster(team, ada)] == [True, False, False]


def test_the_roster_tells_neither_consent_nor_who_answered(team, ada):
    entry = list_roster(team, ada)[0]

    assert set(vars(entry)) == {"code", "name", "is_self"}


def test_the_log_is_newest_first_and_of_one_team():
    team, other = make_full_team(5), make_full_team(5)
    first, second = release(team), release(team, SECOND)

    assert list(list_releases(team)) == [second, first]
    assert list_releases(other).count() == 2


def make_tree(*managers):
    """Teams, each part of the one before, with these managers."""
    above = None
    for manager in managers:
        team = make_team(manager)
        Team.objects.filter(pk=team.pk).update(parent=above)
        above = team
    return above


def managers_of(person):
    """Of many at once, and of the one: the same."""
    found = list_above([person])
    assert list_above([make_person(), person])[person.pk] == found[person.pk]
    return found[person.pk]


def test_a_member_is_managed_by_everybody_up_from_the_home_team(ada, grace, margaret):
    join(make_tree(grace, margaret), ada)

    assert managers_of(ada) == {margaret.pk, grace.pk}


def test_a_manager_is_managed_from_above_and_never_by_themselves(grace, margaret, mallory):
    join(make_tree(grace, margaret, grace), margaret)

    assert managers_of(margaret) == {grace.pk}
    assert managers_of(grace) == {margaret.pk}
    assert managers_of(mallory) == set()


def test_a_team_without_a_manager_is_passed_over(ada, grace):
    join(make_tree(grace, gone := make_person()), ada)
    get_user_model().objects.get(pk=gone.pk).delete()

    assert managers_of(ada) == {grace.pk}


def test_the_line_takes_one_query_and_ends_in_a_circle(django_assert_num_queries, margaret):
    low = make_tree(margaret, margaret, margaret)
    top = Team.objects.order_by("pk").first()
    Team.objects.filter(pk=top.pk).update(parent=low)

    with django_assert_num_queries(1):
        assert len(list_line([low.pk])) == 3


def test_who_is_above_takes_one_query(django_assert_num_queries, ada, margaret, mallory):
    join(make_tree(*[margaret] * 6), ada)

    with django_assert_num_queries(1):
        assert list_above([ada, mallory]) == {ada.pk: {margaret.pk}, mallory.pk: set()}
