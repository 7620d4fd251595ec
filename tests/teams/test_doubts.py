"""\"I don't know this person\", and the two others who do."""

import pytest

from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services import doubts, membership
from tests.teams.organisation import FIRST, doubted_in, join, make_person, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(margaret):
    team = make_team(margaret)
    for name in ("Ann", "Ben", "Cem", "Dan"):
        join(team, make_person(name))
    return team


@pytest.fixture
def memberships(team):
    return list(Membership.objects.filter(team=team).order_by("pk"))


def say(verb, team, person, about):
    fields = {} if verb is doubts.take_back_doubt else {"at": FIRST}
    return verb(person=person, code=team.code, member=about.code, **fields)


def test_a_doubted_person_is_listed_until_two_others_vouch(team, memberships):
    ann, ben, cem, dan = memberships
    say(doubts.doubt, team, ben.person, ann)
    assert doubted_in(team) == {ann.code}

    say(doubts.vouch, team, cem.person, ann)
    say(doubts.vouch, team, cem.person, ann)
    assert doubted_in(team) == {ann.code}

    say(doubts.vouch, team, dan.person, ann)
    assert doubted_in(team) == set()


def test_doubting_twice_is_one_doubt(team, memberships):
    ann, ben, *_ = memberships

    assert say(doubts.doubt, team, ben.person, ann) == say(doubts.doubt, team, ben.person, ann)
    assert Doubt.objects.count() == 1


def test_a_doubt_can_be_taken_back_by_who_said_it(team, memberships):
    ann, ben, cem, _ = memberships
    say(doubts.doubt, team, ben.person, ann)
    say(doubts.take_back_doubt, team, cem.person, ann)
    assert doubted_in(team) == {ann.code}

    say(doubts.take_back_doubt, team, ben.person, ann)
    assert doubted_in(team) == set()


def test_who_doubts_does_not_vouch_and_who_vouches_may_change_their_mind(team, memberships):
    ann, ben, cem, _ = memberships
    say(doubts.doubt, team, ben.person, ann)
    with pytest.raises(doubts.OwnDoubt):
        say(doubts.vouch, team, ben.person, ann)

    say(doubts.vouch, team, cem.person, ann)
    say(doubts.doubt, team, cem.person, ann)
    assert not Vouch.objects.exists()


def test_nobody_has_to_vouch_where_nobody_doubts(team, memberships):
    ann, ben, *_ = memberships

    with pytest.raises(doubts.NotDoubted):
        say(doubts.vouch, team, ben.person, ann)


@pytest.mark.parametrize("verb", [doubts.doubt, doubts.vouch, doubts.take_back_doubt])
def test_nobody_speaks_about_themselves_or_from_outside(team, memberships, mallory, grace, verb):
    ann, ben, *_ = memberships
    say(doubts.doubt, team, ben.person, ann)
    elsewhere = join(make_team(grace))

    for person, about, error in (
        (ann.person, ann, doubts.OwnDoubt),
        (mallory, ann, Team.DoesNotExist),
        (team.manager, ann, membership.NotAMember),
        (ben.person, elsewhere, Membership.DoesNotExist),
    ):
        with pytest.raises(error):
            say(verb, team, person, about)
    assert (Doubt.objects.count(), Vouch.objects.count()) == (1, 0)


def test_a_manager_who_is_in_the_team_doubts_but_does_not_vouch(team, memberships):
    ann, ben, *_ = memberships
    join(team, team.manager)
    say(doubts.doubt, team, ben.person, ann)

    with pytest.raises(doubts.SeesTheTeam):
        say(doubts.vouch, team, team.manager, ann)
    say(doubts.doubt, team, team.manager, ann)
    assert Doubt.objects.count() == 2


def test_a_doubt_outlives_leaving_coming_back_and_its_author(team, memberships):
    ann, ben, *_ = memberships
    say(doubts.doubt, team, ben.person, ann)

    membership.leave_team(person=ann.person, code=team.code, at=FIRST)
    assert doubted_in(team) == set()
    back = join(team, ann.person, at=FIRST)
    ben.person.delete()

    assert doubted_in(team) == {back.code}


def test_a_doubt_stays_in_its_team(team, memberships, grace):
    ann, ben, *_ = memberships
    say(doubts.doubt, team, ben.person, ann)
    membership.leave_team(person=ann.person, code=team.code, at=FIRST)
    other = make_team(grace)
    join(other, ann.person)

    assert doubted_in(other) == set()
