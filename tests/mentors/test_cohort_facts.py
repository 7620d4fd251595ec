"""The facts of a cohort, read at once, are those of a search for each person."""

from datetime import timedelta

import pytest

from assessments.teams.models.teams import Team
from mentors.models.blocks import Block
from mentors.models.profiles import MentorProfile
from mentors.selectors.facts import get_facts
from tests.factories import NOW, make_mentor, make_mentorship, make_request, make_user
from tests.teams.organisation import join, make_team

DAY = timedelta(days=1)


@pytest.fixture
def people(db):
    """Ten with a profile, of whom number 9 is in no cohort here."""
    found = [make_user() for _ in range(10)]
    for person in found:
        make_mentor(person, capacity=5)
    return found


def apart(people, one):
    """Numbers of the people whom that number can't meet."""
    facts = get_facts(people, NOW)[people[one].pk]
    return {number for number, other in enumerate(people) if other.pk in facts.apart}


def name_manager(person, boss):
    MentorProfile.objects.filter(person=person).update(manager_email=boss.email.lower())


def test_nothing_between_them_keeps_nobody_apart(people):
    assert {one: apart(people, one) for one in range(10)} == {one: set() for one in range(10)}


def test_cohort_of_nobody_has_no_facts(db):
    assert get_facts([], NOW) == {}


def test_whole_cohort_has_the_facts_of_each_search(people):
    Block.objects.create(person=people[0], blocked=people[1], created_at=NOW)
    make_mentorship(people[2], people[3], at=NOW - DAY)
    make_request(people[4], people[5], at=NOW - DAY)
    make_request(people[4], people[6], at=NOW - 11 * DAY)  # over by now
    make_request(people[5], people[6], at=NOW - DAY, state="more_info", asked_at=NOW)
    make_request(people[6], people[7], at=NOW - DAY, state="declined", decided_at=NOW)
    make_request(people[7], people[8], at=NOW, state="declined", decided_at=NOW - 90 * DAY)
    name_manager(people[0], people[9])
    name_manager(people[9], people[8])
    name_manager(people[8], people[0])  # a circle
    name_manager(people[3], people[4])
    people[2].is_active = False
    people[2].save()
    cohort = people[:9]
    keys = {person.pk for person in cohort}

    found = get_facts(cohort, NOW, among=keys)

    alone = {person.pk: get_facts([person], NOW)[person.pk] for person in cohort}
    assert found[people[6].pk].apart == {
        people[2].pk: "apart",
        people[5].pk: "asked",
        people[7].pk: "declined",
    }
    # They have an open pair too; that an account is closed stays secret, as does a block.
    assert found[people[3].pk].apart[people[2].pk] == "apart"
    assert {pk: facts.apart for pk, facts in found.items()} == {
        pk: {other: why for other, why in facts.apart.items() if other in keys}
        for pk, facts in alone.items()
    }
    assert get_facts(cohort, NOW) == alone
    assert [(found[pk].answers, found[pk].days) for pk in alone] == [
        (facts.answers, facts.days) for facts in alone.values()
    ]


def test_chain_leads_through_people_outside_the_cohort(people):
    name_manager(people[0], people[9])
    name_manager(people[9], people[1])

    cohort = people[:9]

    assert (apart(cohort, 0), apart(cohort, 1), apart(cohort, 2)) == ({1}, {0}, set())


def test_chain_leads_through_teams_and_named_managers(people):
    whole = make_team(people[0])
    part = make_team(people[1])
    Team.objects.filter(pk=part.pk).update(parent=whole)
    join(part, people[2])
    name_manager(people[3], people[2])

    found = get_facts(people, NOW)

    assert {one: apart(people, one) for one in range(5)} == {
        0: {1, 2, 3},
        1: {0, 2, 3},
        2: {0, 1, 3},
        3: {0, 1, 2},
        4: set(),
    }
    assert {pk: facts.apart for pk, facts in found.items()} == {
        person.pk: get_facts([person], NOW)[person.pk].apart for person in people
    }


@pytest.mark.parametrize("size", [1, 10])
def test_number_of_statements_does_not_grow_with_the_cohort(
    people, size, django_assert_num_queries
):
    with django_assert_num_queries(1):
        get_facts(people[:size], NOW)
