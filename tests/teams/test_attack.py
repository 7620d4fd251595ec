"""The bar of the promise: an attacker who reads every number about 300 teams for two years.

The full run is `make attack`; docs/privacy-evidence.md has its figures. Those who do more than read
are in test_attack_active.py.
"""

from datetime import datetime
from itertools import cycle, islice

import pytest

from tests.attack import controls
from tests.attack.attacker import Estimate, attack, see
from tests.attack.bar import SEED, TEAMS, assert_holds
from tests.attack.cells import CELLS, SIZES
from tests.attack.measuring import measure
from tests.attack.people import CLOSINGS, Author, Plan, Story
from tests.attack.reading import Reader, read_both, read_json
from tests.attack.scenes import lone_joiner
from tests.attack.site import list_pillars, play

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


def read_joiner(stories: list[Story], read: Reader = read_both) -> list[list[Estimate]]:
    (teams,) = read_all(stories, knows=(0,), closings=CLOSINGS[:2], read=read)
    return [team[-1:] for team in teams]


def test_outsider_and_member_gain_next_to_nothing(author) -> None:
    """The outsider reads the member's teams: somebody retakes in every half-year, as none need."""
    outsider, member = read_all(write(author, TEAMS, known=1), knows=(0, 1))
    assert_holds(outsider)
    assert_holds(member)


def test_member_with_two_puppets_gains_next_to_nothing(author) -> None:
    # Twice as many teams as the bar says. Over ten seeds, 3,000 teams, the gain was +3.8 with a
    # bound of +4.8, which the full run's bar allows. But with 300 a bound lies 3.3 above its gain,
    # and four of the ten, this seed with +9.2 among them, missed +8 by chance alone.
    (puppets,) = read_all(write(author, 2 * TEAMS, known=3), knows=(3,))
    assert_holds(puppets)


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
