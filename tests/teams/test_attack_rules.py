"""Each rule switched off, to show that it is the one that stops the attacker."""

import pytest

from assessments.teams.models.releases import ReleaseToken, TrendRelease
from assessments.teams.models.teams import Team
from tests.attack.acts import WHEN, press
from tests.attack.attacker import see
from tests.attack.cells import CELLS
from tests.attack.measuring import measure
from tests.attack.people import Author, Plan
from tests.attack.rules import RULES, try_rule
from tests.attack.site import list_pillars, play

SEED = 20261201
TEAMS = 30

pytestmark = [pytest.mark.attack, pytest.mark.django_db]


@pytest.fixture
def author(set_version) -> Author:
    return Author(SEED, list_pillars())


@pytest.mark.parametrize("name", RULES)
def test_the_rule_leaves_him_no_number_that_bares_anybody(author, name) -> None:
    found = [each for each in try_rule(RULES[name], author, SEED, TEAMS, is_off=False) if each]

    # After a doubt he has the number of before alone; else there is none to compare with.
    assert len(found) == (TEAMS if name == "doubts" else 0)
    assert not found or measure(found).best_upper <= 20, measure(found)


@pytest.mark.parametrize("name", RULES)
def test_without_the_rule_he_reads_it_to_the_point(author, name) -> None:
    found = [each for each in try_rule(RULES[name], author, SEED, TEAMS, is_off=True) if each]

    assert len(found) == TEAMS
    assert measure(found).hits >= 95


@pytest.mark.parametrize(
    "known", [{"swaps": True}, *({"acts": f"doubts {when}"} for when in WHEN)], ids=str
)
def test_the_attacker_knows_who_stands_behind_each_number(author, known) -> None:
    """Else he would be weaker than he says. Their number is the only thing asked of the site."""
    stories = [author.write(Plan(*cell, known=3, **known)) for cell in CELLS]
    told = play(stories, SEED, press=press)
    for story, pages, team in zip(stories, told, Team.objects.order_by("pk"), strict=True):
        published = TrendRelease.objects.filter(team=team, status="published").order_by("pk")
        counted = [ReleaseToken.objects.filter(release=each).count() for each in published]
        assert [len(view.behind) for view in see(story, pages)] == counted
