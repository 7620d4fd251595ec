"""Each rule switched off, to show that it is the one that stops the attacker.

The means are exact here, without the rounding, so that nothing else protects the person whom he
wants to read: the last of the members. With the rule there is no second number to compare with.
"""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from assessments.models.taking import Assessment
from assessments.teams.models.releases import HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team
from assessments.teams.releases.making import release_trends
from assessments.teams.services.restores import record_restore
from tests.attack.acts import WHEN, press
from tests.attack.attacker import attack, see
from tests.attack.cells import CELLS
from tests.attack.measuring import measure
from tests.attack.people import CLOSINGS, START, Author, Member, Plan, Story
from tests.attack.reading import read_json, read_roll_up
from tests.attack.site import Press, list_pillars, play
from tests.teams.organisation import hand_over, make_part, make_team

SEED = 20261201
TEAMS = 30
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MONTH = 30 * DAY
MAKING = "assessments.teams.releases.making."

pytestmark = [pytest.mark.attack, pytest.mark.django_db]


@pytest.fixture
def author(set_version) -> Author:
    return Author(SEED, list_pillars())


@pytest.fixture
def exact(monkeypatch) -> None:
    """Means as they are, and an attacker who knows that."""
    monkeypatch.setattr(
        MAKING + "publish_value", lambda scores, threshold: float(sum(scores) / len(scores))
    )
    monkeypatch.setattr("tests.attack.attacker.ROUNDING", 1e-6)


def write(author: Author, *people: tuple) -> Story:
    """A member each: when they join and leave, when they sit, whether he controls them."""
    story, team = Story(len(people), 1.0, 0.0), author.team()
    for joined_at, left_at, days, is_known in people:
        member = Member(joined_at, author.trait(team), is_known=is_known, left_at=left_at)
        member.sittings = [author.sit(member.trait, at) for at in days]
        story.members.append(member)
    return story


def quiet(count: int, days=(CLOSINGS[0] - MONTH,), is_known: bool = False) -> list[tuple]:
    return [(START, None, days, is_known)] * count


def is_second_published(stories: list[Story], press: Press | None = None) -> list[bool]:
    told = play(stories, SEED, CLOSINGS[:2], read_json, press)
    assert all(first.values for first, _ in told)
    return [bool(second.values) for _, second in told]


def read_target(stories: list[Story], press: Press | None = None) -> float:
    """How often the target is recovered, in percent."""
    told = play(stories, SEED, CLOSINGS[:2], read_json, press)
    assert all(second.values for _, second in told)
    return measure(
        attack(story, see(story, pages), knows=story.known)[-1:]
        for story, pages in zip(stories, told, strict=True)
    ).hits


def count_each(contributions, earlier) -> int:
    """One who leaves and one who joins are two changes, as they were in the first version."""
    now, then = {each.person: each.assessment for each in contributions}, earlier.tokens
    renewed = sum(now[person] != then[person] for person in now.keys() & then.keys())
    return len(now.keys() ^ then.keys()) + renewed


def test_an_account_swapped_for_another_hides_a_joiner(author, exact, monkeypatch) -> None:
    """He retakes and swaps one puppet: with the joiner that makes three changes, or four."""
    both, after = (CLOSINGS[0] - MONTH, CLOSINGS[1] - MONTH), CLOSINGS[0] + DAY
    people = [
        *quiet(1, both, is_known=True),
        (START, after, both[:1], True),
        (after, None, both[1:], True),
        *quiet(5),
        (after, None, both[1:], False),
    ]
    stories = [write(author, *people) for _ in range(TEAMS)]
    assert not any(is_second_published(stories))

    monkeypatch.setattr("assessments.teams.disclosure.decision._changes", count_each)
    assert read_target(stories) >= 95


@pytest.mark.parametrize("when", [-5 * 60 * SECOND, SECOND], ids=["before", "after the close"])
def test_a_hand_over_takes_nobody_out_of_the_half_year(author, exact, monkeypatch, when) -> None:
    """Three that he controls retake, and his fourth, the manager, makes the target the manager."""
    both = (CLOSINGS[0] - MONTH, CLOSINGS[1] - MONTH)
    people = [*quiet(3, both, is_known=True), *quiet(4)]
    stories = [write(author, *people) for _ in range(TEAMS)]
    for story in stories:
        story.members[-1].runs_since = CLOSINGS[1] - DAY

    def press(story, team, rows, closes_at) -> None:
        if closes_at == CLOSINGS[1]:
            hand_over(team, rows[-1], closes_at + when)

    assert not any(is_second_published(stories, press))

    monkeypatch.setattr(MAKING + "was_acted_on", lambda *_: False)
    assert read_target(stories, press) >= 95


