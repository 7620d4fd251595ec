"""What an attacker does beside reading: doubts, vouches and hand-overs, pressed in time.

Every act goes through the site's own services, and a refused one is not done.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from assessments.teams.models.doubts import Doubt
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services.doubts import doubt, vouch
from setframework.web.refusals import Refused
from tests.attack.people import CLOSINGS, START, Story
from tests.teams.organisation import hand_over

SECOND = timedelta(seconds=1)
EARLY = timedelta(days=60)
# How he times it about a close: long before, in the last second, and just before a late run.
WHEN = {"early": -EARLY, "last": -SECOND, "after": SECOND}
# A year apart, because nobody doubts the same person twice in a year.
PRESSED = CLOSINGS[1::2]


def list_there(story: Story, at: datetime) -> list[int]:
    """The members whom he does not control and who are in the team then, by their number."""
    return [
        n
        for n, member in enumerate(story.members)
        if not member.is_known
        and member.joined_at < at
        and (member.left_at is None or member.left_at >= at)
    ]


def press_doubts(
    story: Story,
    team: Team,
    rows: Sequence[Membership | None],
    closes_at: datetime,
    *,
    when: timedelta,
) -> None:
    """All that he controls vouch for each other, and all doubt the same two people."""
    if closes_at not in PRESSED:
        return
    seats = [row for row in rows[: story.known] if row is not None]
    others = [rows[n] for n in list_there(story, closes_at)]
    for seat in seats:
        for other in seats:
            if other is not seat:
                _do(vouch, seat, team, other, closes_at + when)
        for other in others[:2]:
            _do(doubt, seat, team, other, closes_at + when)


def list_bared(story: Story) -> list[int]:
    """All but one of those whom he does not control, and who are there from the beginning."""
    there = [n for n in list_there(story, CLOSINGS[0]) if story.members[n].joined_at == START]
    return there[1:]


def press_out(
    story: Story, team: Team, rows: Sequence[Membership | None], closes_at: datetime
) -> None:
    """In the last second before the first close, everybody but one is doubted for ever."""
    seat = rows[0]
    assert seat is not None
    for n in list_bared(story) if closes_at == CLOSINGS[0] else ():
        other = rows[n]
        assert other is not None
        Doubt.objects.create(
            team=team,
            person=other.person,
            by=seat.person,
            doubted_at=closes_at - SECOND,
            closes_at=CLOSINGS[-1],
        )


def press_hand_over(
    story: Story, team: Team, rows: Sequence[Membership | None], closes_at: datetime
) -> None:
    """Once, a day before the second close, a member is talked into running the team."""
    there = list_there(story, closes_at)
    if closes_at == CLOSINGS[1] and there:
        member = rows[there[0]]
        assert member is not None
        story.members[there[0]].runs_since = at = closes_at - timedelta(days=1)
        hand_over(team, member, at)


def _do(act: Callable, by: Membership, team: Team, other: Membership | None, at: datetime) -> None:
    if other is not None:
        with suppress(Refused):
            act(person=by.person, code=team.code, member=other.code, at=at)


ACTS = {"hand-over": press_hand_over} | {
    f"doubts {name}": partial(press_doubts, when=when) for name, when in WHEN.items()
}


def press(story: Story, team: Team, rows: Sequence[Membership | None], closes_at: datetime) -> None:
    """Whatever the plan of the story says."""
    if story.acts:
        ACTS[story.acts](story, team, rows, closes_at)
