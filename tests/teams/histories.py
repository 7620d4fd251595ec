"""An organisation that lives through a random history, and remembers what the site forgets.

Each event is a number or two, so that a history can be shrunk and played again with other
answers. What was published is checked against the world's own memory of who sat when, kept apart
from the code under test.
"""

import random
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from uuid import UUID

from assessments.models.taking import Assessment
from assessments.scoring.score import score
from assessments.selectors.questionnaires import get_site_version, read_questionnaire
from assessments.services.questionnaires import publish_questionnaire
from assessments.teams.disclosure.half_years import closing_before, list_closings
from assessments.teams.models.acts import HOLDING, TeamAct
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import ReleaseToken, TrendRelease
from assessments.teams.models.teams import Team
from assessments.teams.releases.hash_chain import list_broken
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.tokens import assessment_token, person_token
from assessments.teams.selectors.membership import find_membership
from assessments.teams.selectors.teams import list_line
from assessments.teams.selectors.ties import find_tie
from assessments.teams.services import doubts, membership
from assessments.teams.services.teams import dissolve_team
from setframework.web.refusals import Refused
from tests.scoring.version_2 import version_2
from tests.teams.organisation import (
    DAY,
    LONG_AGO,
    hand_over,
    join,
    make_part,
    make_person,
    make_team,
    sit,
)

MONTH = 30 * DAY


@dataclass
class Memory:
    """What the world knows of a sitting after everything about it may be deleted."""

    origin: "Memory | None"  # itself, or where most of its answers come from
    token: str
    at: datetime
    version: int
    is_imported: bool
    profile: tuple[Fraction, ...]


