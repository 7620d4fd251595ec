"""The bar of the promise: an attacker who reads every number about 300 teams for two years.

The full run is `make attack`; docs/privacy-evidence.md has its figures.
"""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle, islice, product
from typing import Any

import pytest
from django.db import connection

from assessments.teams.models.doubts import Doubt
from assessments.teams.models.releases import HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team
from assessments.teams.releases.facts import list_members
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.tokens import rounding_threshold
from assessments.teams.services.restores import record_restore
from tests.attack import controls
from tests.attack.acts import PRESSED, WHEN, list_bared, press, press_hand_over, press_out
from tests.attack.attacker import ROUNDING, Estimate, attack, see
from tests.attack.cells import CELLS, SIZES
from tests.attack.measuring import measure
from tests.attack.people import CLOSINGS, START, Author, Plan, Story
from tests.attack.reading import Reader, Reading, read_both, read_json, read_roll_up
from tests.attack.scenes import lone_joiner, quiet_team
from tests.attack.site import Press, list_pillars, play
from tests.teams.organisation import make_part, make_team

SEED = 20261125
TEAMS = 300

pytestmark = [pytest.mark.attack, pytest.mark.django_db]


@pytest.fixture
def author(set_version) -> Author:
    return Author(SEED, list_pillars())


def write(author: Author, teams: int, known: int) -> list[Story]:
    return [author.write(Plan(*cell, known=known)) for cell in islice(cycle(CELLS), teams)]


def read_all(
    stories: list[Story],
    *,
    knows: tuple[int, ...],
    closings: tuple[datetime, ...] = CLOSINGS,
    read: Reader = read_both,
) -> list[list[list[Estimate]]]:
    """For each number of known members: the estimates of every team."""
    told = play(stories, SEED, closings, read)
    seen = [see(story, pages) for story, pages in zip(stories, told, strict=True)]
    return [
        [attack(story, views, knows=n) for story, views in zip(stories, seen, strict=True)]
        for n in knows
    ]


def hang(teams: list[Team]) -> list[Team]:
    """Each three teams in a row become part of a new one."""
    above = []
    for n in range(0, len(teams), 3):
        above.append(make_team(name=f"Above {n}", at=START))
        for team in teams[n : n + 3]:
            make_part(team, above[-1], at=START)
    return above


def list_values() -> list[Any]:
    return list(TrendRelease.objects.order_by("team").values_list("values", flat=True))


def release_again(at: datetime) -> list[Any]:
    """What the command makes where no release is left, as in a backup from before the close."""
    with connection.cursor() as cursor:
        for model in (ReleaseToken, RollUp, TrendRelease):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    HalfYear.objects.update(is_rolled_up=False)
    release_trends(at=at)
    return list_values()


def read_own(stories: list[Story], press: Press | None = None) -> list[list[Estimate]]:
    """What he makes of each team, knowing all that he controls, and doing what `press` does."""
    told = play(stories, SEED, press=press)
    return [
        attack(story, see(story, pages), knows=story.known)
        for story, pages in zip(stories, told, strict=True)
    ]


def read_joiner(stories: list[Story], read: Reader = read_both) -> list[list[Estimate]]:
    (teams,) = read_all(stories, knows=(0,), closings=CLOSINGS[:2], read=read)
    return [team[-1:] for team in teams]


def assert_holds(teams: list[list[Estimate]]) -> None:
    gain = measure(teams)
    assert gain.teams > 100
    assert gain.all_targets <= 4, gain
    assert gain.best_upper <= 8, gain
    assert gain.lowest_sd >= 2, gain


def test_outsider_and_member_gain_next_to_nothing(author) -> None:
    """The outsider reads the member's teams: somebody retakes in every half-year, as none need."""
    outsider, member = read_all(write(author, TEAMS, known=1), knows=(0, 1))
    assert_holds(outsider)
    assert_holds(member)


