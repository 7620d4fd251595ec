"""The bar against an attacker who does more than read: each of his acts, and what holds him.

What he would read without each rule is in test_attack_rules.py.
"""

import random
from itertools import cycle, islice, product
from typing import Any

import pytest

from assessments.teams.models.doubts import Doubt
from assessments.teams.models.releases import TrendRelease
from assessments.teams.releases.facts import list_members
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.tokens import rounding_threshold
from assessments.teams.services.restores import record_restore
from tests.attack.acts import PRESSED, WHEN, list_bared, press, press_out
from tests.attack.attacker import attack, see
from tests.attack.bar import SEED, TEAMS, assert_holds
from tests.attack.below import play_below
from tests.attack.cells import CELLS
from tests.attack.measuring import measure
from tests.attack.people import CLOSINGS, Author, Plan
from tests.attack.playing import Batch, Outcome, play_batch
from tests.attack.restoring import DAY, lose_releases
from tests.attack.scenes import quiet_team
from tests.attack.site import list_pillars, play

pytestmark = [pytest.mark.attack, pytest.mark.django_db]


@pytest.fixture
def author(set_version) -> Author:
    return Author(SEED, list_pillars())


def run(kind: str, teams: int = TEAMS, **known: Any) -> list[Outcome]:
    """What the full run does, with fewer teams."""
    return play_batch(
        Batch(kind, tuple(Plan(*cell, **known) for cell in islice(cycle(CELLS), teams)), SEED)
    )


def test_fresh_puppets_in_each_half_year_gain_next_to_nothing(set_version) -> None:
    assert_holds(each.estimates for each in run("swapped", known=3, swaps=True))


def test_swapped_puppets_alone_make_no_number(author, monkeypatch) -> None:
    (pages,) = play([quiet_team(author, size=8)], SEED)
    assert [bool(page.values) for page in pages] == [True, False, False, False]

    # When one who left and one who joined were two changes, they did.
    monkeypatch.setattr("assessments.teams.disclosure.decision.max", int.__add__, raising=False)
    (pages,) = play([quiet_team(author, size=8)], SEED)
    assert [bool(page.values) for page in pages][:2] == [True, True]


def test_doubts_of_one_to_three_seats_gain_next_to_nothing(set_version) -> None:
    plans = tuple(
        Plan(*cell, known=seats, acts=f"doubts {when}")
        for seats, when in product((1, 2, 3), WHEN)
        for cell in islice(cycle(CELLS), TEAMS // 9 + 1)
    )
    assert_holds(each.estimates for each in play_batch(Batch("doubts", plans, SEED)))


@pytest.mark.parametrize("when", WHEN)
def test_none_of_these_doubts_is_refused(author, when) -> None:
    """Else he would do less than the evidence says."""
    stories = [author.write(Plan(*cell, known=3, acts=f"doubts {when}")) for cell in CELLS]
    play(stories, SEED, press=press)

    said = Doubt.objects.values_list("doubted_at", flat=True)
    each = 3 * 2 * len(stories)  # seats, and those whom they doubt
    assert sorted(said) == [at + WHEN[when] for at in PRESSED for _ in range(each)]


def test_the_doubts_of_one_seat_change_no_number(author) -> None:
    """So what he gains by them is what any member gains, whatever a run of few teams says."""
    plain, doubting = (
        play(
            [Author(SEED, author.pillars).write(Plan(*cell, known=1, acts=acts)) for cell in CELLS],
            SEED,
            press=press,
        )
        for acts in ("", "doubts last")
    )
    assert doubting == plain


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


def test_a_hand_over_to_a_member_tells_next_to_nothing(set_version) -> None:
    outcomes = run("hand-over", known=1, acts="hand-over")
    assert not any(each.values[1] for each in outcomes)
    assert_holds(each.estimates for each in outcomes)


def test_two_teams_of_puppets_gain_next_to_nothing_by_the_average_above(set_version) -> None:
    """He runs the team above and all of two teams below it; the third is somebody else's."""
    assert_holds(each.estimates for each in run("roll-up", 128))


def test_the_average_of_three_tells_the_third_number_no_better_than_one_time_in_two(author) -> None:
    assert read_right(author) <= 0.5


def test_without_its_rounding_it_would_tell_two_times_in_three(author, monkeypatch) -> None:
    """The page itself still rounds for the eye."""

    def mean_of_three(teams) -> dict[str, float]:
        return {key: sum(each[key] for each in teams) / len(teams) for key in teams[0]}

    monkeypatch.setattr("assessments.teams.releases.rolling_up.roll_up", mean_of_three)
    assert read_right(author) > 0.6


def read_right(author: Author) -> float:
    """How often three times the average, less his own two, is the number of the third."""
    right = []
    for below in play_below(author, [Plan(8, 1.0, 0.8)] * 16, SEED, puppets=2):
        told, *own = (
            {page.closes_at: page.values for page in pages} for pages in (below.told, *below.own)
        )
        for page in below.average:
            numbers = (values[page.closes_at] for values in (told, *own))
            for mean, third, one, two in zip(page.values, *numbers, strict=True):
                right.append(5 * round((3 * mean - one - two) / 5) == third)
    assert len(right) > 60
    return sum(right) / len(right)


def test_a_lost_number_and_those_after_a_restore_gain_next_to_nothing(set_version) -> None:
    outcomes = run("restore", known=1)
    assert not any(each.values[0] or each.values[1] for each in outcomes)
    assert_holds(each.estimates for each in outcomes)


def test_a_restored_backup_draws_nothing_a_second_time(author, monkeypatch) -> None:
    """With the draw of the site itself, which depends on nothing but who and what counts."""
    stories = [author.write(Plan(*cell, known=1)) for cell in islice(cycle(CELLS), 32)]
    later = CLOSINGS[0] + DAY
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
    record_restore(backup_made_at=CLOSINGS[0] - DAY, restored_at=later)
    assert not any(release_again(later))


def list_values() -> list[Any]:
    return list(TrendRelease.objects.order_by("team").values_list("values", flat=True))


def release_again(at) -> list[Any]:
    lose_releases()
    release_trends(at=at)
    return list_values()
