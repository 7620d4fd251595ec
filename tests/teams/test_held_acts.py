"""What others do to a member never takes that member out: it holds the whole half-year."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from assessments.teams.models.acts import TeamAct
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import TrendRelease
from assessments.teams.models.restores import Restore
from assessments.teams.models.teams import Team
from assessments.teams.releases.making import release_trends
from assessments.teams.selectors.ties import find_tie
from assessments.teams.services import managers, ties
from assessments.teams.services.restores import record_restore
from assessments.teams.services.teams import arrange_team, dissolve_team
from setframework.people.models import User
from tests.teams.organisation import (
    DAY,
    FIRST,
    LONG_AGO,
    SECOND,
    THIRD,
    contributors,
    hand_over,
    join,
    make_full_team,
    make_part,
    make_person,
    make_team,
    members,
    release,
    sit,
)

pytestmark = pytest.mark.django_db

TICK = timedelta(seconds=1)
FOURTH = THIRD.replace(year=2029, month=1)


@pytest.fixture
def team():
    """Nine who count, who all answer anew before each close."""
    team = make_full_team(9)
    for person in members(team):
        for closes_at in (SECOND, THIRD, FOURTH):
            sit(person, closes_at - DAY)
    return team


def member(team, number):
    return Membership.objects.get(team=team, person=members(team)[number], left_at=None)


def published(team, *closings):
    return [release(team, closes_at).is_published for closes_at in closings]


def test_without_any_act_each_half_year_has_its_number(team):
    assert published(team, FIRST, SECOND, THIRD) == [True, True, True]


# Hand-over


def test_a_hand_over_to_a_member_holds_its_half_year_and_no_more(team):
    assert published(team, FIRST) == [True]
    hand_over(team, member(team, 0), FIRST + 40 * DAY)

    assert published(team, SECOND, THIRD) == [False, True]


def test_handed_over_and_back_again_the_half_year_is_held(team):
    """As if one member was to be out of the count just when it matters."""
    assert published(team, FIRST) == [True]
    manager = team.manager
    away = join(team, manager)
    hand_over(team, member(team, 0), FIRST + 40 * DAY)
    back = Membership.objects.get(team=team, person=manager, left_at=None)
    assert back != away
    hand_over(team, back, FIRST + 50 * DAY)

    assert published(team, SECOND) == [False]


def test_asking_alone_holds_nothing(team):
    managers.offer_team(person=team.manager, code=team.code, to=member(team, 0).code)

    assert published(team, FIRST) == [True]


@pytest.mark.parametrize("at", [FIRST, FIRST + TICK])
def test_a_hand_over_between_the_close_and_a_late_run_holds_both_half_years(team, at):
    hand_over(team, member(team, 0), at)
    release_trends(at=FIRST + 3 * DAY)
    made = TrendRelease.objects.get(team=team)

    assert made.is_published is False
    assert published(team, SECOND, THIRD) == [False, True]


def test_the_manager_of_a_team_above_who_is_a_member_below_holds_it(team):
    above = make_team()
    make_part(team, above, LONG_AGO)
    assert published(team, FIRST) == [True]
    home = member(team, 0)
    arrange_team(team=above, name="Above", manager=home.person, at=FIRST + DAY)
    managers.accept_team(person=home.person, code=above.code, at=FIRST + DAY)

    assert published(team, SECOND, THIRD) == [False, True]


# Moves


def test_a_move_below_somebody_who_is_a_member_holds_it(team):
    above = make_team(members(team)[0])
    assert published(team, FIRST) == [True]
    make_part(team, above, FIRST + DAY)

    assert published(team, SECOND, THIRD) == [False, True]


def test_a_move_that_ends_holds_it_too(team):
    """The manager from above starts anew as a member."""
    above = make_team()
    make_part(team, above, LONG_AGO)
    join(team, above.manager)
    assert published(team, FIRST) == [True]
    ties.end_tie(person=above.manager, code=above.code, tie=find_tie(team).code, at=FIRST + DAY)

    assert published(team, SECOND, THIRD) == [False, True]


def test_dissolving_the_team_above_holds_it_too(team):
    above = make_team()
    make_part(team, above, LONG_AGO)
    join(team, above.manager)
    assert published(team, FIRST) == [True]
    dissolve_team(person=above.manager, code=above.code, at=FIRST + DAY)

    assert published(team, SECOND) == [False]


def test_a_move_that_is_about_nobody_in_the_team_holds_nothing(team):
    make_part(team, make_team(), FIRST - DAY)
    make_part(team, None, FIRST - TICK)

    assert published(team, FIRST) == [True]
    assert not TeamAct.objects.exists()


# Staff


@pytest.mark.parametrize(
    "change", [{"is_staff": True}, {"is_superuser": True}, {"is_active": False}]
)
@pytest.mark.parametrize("at_once", [True, False])
def test_staff_who_take_a_member_out_of_the_count_hold_the_half_year(team, change, at_once):
    """In the first half-year of the member, and in a later one; whatever way it was done."""
    if not at_once:
        assert published(team, FIRST) == [True]
    User.objects.filter(pk=members(team)[0].pk).update(**change)

    assert published(team, *([FIRST, SECOND] if at_once else [SECOND, THIRD])) == [False, True]


def test_staff_and_managers_who_join_hold_nothing(team):
    join(team, make_person(is_staff=True), at=FIRST - 50 * DAY)
    join(team, team.manager, at=FIRST - 50 * DAY)
    made = release(team)

    assert made.is_published is True
    assert len(contributors(made, members(team))) == 9


def test_a_member_who_leaves_or_withdraws_holds_nothing(team):
    Membership.objects.filter(pk=member(team, 0).pk).update(left_at=FIRST - DAY)
    Membership.objects.filter(pk=member(team, 0).pk).update(withdrawn_at=FIRST - DAY)
    made = release(team)

    assert made.is_published is True
    assert len(contributors(made, User.objects.all())) == 7


# Restored backups


def test_after_a_restore_what_was_lost_and_the_next_half_year_are_held(team):
    restore = record_restore(backup_made_at=FIRST - TICK, restored_at=FIRST + 40 * DAY)

    assert (restore.first_held, restore.last_held) == (FIRST, SECOND)
    assert published(team, FIRST, SECOND, THIRD) == [False, False, True]


def test_a_backup_that_is_older_than_two_closes(team):
    record_restore(backup_made_at=FIRST - DAY, restored_at=SECOND + DAY)

    assert published(team, FIRST, SECOND, THIRD, FOURTH) == [False, False, False, True]


def test_a_backup_between_the_close_and_its_run_loses_that_half_year(team):
    record_restore(backup_made_at=FIRST + TICK, restored_at=FIRST + DAY)

    assert published(team, FIRST, SECOND, THIRD) == [False, False, True]


def test_a_backup_of_this_half_year_loses_nothing(team):
    assert published(team, FIRST) == [True]
    restore = record_restore(backup_made_at=FIRST + DAY, restored_at=FIRST + 40 * DAY)

    assert (restore.first_held, restore.last_held) == (None, None)
    assert published(team, SECOND) == [True]


def test_the_command_records_a_restore(team, capsys):
    call_command("record_restore", "2020-01-05")
    assert "Held: half-years that close from 2020-07-01 to " in capsys.readouterr().out
    for wrong in ("yesterday", "2999-01-01"):
        with pytest.raises(CommandError):
            call_command("record_restore", wrong)
    assert Restore.objects.count() == 1


# What the database says


def test_a_team_asks_one_other_at_a_time():
    team, one, other = make_team(), make_team(), make_team()
    make_part(team, one)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_part(team, other)
    assert Team.objects.filter(parent=one).count() == 1