class Restore:
    """Before the second close a backup comes back that lacks the target's only sitting, and the
    numbers that he has read."""

    def __init__(self, *, is_recorded: bool) -> None:
        self.is_recorded, self.lost = is_recorded, {}
        self.made_at = CLOSINGS[0] - 2 * DAY

    def press(self, story, team, rows, closes_at) -> None:
        if closes_at == CLOSINGS[1] and not self.lost:
            self.lost = {each.pk: read_json(each) for each in Team.objects.all()}
            self._restore(CLOSINGS[0] + DAY)

    def _restore(self, at) -> None:
        with connection.cursor() as cursor:
            for model in (ReleaseToken, RollUp, TrendRelease):
                cursor.execute(f"DELETE FROM {model._meta.db_table}")
        HalfYear.objects.update(is_rolled_up=False)
        Assessment.objects.filter(received_at__range=(self.made_at, at)).delete()
        if self.is_recorded:
            record_restore(backup_made_at=self.made_at, restored_at=at)
        with time_machine.travel(at, tick=False):
            release_trends(at=at)


def write_late(author: Author) -> list[Story]:
    """The target sits a day before the first close; everybody else again before the second."""
    both = (CLOSINGS[0] - MONTH, CLOSINGS[1] - MONTH)
    people = [*quiet(6, both), *quiet(1, (CLOSINGS[0] - DAY,))]
    return [write(author, *people) for _ in range(TEAMS)]


def test_a_restored_backup_holds_the_half_year_and_the_next(author, exact) -> None:
    restore = Restore(is_recorded=True)
    told = play(write_late(author), SEED, CLOSINGS[:2], read_json, restore.press)
    assert all(lost[0].values for lost in restore.lost.values())
    assert not any(page.values for pages in told for page in pages)


def test_a_restore_that_nobody_records_bares_who_sat_after_the_backup(author, exact) -> None:
    restore, stories = Restore(is_recorded=False), write_late(author)
    told = play(stories, SEED, CLOSINGS[:2], read_json, restore.press)
    assert all(page.values for pages in told for page in pages)
    lost = [restore.lost[team.pk] for team in Team.objects.order_by("pk")]
    gain = measure(
        attack(story, see(story, first) + see(story, again[:1], without=[6]), knows=0)[-1:]
        for story, first, again in zip(stories, lost, told, strict=True)
    )
    assert gain.hits >= 95


def play_below(author: Author) -> tuple[list, list[Team]]:
    """He runs each team above and all of one below it; the other is somebody else's."""
    plans = [Plan(6, 1.0, 0.0, known=6), Plan(8, 1.0, 0.8)] * 20
    above: list[Team] = []

    def hang(teams: list[Team]) -> None:
        for n, team in enumerate(teams):
            if n % 2 == 0:
                above.append(make_team(at=START))
            make_part(team, above[-1], at=START)

    return play([author.write(plan) for plan in plans], SEED, arrange=hang), above


def test_a_puppet_team_does_not_read_its_sibling_off_the_average(author) -> None:
    told, above = play_below(author)
    assert sum(bool(page.values) for pages in told for page in pages) > 80
    assert not any(read_roll_up(top) for top in above)


def test_an_average_of_two_would_tell_the_sibling_to_the_point(author, monkeypatch) -> None:
    """As in the first version, which did not round it either."""

    def mean_of_two(teams) -> dict[str, float]:
        exact = {key: sum(each[key] for each in teams) / len(teams) for key in teams[0]}
        return exact if len(teams) == 2 else {}

    monkeypatch.setattr("assessments.teams.releases.rolling_up.roll_up", mean_of_two)
    told, above = play_below(author)
    right = []
    for n, top in enumerate(above):
        own, other = ({page.closes_at: page.values for page in told[2 * n + k]} for k in (0, 1))
        for page in read_roll_up(top):
            # The last digit of the page is half a step, so the nearest step is the one.
            pairs = zip(page.values, own[page.closes_at], strict=True)
            found = tuple(5 * round((2 * mean - mine) / 5) for mean, mine in pairs)
            right.append(found == other[page.closes_at])
    assert len(right) > 20
    assert all(right)


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
