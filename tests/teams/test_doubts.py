"""\"I don't know this person\": it holds a half-year, takes nobody out, and lapses."""

from datetime import timedelta

import pytest

from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services import doubts, membership
from tests.teams.organisation import (
    DAY,
    FIRST,
    LONG_AGO,
    SECOND,
    contributors,
    doubted_in,
    join,
    make_full_team,
    make_person,
    make_team,
    members,
    release,
    sit,
)

pytestmark = pytest.mark.django_db

TICK = timedelta(seconds=1)
IN_TIME = FIRST - 30 * DAY


@pytest.fixture
def team(margaret):
    team = make_team(margaret)
    for name in ("Ann", "Ben", "Cem", "Dan", "Eve", "Fay"):
        join(team, make_person(name))
    return team


@pytest.fixture
def memberships(team):
    return list(Membership.objects.filter(team=team).order_by("pk"))


def say(verb, team, person, about, at=LONG_AGO):
    return verb(person=person, code=team.code, member=about.code, at=at)


def say_all(verb, team, numbers, about, at):
    """Members by their number say it about another of them."""
    people = members(team)
    other = Membership.objects.get(team=team, person=people[about], left_at=None)
    for number in numbers:
        say(verb, team, people[number], other, at)


# What a doubt does to the number of a half-year


@pytest.mark.parametrize(
    ("doubters", "at", "expected"),
    [
        ((1,), LONG_AGO, True),
        ((1, 2), LONG_AGO, False),
        ((1, 2), IN_TIME, False),
        ((1, 2), IN_TIME + TICK, True),
        ((1, 2), FIRST - TICK, True),
        ((1, 2), FIRST + TICK, True),
        ((1, 2, 3, 4), FIRST + TICK, True),
    ],
)
def test_a_doubt_of_two_30_days_before_the_close_holds_the_half_year(doubters, at, expected):
    team = make_full_team(8)
    say_all(doubts.doubt, team, doubters, 0, at)

    made = release(team)

    assert made.is_published is expected
    assert contributors(made, members(team)) == (set(members(team)) if expected else set())


def test_a_doubt_takes_nobody_out():
    """One member doubts two, early and in the last minutes: everybody stays in the number."""
    team = make_full_team(8)
    say_all(doubts.doubt, team, [0], 1, LONG_AGO)
    say_all(doubts.doubt, team, [0], 2, FIRST - TICK)

    assert contributors(release(team), members(team)) == set(members(team))


@pytest.mark.parametrize("consent", [True, False])
def test_whoever_it_is_about_the_half_year_is_held(consent):
    """Somebody who would not count at all, without consent and new."""
    team = make_full_team(8)
    join(team, consent=consent, at=FIRST - 40 * DAY)
    say_all(doubts.doubt, team, [1, 2], 8, FIRST - 35 * DAY)

    assert release(team).is_published is False


def test_a_doubt_about_somebody_who_left_before_the_close_holds_nothing():
    team = make_full_team(8)
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO)
    membership.leave_team(person=members(team)[0], code=team.code, at=FIRST - TICK)

    assert release(team).is_published is True


def test_leaving_after_the_close_does_not_lift_the_doubt():
    team = make_full_team(8)
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO)
    membership.leave_team(person=members(team)[0], code=team.code, at=FIRST)

    assert release(team).is_published is False


@pytest.mark.parametrize("goes", ["leave", "erase"])
def test_who_doubted_and_left_does_not_lift_it_before_the_close(goes):
    team = make_full_team(9)
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO)
    for person in members(team)[1:3]:
        if goes == "leave":
            membership.leave_team(person=person, code=team.code, at=FIRST - 60 * DAY)
        else:
            person.delete()

    assert release(team).is_published is False


def test_it_lapses_after_the_half_year():
    """Whoever doubted is gone, nobody vouches, and the next half-year has its number."""
    team = make_full_team(9)
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO)
    for person in members(team)[1:3]:
        membership.leave_team(person=person, code=team.code, at=FIRST - DAY)
    assert release(team).is_published is False
    for person in members(team):
        sit(person, SECOND - DAY)

    assert doubted_in(team, FIRST) == set()
    assert release(team, SECOND).is_published is True


