"""Nobody is matched with their managers or reports, of teams or named, direct or further away."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.managers import list_above
from assessments.teams.services.membership import leave_team
from assessments.teams.services.teams import dissolve_team
from mentors.selectors.facts import APART, get_facts
from mentors.services.profiles import name_manager
from tests.factories import NOW, make_mentor, make_user
from tests.mentors.test_search import ADDRESS, names
from tests.teams.organisation import DAY

pytestmark = pytest.mark.django_db


def make_team(manager, *members, part_of=None):
    team = Team.objects.create(name="Team", manager=manager, parent=part_of, created_at=NOW)
    for person in members:
        Membership.objects.create(person=person, team=team, joined_at=NOW)
    return team


def make_people(count):
    return [make_user() for _ in range(count)]


def apart(person):
    """Who can't meet the person; it is the same seen from each of them."""
    found = {pk for pk, why in facts(person).apart.items() if why == APART}
    for other in found:
        assert facts(type(person)(pk=other)).apart[person.pk] == APART
    return found


def facts(person):
    return get_facts([person], NOW)[person.pk]


def pks(*people):
    return {person.pk for person in people}


def test_manager_and_members_are_apart_and_members_are_not(ada, grace, margaret, mallory):
    make_team(margaret, ada, grace)
    make_team(mallory)

    assert apart(ada) == apart(grace) == pks(margaret)
    assert apart(margaret) == pks(ada, grace)
    assert apart(mallory) == set()


def test_chain_goes_through_parent_teams(ada):
    top, middle, low, peer, beside = make_people(5)
    above = make_team(top)
    between = make_team(middle, part_of=above)
    make_team(low, ada, part_of=between)
    make_team(peer, beside, part_of=above)

    assert apart(ada) == pks(low, middle, top)
    assert apart(low) == pks(ada, middle, top)
    assert apart(top) == pks(middle, low, ada, peer, beside)
    assert apart(peer) == pks(top, beside)


def test_chain_goes_through_the_home_team_of_a_manager(ada, grace, margaret):
    make_team(grace, margaret)
    make_team(margaret, ada)

    assert apart(ada) == pks(margaret, grace)
    assert apart(grace) == pks(margaret, ada)


def test_named_manager_and_teams_combine_in_any_order(ada):
    named, leads, named_by_leader, top = make_people(4)
    name_manager(person=ada, email=named.email, at=NOW)
    make_team(leads, named)
    name_manager(person=leads, email=named_by_leader.email, at=NOW)
    make_team(named_by_leader, part_of=make_team(top))

    chain = pks(named, leads, named_by_leader, top)
    assert apart(ada) == chain
    assert apart(top) == chain - pks(top) | pks(ada)


def test_team_without_a_manager_is_passed_over(ada, grace):
    make_team(None, ada, part_of=make_team(grace))

    assert apart(ada) == pks(grace)


def test_who_left_or_whose_team_is_dissolved_is_free(ada, grace, margaret):
    team = make_team(margaret, ada, grace)

    leave_team(person=ada, code=team.code, at=NOW + DAY)
    assert (apart(ada), apart(margaret)) == (set(), pks(grace))
    dissolve_team(person=margaret, code=team.code, at=NOW + DAY)
    assert apart(grace) == apart(margaret) == set()


def test_circles_end(ada, grace, margaret):
    make_team(grace, ada)
    make_team(ada, grace)
    name_manager(person=grace, email=margaret.email, at=NOW)
    name_manager(person=margaret, email=ada.email, at=NOW)
    one = make_team(margaret)
    Team.objects.filter(pk=one.pk).update(parent=make_team(margaret, part_of=one))

    assert apart(ada) == pks(grace, margaret)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_chain_that_teams_know(seed):
    chance, people, teams = Random(seed), make_people(12), []
    for _ in range(8):
        above = chance.choice([None, *teams])
        teams.append(make_team(chance.choice(people), part_of=above))
    for person in people:
        if chance.random() < 0.7:
            Membership.objects.create(person=person, team=chance.choice(teams), joined_at=NOW)
    direct = {each.pk: managers_of(each) for each in people}

    above = {each.pk: reach(direct, each.pk) for each in people}
    assert list_above(people) == {pk: chain - {pk} for pk, chain in above.items()}
    line = {pk: managers - {pk} for pk, managers in direct.items()}
    assert list_above(people, only_line=True) == line
    assert get_facts(people, NOW) == {each.pk: facts(each) for each in people}
    for person in people:
        below = {pk for pk, chain in above.items() if person.pk in chain}
        assert apart(person) == (above[person.pk] | below) - {person.pk}


def managers_of(person):
    """Of the person's teams and of every team that these are part of, one team after the other."""
    found = set()
    home = [membership.team for membership in Membership.objects.filter(person=person)]
    for team in (*home, *Team.objects.filter(manager=person)):
        while team is not None:
            found.add(team.manager_id)
            team = team.parent
    return found


def reach(direct, start):
    found, waiting = set(), [start]
    while waiting:
        new = direct[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def test_search_finds_nobody_of_the_chain(ada_client, ada, grace, margaret):
    for person, name in ((ada, "Ada"), (grace, "Grace"), (margaret, "Margaret")):
        make_mentor(person, name=name)
    assert sorted(names(ada_client.get(ADDRESS))) == ["Grace", "Margaret"]

    make_team(margaret, ada, grace)

    assert names(ada_client.get(ADDRESS)) == ["Grace"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a plan in SQLite's words")
def test_no_step_of_the_chain_looks_through_all_accounts(ada):
    with CaptureQueriesContext(connection) as asked:
        facts(ada)
    (statement,) = (each["sql"] for each in asked.captured_queries)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        steps = [row[-1] for row in cursor.fetchall()]

    assert any(step.startswith("SEARCH boss USING INDEX one_account_an_email") for step in steps)
    assert not [step for step in steps if step.startswith(("SCAN boss", "SCAN profile"))]
