"""Puts stories into the site's own tables, half-year by half-year, and runs its command."""

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from unittest import mock

import time_machine
from allauth.account.models import EmailAddress
from django.core.management import call_command

from assessments.models.taking import Assessment
from assessments.selectors.questionnaires import get_site_version, read_questionnaire
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.services.teams import found_team
from setframework.people.models import User
from tests.attack.people import CLOSINGS, START, Member, Pillars, Story
from tests.attack.reading import Reader, Reading, read_both

MINUTE = timedelta(minutes=1)
# A pillar and the tokens of assessments -> threshold.
Draw = Callable[[str, Any], int]
# A story, its team, the membership of each of its people who has come by now, and a close.
Press = Callable[[Story, Team, Sequence[Membership | None], datetime], None]
_numbers = count(1)


def list_pillars() -> Pillars:
    questionnaire = read_questionnaire(get_site_version())
    return [
        [item.key for item in questionnaire.items if item.scale == scale.key]
        for scale in questionnaire.scales
    ]


def play(
    stories: Sequence[Story],
    seed: int,
    closings: Sequence[datetime] = CLOSINGS,
    read: Reader = read_both,
    press: Press | None = None,
    arrange: Callable[[list[Team]], None] | None = None,
    draw: Draw | None = None,
) -> list[list[Reading]]:
    """What the pages say at the end of each story, after the last of `closings`.

    `press` is what the attacker does in each team about each close, `arrange` what becomes of the
    teams as soon as they are there. `draw` is the site's own draw, or None for one from the seed.

    The draws of the rounding come from the seed; else nothing of the site is replaced.
    """
    chance = random.Random(seed)

    def by_chance(_pillar: str, _tokens: object) -> int:
        return chance.getrandbits(256)

    teams = [_found() for _ in stories]
    if arrange is not None:
        arrange(teams)
    people: dict[int, tuple[User, Membership]] = {}
    begin = START - timedelta(days=1)
    with mock.patch("assessments.teams.releases.making.rounding_threshold", draw or by_chance):
        for closes_at in closings:
            _join(stories, teams, people, begin, closes_at)
            _sit(stories, people, begin, closes_at)
            _leave(stories, people, begin, closes_at)
            if press is not None:
                for story, team in zip(stories, teams, strict=True):
                    rows = [people[id(m)][1] if id(m) in people else None for m in story.members]
                    press(story, team, rows, closes_at)
            with time_machine.travel(closes_at + MINUTE, tick=False):
                call_command("release_trends", verbosity=0, stdout=mock.Mock())
            begin = closes_at
    return [read(team) for team in teams]


def _found() -> Team:
    (manager,) = _make_people([START - timedelta(days=60)])
    return found_team(person=manager, name="Team", at=START + MINUTE)


def _make_people(days: Iterable[datetime]) -> list[User]:
    people = User.objects.bulk_create(
        User(email=f"attack{next(_numbers)}@example.org", password="!", joined_at=at) for at in days
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in people
    )
    return people


def _everybody(stories: Sequence[Story]) -> Iterable[tuple[int, Member]]:
    return ((n, member) for n, story in enumerate(stories) for member in story.members)


def _join(stories, teams, people, begin: datetime, end: datetime) -> None:
    coming = [(n, m) for n, m in _everybody(stories) if begin <= m.joined_at < end]
    made = _make_people([m.joined_at for _, m in coming])
    rows = Membership.objects.bulk_create(
        Membership(
            person=person,
            team=teams[n],
            joined_at=m.joined_at,
            consent_at=m.joined_at if m.has_consented else None,
        )
        for person, (n, m) in zip(made, coming, strict=True)
    )
    for (_, m), person, row in zip(coming, made, rows, strict=True):
        people[id(m)] = person, row


def _sit(stories, people, begin: datetime, end: datetime) -> None:
    version = get_site_version()
    Assessment.objects.bulk_create(
        Assessment(
            person=people[id(m)][0],
            version=version,
            responses=sitting.responses,
            started_at=sitting.at,
            completed_at=sitting.at,
            received_at=sitting.at,
        )
        for _, m in _everybody(stories)
        for sitting in m.sittings
        if begin <= sitting.at < end
    )


def _leave(stories, people, begin: datetime, end: datetime) -> None:
    rows = []
    for _, m in _everybody(stories):
        if m.left_at is not None and begin <= m.left_at < end:
            row = people[id(m)][1]
            row.left_at = m.left_at
            rows.append(row)
    Membership.objects.bulk_update(rows, ["left_at"])