def test_a_doubt_that_comes_too_late_is_for_the_next_half_year():
    team = make_full_team(8)
    say_all(doubts.doubt, team, [1, 2], 0, FIRST - DAY)
    assert release(team).is_published is True
    for person in members(team):
        sit(person, SECOND - DAY)

    assert release(team, SECOND).is_published is False


def test_who_is_new_doubts_in_effect_after_30_days():
    """An account changed for a fresh one does not make a second doubter in time."""
    team = make_full_team(8)
    join(team, at=FIRST - 50 * DAY)
    for number in (1, 8):
        say_all(doubts.doubt, team, [number], 0, FIRST - 40 * DAY)

    assert release(team).is_published is True


@pytest.mark.parametrize(
    ("doubters", "vouchers", "at", "expected"),
    [
        ((1, 2), (3,), FIRST - TICK, False),
        ((1, 2), (3, 4), FIRST - TICK, True),
        ((1, 2), (3, 4), FIRST, False),
        ((1, 2, 5), (3, 4), FIRST - TICK, False),
        ((1, 2, 5), (3, 4, 6), FIRST - TICK, True),
    ],
)
def test_vouches_until_the_close_clear_it(doubters, vouchers, at, expected):
    team = make_full_team(8)
    say_all(doubts.doubt, team, doubters, 0, LONG_AGO)
    say_all(doubts.vouch, team, vouchers, 0, at)

    assert release(team).is_published is expected


def test_vouches_ahead_of_time_count():
    team = make_full_team(8)
    say_all(doubts.vouch, team, [3, 4], 0, LONG_AGO)
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO + DAY)

    assert release(team).is_published is True


def test_a_vouch_that_was_taken_back_does_not_count():
    team = make_full_team(8)
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO)
    say_all(doubts.vouch, team, [3, 4], 0, LONG_AGO)
    say_all(doubts.take_back_vouch, team, [4], 0, FIRST - TICK)

    assert release(team).is_published is False


def test_what_is_taken_back_after_the_close_stood_at_the_close():
    team, other = make_full_team(8), make_full_team(8)
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO)
    say_all(doubts.take_back_doubt, team, [1, 2], 0, FIRST)
    say_all(doubts.doubt, other, [1, 2], 0, LONG_AGO)
    say_all(doubts.vouch, other, [3, 4], 0, LONG_AGO)
    say_all(doubts.doubt, other, [3, 4], 0, FIRST)

    assert release(team).is_published is False
    assert release(other).is_published is True


def test_those_who_are_doubted_can_not_vouch_for_each_other_nor_can_fresh_accounts():
    """Two puppets doubted by two vouch for each other, and so do two accounts of last week."""
    team, other = make_full_team(9), make_full_team(8)
    for about, by in ((0, 8), (8, 0)):
        say_all(doubts.doubt, team, [1, 2], about, LONG_AGO)
        say_all(doubts.vouch, team, [by, 3], about, LONG_AGO)
    say_all(doubts.doubt, other, [1, 2], 0, LONG_AGO)
    for _ in range(2):
        join(other, at=FIRST - 7 * DAY)
    say_all(doubts.vouch, other, [8, 9], 0, FIRST - DAY)

    assert release(team).is_published is False
    assert release(other).is_published is False


def test_who_sees_the_team_as_manager_can_not_clear_a_doubt():
    """A voucher who became the manager above since."""
    team, above = make_full_team(8), make_team()
    say_all(doubts.doubt, team, [1, 2], 0, LONG_AGO)
    say_all(doubts.vouch, team, [3, 4], 0, LONG_AGO)
    Team.objects.filter(pk=above.pk).update(manager=members(team)[3])
    Team.objects.filter(pk=team.pk).update(parent=above)

    assert release(team).is_published is False


# Saying it


def test_two_doubt_and_two_others_vouch(team, memberships):
    ann, ben, cem, dan, eve, _ = memberships
    say(doubts.doubt, team, ben.person, ann)
    assert doubted_in(team) == set()
    say(doubts.doubt, team, cem.person, ann)
    assert doubted_in(team) == {ann.code}

    say(doubts.vouch, team, dan.person, ann)
    say(doubts.vouch, team, dan.person, ann)
    assert doubted_in(team) == {ann.code}

    say(doubts.vouch, team, eve.person, ann)
    assert doubted_in(team) == set()