class World:
    def __init__(self, answers: int) -> None:
        """Three teams of six; `answers` seeds what is answered, and nothing else."""
        self.answers = random.Random(answers)
        self.now = LONG_AGO
        self.people = [make_person() for _ in range(21)]
        self.number = {person_token(p.code): n for n, p in enumerate(self.people)}
        self.sat: dict[str, Memory] = {}  # by token
        self.codes: dict[str, UUID] = {}
        self.sat_by: dict[int, list[Assessment]] = defaultdict(list)
        self.teams = [make_team(self.people[18 + n]) for n in range(3)]
        for n in range(18):
            join(self.teams[n // 6], self.people[n])
        self.seen: dict[int, dict] = {}
        self.log: list[tuple] = []

    # Events

    def pass_days(self, a: int, b: int) -> None:
        self.now += (1 + a % 40) * DAY

    def close(self, a: int, b: int) -> None:
        """On to the next close, with some sitting on the way, and perhaps a late run."""
        closes_at = list_closings(self.now + DAY, self.now + 200 * DAY)[0]
        for n in range(len(self.people)):
            if (a >> n % 12) % 3 < 2 and (n + b) % 5:
                self.now = max(self.now, closes_at - (3 + n % 20) * DAY)
                self.retake(n, b)
        self.now = closes_at + (a % 3) * DAY
        self.run()

    def retake(self, a: int, b: int) -> None:
        self._sit(a)

    def check_in(self, a: int, b: int) -> None:
        """A short retake that carries a part of the last answers over."""
        self._sit(a, carried=b % 24)

    def skip_a_pillar(self, a: int, b: int) -> None:
        self._sit(a, skipped=5)

    def take_in_import(self, a: int, b: int) -> None:
        self._sit(a, imported=True)

    def delete_assessment(self, a: int, b: int) -> None:
        mine = self.sat_by[a % len(self.people)]
        if mine:
            mine.pop(b % len(mine)).delete()

    def delete_account(self, a: int, b: int) -> None:
        """Somebody else takes the place."""
        n = a % len(self.people)
        self.people[n].delete()
        self.sat_by[n] = []
        self.people[n] = make_person(since=self.now)
        self.number[person_token(self.people[n].code)] = 1000 * len(self.number) + n

    def move(self, a: int, b: int) -> None:
        """Leave, and join the other team if it is there."""
        person, team = self._person(a), self._team(b)
        home = find_membership(person)
        if home is not None:
            membership.leave_team(person=person, code=home.team.code, at=self.now)
        if team.manager is not None:
            join(team, person, at=self.now, consent=b % 4 > 0)

    def split(self, a: int, b: int) -> None:
        """Some of a team found one of their own."""
        old = self._team(a)
        rows = Membership.objects.filter(team=old, left_at=None).select_related("person")
        going = [row.person for row in rows.order_by("pk")][: 2 + b % 5]
        part = make_team(self._person(b), at=self.now)
        self.teams.append(part)
        for person in going:
            membership.leave_team(person=person, code=old.code, at=self.now)
            join(part, person, at=self.now)

    def merge(self, a: int, b: int) -> None:
        """A team is dissolved and its people join another."""
        old, new = self._team(a), self._team(b)
        if old != new and old.manager is not None and new.manager is not None:
            rows = Membership.objects.filter(team=old, left_at=None).select_related("person")
            people = [row.person for row in rows.order_by("pk")]
            dissolve_team(person=old.manager, code=old.code, at=self.now)
            for person in people:
                join(new, person, at=self.now)

    def withdraw(self, a: int, b: int) -> None:
        home = find_membership(self._person(a))
        if home is not None:
            membership.withdraw_consent(person=home.person, code=home.team.code, at=self.now)

    def consent(self, a: int, b: int) -> None:
        home = find_membership(self._person(a))
        if home is not None:
            membership.give_consent(person=home.person, code=home.team.code, at=self.now)

    def promote(self, a: int, b: int) -> None:
        team = self._team(a)
        rows = list(Membership.objects.filter(team=team, left_at=None).order_by("pk"))
        if rows and team.manager is not None:
            to = rows[b % len(rows)]
            if to.person != team.manager:
                hand_over(team, to, self.now)

    def rearrange(self, a: int, b: int) -> None:
        """The tree as it may be: a team under another one, or on its own."""
        team, above = self._team(a), self._team(b)
        if team.manager is None or above.manager is None:
            return
        if find_tie(team) is not None:
            make_part(team, None, self.now)
        if team not in list_line([above.pk]):
            make_part(team, above, self.now)

    def doubt(self, a: int, b: int) -> None:
        self._say(doubts.doubt, a, b)

    def vouch(self, a: int, b: int) -> None:
        self._say(doubts.vouch, a, b)

    def publish_version(self, a: int, b: int) -> None:
        if get_site_version().version == 1:
            publish_questionnaire(document=version_2(get_site_version().document), at=self.now)

    def run(self) -> None:
        """The command, twice."""
        release_trends(at=self.now)
        assert release_trends(at=self.now) == 0
        self.check()

    # Invariants

    def check(self) -> None:
        rows = {row["id"]: row for row in TrendRelease.objects.order_by("pk").values()}
        for pk, row in self.seen.items():
            assert rows[pk] == row  # a release never changes
        fresh = [pk for pk in rows if pk not in self.seen]
        self.seen = rows
        tokens: dict[int, dict[str, str]] = defaultdict(dict)
        for token in ReleaseToken.objects.order_by("pk"):
            tokens[token.release_id][token.person_token] = token.assessment_token
        releases = TrendRelease.objects.select_related("team", "half_year").order_by("pk")
        for made in releases.filter(pk__in=fresh):
            self._check_release(made, tokens)
        uses = Counter(token for found in tokens.values() for token in found.values())
        assert max(uses.values(), default=0) <= 2
        assert list(list_broken()) == []

    def _check_release(self, made: TrendRelease, tokens: dict[int, dict[str, str]]) -> None:
        people = tokens.get(made.pk, {})
        self.log.append(
            (
                self.teams.index(made.team),
                made.half_year.closes_at,
                made.status,
                made.version,
                sorted(self.number[person] for person in people),
            )
        )
        if not made.is_published:
            assert (people, made.values) == ({}, {})
            return
        assert len(people) >= 5
        self._check_people(made, people)
        self._check_differences(made, tokens)
        self._check_values(made, people)

    def _check_people(self, made: TrendRelease, people: dict[str, str]) -> None:
        closes_at = made.half_year.closes_at
        last_close = closing_before(closes_at)
        acts = TeamAct.objects.filter(team=made.team, kind__in=HOLDING, acted_at__gte=last_close)
        assert not acts.exists()
        there = Membership.objects.filter(team=made.team, left_at=None).select_related("person")
        long_there = [row for row in there if row.joined_at <= closes_at - MONTH]
        assert len(long_there) >= 6
        managers = {team.manager_id for team in list_line([made.team_id])}
        for token, used in people.items():
            person = self.people[self.number[token] % 1000]
            home = find_membership(person)
            assert home is not None
            assert home.team == made.team
            assert person.pk not in managers
            assert home.has_consented
            assert home.consent_at < closes_at
            assert max(home.joined_at, person.joined_at) <= closes_at - MONTH
            memory = self.sat[used]
            assert not memory.is_imported
            assert closes_at.replace(year=closes_at.year - 1) <= memory.at < closes_at

    def _check_differences(self, made: TrendRelease, tokens: dict[int, dict[str, str]]) -> None:
        """Invariant 5, against every earlier number of the organisation."""
        now = tokens[made.pk]
        closings = dict(TrendRelease.objects.values_list("pk", "half_year__closes_at"))
        for pk, then in tokens.items():
            both = now.keys() & then.keys()
            if pk >= made.pk or not both:
                continue
            assert closings[pk] != made.half_year.closes_at  # once a half-year
            newer = [p for p in both if self.sat[now[p]].at >= closings[pk]]
            joined, left = now.keys() - then.keys(), then.keys() - now.keys()
            assert max(len(joined), len(left)) + len(newer) >= 4

    def _check_values(self, made: TrendRelease, people: dict[str, str]) -> None:
        """Next to the true mean of each pillar, whose answers are the latest of each person."""
        keys = [key for key, _ in made.pillars]
        latest = [self._latest(used, made) for used in people.values()]
        assert {memory.version for memory in latest} == {made.version}
        for place, key in enumerate(keys):
            mean = sum((each.profile[place] for each in latest), Fraction(0)) / len(latest)
            value = made.values[key]
            assert value in range(10, 91, 5)
            assert abs(value - min(max(mean, Fraction(10)), Fraction(90))) < 5

    def _latest(self, used: str, made: TrendRelease) -> Memory:
        """The last sitting of this origin before the close that has every score."""
        return max(
            (
                memory
                for token, memory in self.sat.items()
                if memory.origin is self.sat[used]
                and memory.at < made.half_year.closes_at
                and memory.version == made.version
                and memory.profile
                and not memory.is_imported
                and Assessment.objects.filter(code=self.codes[token]).exists()
            ),
            key=lambda memory: memory.at,
        )

    # Sitting

    def _sit(self, a: int, carried: int = 0, skipped: int = 0, *, imported: bool = False) -> None:
        n = a % len(self.people)
        version = get_site_version()
        questionnaire = read_questionnaire(version)
        keys = [item.key for item in questionnaire.items]
        self.now += timedelta(minutes=1)
        before = self.sat_by[n][-1] if self.sat_by[n] else None
        carried_over = keys[:carried] if before else []
        responses = {key: self.answers.randrange(5) for key in keys}
        responses |= dict.fromkeys(keys[len(keys) - skipped :]) if skipped else {}
        made = sit(
            self.people[n],
            self.now,
            version=version,
            carried_over=carried_over,
            imported=imported,
            **responses,
        )
        self._remember(made, before, keys, n)

    def _remember(self, made: Assessment, before: Assessment | None, keys: list, n: int) -> None:
        token = assessment_token(made.code)
        profile = score(read_questionnaire(made.version), made.responses)
        exact = [scale.exact_score for scale in profile.scales]
        answered = sum(value is not None for value in made.responses.values())
        skipped = len(keys) - answered
        anew = len(keys) - max(len(made.carried_over), 0) - skipped
        memory = Memory(
            origin=None,
            token=token,
            at=made.received_at,
            version=made.version.version,
            is_imported=made.imported_at is not None,
            profile=() if None in exact else tuple(exact),
        )
        is_same = 2 * anew < len(keys) and before is not None
        memory.origin = self.sat[assessment_token(before.code)].origin if is_same else memory
        self.sat[token] = memory
        self.codes[token] = made.code
        self.sat_by[n].append(made)

    def _person(self, a: int):
        return self.people[a % len(self.people)]

    def _team(self, a: int) -> Team:
        there = Team.objects.filter(dissolved_at=None).select_related("manager").order_by("pk")
        teams = list(there)
        return teams[a % len(teams)]

    def _say(self, verb, a: int, b: int) -> None:
        home = find_membership(self._person(a))
        if home is None:
            return
        others = list(Membership.objects.filter(team=home.team, left_at=None).order_by("pk"))
        about = others[b % len(others)].code
        with suppress(Refused):
            verb(person=home.person, code=home.team.code, member=about, at=self.now)


EVENTS = {
    "pass_days": 2,
    "close": 6,
    "retake": 3,
    "check_in": 4,
    "skip_a_pillar": 1,
    "take_in_import": 1,
    "delete_assessment": 2,
    "delete_account": 1,
    "move": 3,
    "split": 1,
    "merge": 1,
    "withdraw": 1,
    "consent": 1,
    "promote": 1,
    "rearrange": 1,
    "doubt": 1,
    "vouch": 2,
    "publish_version": 1,
}


def play(history: list[tuple[str, int, int]], answers: int) -> World:
    """Every event, and every invariant after it."""
    world = World(answers)
    for event, a, b in history:
        getattr(world, event)(a, b)
        world.check()
    return world