def test_member_with_two_puppets_gains_next_to_nothing(author) -> None:
    # Twice as many teams as the bar says. With 300 and this seed the bound is +9.2 and misses it;
    # what he expects himself differs little from the full run, which has 6,000 and a bound of +3.7.
    (puppets,) = read_all(write(author, 2 * TEAMS, known=3), knows=(3,))
    assert_holds(puppets)


def test_fresh_puppets_in_each_half_year_gain_next_to_nothing(author) -> None:
    plans = (Plan(*cell, known=3, swaps=True) for cell in islice(cycle(CELLS), TEAMS))
    assert_holds(read_own([author.write(plan) for plan in plans]))


def test_swapped_puppets_alone_make_no_number(author, monkeypatch) -> None:
    (pages,) = play([quiet_team(author, size=8)], SEED)
    assert [bool(page.values) for page in pages] == [True, False, False, False]

    # When one who left and one who joined were two changes, they did.
    monkeypatch.setattr("assessments.teams.disclosure.decision.max", int.__add__, raising=False)
    (pages,) = play([quiet_team(author, size=8)], SEED)
    assert [bool(page.values) for page in pages][:2] == [True, True]


def test_doubts_of_one_to_three_seats_gain_next_to_nothing(author) -> None:
    plans = [
        Plan(*cell, known=seats, acts=f"doubts {when}")
        for seats, when in product((1, 2, 3), WHEN)
        for cell in islice(cycle(CELLS), TEAMS // 9 + 1)
    ]
    assert_holds(read_own([author.write(plan) for plan in plans], press))


@pytest.mark.parametrize("when", WHEN)
def test_none_of_these_doubts_is_refused(author, when) -> None:
    """Else he would do less than the evidence says."""
    stories = [author.write(Plan(*cell, known=3, acts=f"doubts {when}")) for cell in CELLS]
    play(stories, SEED, press=press)

    said = Doubt.objects.values_list("doubted_at", flat=True)
    each = 3 * 2 * len(stories)  # seats, and those whom they doubt
    assert sorted(said) == [at + WHEN[when] for at in PRESSED for _ in range(each)]


def test_doubts_that_take_people_out_would_bare_the_last_one(author, monkeypatch) -> None:
    """The rule of before, which let him choose whom he shares a number with."""
    plans = [Plan(8, 1.0, 0.8, known=4)] * 60

    def list_undoubted(team):
        doubted = Doubt.objects.filter(team=team).values_list("person", flat=True)
        return [each for each in list_members(team) if each[0].pk not in set(doubted)]

    monkeypatch.setattr("assessments.teams.releases.making.list_members", list_undoubted)
    monkeypatch.setattr("assessments.teams.releases.making.is_doubted", lambda *_: False)
    monkeypatch.setattr("assessments.teams.disclosure.decision.ROSTER", 5)
    stories = [author.write(plan) for plan in plans]
    told = play(stories, SEED, press=press_out)
    gain = measure(
        attack(story, see(story, pages, list_bared(story)), knows=story.known)
        for story, pages in zip(stories, told, strict=True)
    )
    assert gain.teams > 20
    assert gain.best_target > 8, gain


def test_a_hand_over_to_a_member_tells_nothing(author) -> None:
    stories = [author.write(Plan(*cell, known=1)) for cell in islice(cycle(CELLS), 64)]
    told = play(stories, SEED, press=press_hand_over)
    assert not any(pages[1].values for pages in told)
    gain = measure(
        attack(story, see(story, pages), knows=1)
        for story, pages in zip(stories, told, strict=True)
    )
    assert gain.all_targets <= 4, gain
    assert gain.lowest_sd >= 2, gain


def test_two_teams_of_puppets_do_not_read_a_third_off_the_average_above(author) -> None:
    """He runs the team above and all of two teams below it; the third is somebody else's."""
    plans = [Plan(6, 1.0, 0.0, known=6)] * 2 + [Plan(8, 1.0, 0.8)]
    stories = [author.write(plan) for plan in plans * 40]
    above: list[Team] = []
    told = play(stories, SEED, arrange=lambda teams: above.extend(hang(teams)))
    teams = []
    for n, top in enumerate(above):
        own = [{page.closes_at: page.values for page in told[3 * n + k]} for k in (0, 1)]
        # Three times their mean, less what he knows of his own two, is what the third has.
        thirds = [
            Reading(at, tuple(3 * each - one - two for each, one, two in zip(*known, strict=True)))
            for at, *known in (
                (page.closes_at, page.values, own[0][page.closes_at], own[1][page.closes_at])
                for page in read_roll_up(top)
            )
        ]
        story = stories[3 * n + 2]
        # Rounded for three teams at once, to the nearest.
        views = [replace(view, noise=ROUNDING + 9 * 25 / 12) for view in see(story, thirds)]
        teams.append(attack(story, views, knows=0))
    gain = measure(teams)
    assert gain.teams > 20
    assert gain.all_targets <= 4, gain
    assert gain.best_target <= 8, gain


def test_a_restored_backup_draws_nothing_a_second_time(author, monkeypatch) -> None:
    """With the draw of the site itself, which depends on nothing but who and what counts."""
    stories = [author.write(Plan(*cell, known=1)) for cell in islice(cycle(CELLS), 32)]
    later = CLOSINGS[0] + timedelta(days=1)
    play(stories, SEED, CLOSINGS[:1], draw=rounding_threshold)
    first = list_values()
    assert any(first)
    assert release_again(later) == first

    # With a fresh draw he would have two numbers of the same answers.
    chance = random.Random(SEED)
    with monkeypatch.context() as patch:
        name = "assessments.teams.releases.making.rounding_threshold"
        patch.setattr(name, lambda *_: chance.getrandbits(256))
        assert release_again(later) != first

    # Once the restore is recorded there is none at all.
    record_restore(backup_made_at=CLOSINGS[0] - timedelta(days=1), restored_at=later)
    assert not any(release_again(later))


def test_the_same_attacker_bites_into_a_live_mean(author) -> None:
    """In teams of more than five: a team of five rarely has a second mean of five people."""
    stories = [story for story in write(author, TEAMS, known=1) if story.size > controls.LEAST]
    gain = measure(attack(story, controls.live_mean(story), knows=1) for story in stories)
    assert gain.best_target >= 60, gain


def test_the_same_attacker_bites_into_monthly_means(author) -> None:
    stories = write(author, TEAMS, known=1)
    gain = measure(attack(story, controls.monthly_mean(story), knows=1) for story in stories)
    assert gain.best_target >= 25, gain


def test_without_the_rule_of_four_and_the_rounding_a_lone_joiner_is_recovered(
    author, monkeypatch
) -> None:
    monkeypatch.setattr("assessments.teams.disclosure.decision.CHANGES", 0)
    monkeypatch.setattr(
        "assessments.teams.releases.making.publish_value",
        lambda scores, threshold: float(sum(scores) / len(scores)),
    )
    monkeypatch.setattr("tests.attack.attacker.ROUNDING", 1e-6)
    stories = [lone_joiner(author, size=6, retakes=0) for _ in range(40)]
    # The page rounds once more, for the eye.
    assert measure(read_joiner(stories, read_json)).hits >= 95


def test_a_lone_joiner_alone_makes_no_number(author) -> None:
    story = lone_joiner(author, size=6, retakes=0)
    (pages,) = play([story], SEED)
    assert [bool(page.values) for page in pages] == [True, False, False, False]


def test_a_joiner_and_three_retakes_tell_a_stranger_next_to_nothing(author) -> None:
    stories = [lone_joiner(author, size=size, retakes=3) for size in SIZES for _ in range(40)]
    gain = measure(read_joiner(stories))
    assert gain.teams == len(stories)
    assert gain.best_target <= 8, gain
    assert gain.lowest_sd >= 2, gain