def test_doubting_twice_is_one_doubt(team, memberships):
    ann, ben, *_ = memberships

    assert say(doubts.doubt, team, ben.person, ann) == say(doubts.doubt, team, ben.person, ann)
    assert Doubt.objects.count() == 1


def test_a_doubt_can_be_taken_back_by_who_said_it(team, memberships):
    ann, ben, cem, dan, *_ = memberships
    say(doubts.doubt, team, ben.person, ann)
    say(doubts.doubt, team, cem.person, ann)
    say(doubts.take_back_doubt, team, dan.person, ann, LONG_AGO + DAY)
    assert doubted_in(team) == {ann.code}

    say(doubts.take_back_doubt, team, ben.person, ann, LONG_AGO + DAY)
    assert doubted_in(team, LONG_AGO + DAY) == set()


def test_nobody_doubts_the_same_person_twice_in_a_year(team, memberships):
    """Neither after it was taken back nor after it lapsed, nor in another team."""
    ann, ben, *_ = memberships
    said = say(doubts.doubt, team, ben.person, ann)
    say(doubts.take_back_doubt, team, ben.person, ann, LONG_AGO + DAY)
    for at in (LONG_AGO + 2 * DAY, said.closes_at, LONG_AGO + 365 * DAY - TICK):
        with pytest.raises(doubts.DoubtedBefore):
            say(doubts.doubt, team, ben.person, ann, at)
    other = make_team()
    for each in (ann, ben):
        membership.leave_team(person=each.person, code=team.code, at=LONG_AGO + 3 * DAY)
    again = join(other, ann.person, at=LONG_AGO + 4 * DAY)
    join(other, ben.person, at=LONG_AGO + 4 * DAY)
    with pytest.raises(doubts.DoubtedBefore):
        say(doubts.doubt, other, ben.person, again, LONG_AGO + 5 * DAY)

    assert say(doubts.doubt, other, ben.person, again, LONG_AGO + 365 * DAY)


def test_each_member_has_two_open_doubts(team, memberships):
    ann, ben, cem, dan, eve, _ = memberships
    for about in (ben, cem):
        said = say(doubts.doubt, team, ann.person, about)
    with pytest.raises(doubts.TooManyDoubts):
        say(doubts.doubt, team, ann.person, dan)

    say(doubts.take_back_doubt, team, ann.person, ben)
    say(doubts.doubt, team, ann.person, dan)
    with pytest.raises(doubts.TooManyDoubts):
        say(doubts.doubt, team, ann.person, eve)
    assert say(doubts.doubt, team, ann.person, eve, said.closes_at)


def test_who_doubts_does_not_vouch_and_who_vouches_may_change_their_mind(team, memberships):
    ann, ben, cem, *_ = memberships
    say(doubts.doubt, team, ben.person, ann)
    with pytest.raises(doubts.OwnDoubt):
        say(doubts.vouch, team, ben.person, ann)

    say(doubts.vouch, team, cem.person, ann)
    say(doubts.doubt, team, cem.person, ann)
    assert not Vouch.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    "verb", [doubts.doubt, doubts.vouch, doubts.take_back_doubt, doubts.take_back_vouch]
)
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
    ann, ben, cem, *_ = memberships
    for by in (ben, cem):
        say(doubts.doubt, team, by.person, ann)

    membership.leave_team(person=ann.person, code=team.code, at=LONG_AGO + DAY)
    assert doubted_in(team) == set()
    back = join(team, ann.person, at=LONG_AGO + DAY)
    ben.person.delete()

    assert doubted_in(team) == {back.code}


def test_a_doubt_stays_in_its_team(team, memberships, grace):
    ann, ben, cem, *_ = memberships
    for by in (ben, cem):
        say(doubts.doubt, team, by.person, ann)
    membership.leave_team(person=ann.person, code=team.code, at=LONG_AGO + DAY)
    other = make_team(grace)
    join(other, ann.person)

    assert doubted_in(other) == set()
