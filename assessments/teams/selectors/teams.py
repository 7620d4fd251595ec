"""Teams, who is in them and above them, and what of it a person takes along."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.teams.disclosure import find_doubted
from assessments.teams.models import Doubt, Invitation, Membership, Team, TrendRelease, Vouch
from assessments.teams.selectors.practice import export_practice

# Upwards through the tree in one query; UNION drops what was met, so even a circle would end.
_LINE = """
WITH RECURSIVE line (id, depth) AS (
    SELECT id, 0 FROM teams_team WHERE id IN ({places})
    UNION
    SELECT team.parent_id, line.depth + 1
    FROM teams_team team JOIN line ON team.id = line.id
    WHERE team.parent_id IS NOT NULL AND line.depth < 100
)
SELECT team.*, line.depth FROM teams_team team JOIN line ON team.id = line.id
ORDER BY line.depth, team.id
"""


@dataclass(frozen=True)
class RosterEntry:
    """Somebody on the roster: who it is, and nothing about consent or answers."""

    code: UUID
    name: str
    is_self: bool


@dataclass(frozen=True)
class RosterLine:
    """An entry of the roster, and what was said about it by the person who looks at it."""

    entry: RosterEntry
    is_doubted: bool
    has_doubted: bool
    has_vouched: bool


def list_teams(person: Any) -> QuerySet[Team]:
    """The person's home team and the teams they manage."""
    return _visible(person).order_by("name", "pk")


def get_team(person: Any, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person is in or manages; DoesNotExist for everybody else.

    Its `is_member` tells whether the person is in it.
    `for_update` locks its row until the transaction ends, and a release of the team waits.
    """
    teams = _visible(person)
    return (teams.select_for_update(of=("self",)) if for_update else teams).get(code=code)


def get_managed_team(person: Any, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person manages; DoesNotExist for everybody else."""
    team = get_team(person, code, for_update=for_update)
    if team.manager_id != person.pk:
        raise Team.DoesNotExist
    return team


def list_managed_teams(person: Any) -> QuerySet[Team]:
    return Team.objects.filter(manager=person, dissolved_at=None).order_by("name", "pk")


def find_membership(person: Any) -> Membership | None:
    """The open one: where the person is at home."""
    return _open().filter(person=person).select_related("team__manager").first()


def get_member(team: Team, code: UUID | str) -> Membership:
    """Somebody who is in the team, by the code on its roster."""
    return _open().select_related("person").get(team=team, code=code)


def list_roster(team: Team, person: Any) -> list[RosterEntry]:
    """Everybody in the team, by name; the same for members and manager."""
    members = _open().filter(team=team).select_related("person")
    return sorted((_entry(each, person) for each in members), key=_by_name)


def list_roster_lines(team: Team, person: Any) -> list[RosterLine]:
    """The roster with who is doubted, which everybody sees, and the person's own words."""
    rows = _open().filter(team=team).select_related("person")
    members = {each.person_id: each for each in rows}
    said = Doubt.objects.filter(team=team, person__in=members)
    doubts = set(said.values_list("person", "by"))
    known = Vouch.objects.filter(team=team, person__in=members, by__in=members)
    vouches = set(known.values_list("person", "by"))
    doubted = find_doubted(members, {about for about, _by in doubts}, vouches)
    lines = [
        RosterLine(
            entry=_entry(member, person),
            is_doubted=about in doubted,
            has_doubted=(about, person.pk) in doubts,
            has_vouched=(about, person.pk) in vouches,
        )
        for about, member in members.items()
    ]
    return sorted(lines, key=lambda line: _by_name(line.entry))


def list_doubted(team: Team) -> set[UUID]:
    """The codes of memberships whose person somebody doubts and too few vouch for yet."""
    people = dict(_open().filter(team=team).values_list("person", "code"))
    doubts = Doubt.objects.filter(team=team, person__in=people)
    vouches = Vouch.objects.filter(team=team, person__in=people, by__in=people)
    doubted = find_doubted(
        people,
        set(doubts.values_list("person", flat=True)),
        vouches.values_list("person", "by"),
    )
    return {people[pk] for pk in doubted}


def find_invitation(person: Any, token: str, at: datetime) -> Invitation | None:
    """What the link still opens for the person: a team to join, or the one joined by it.

    None for a link that is unknown, too old, withdrawn or used by somebody else, and for a
    dissolved team; nobody learns which.
    """
    joined = Q(membership__person=person, membership__left_at=None)
    waiting = Q(membership=None, expires_at__gt=at)
    links = Invitation.objects.filter(joined | waiting, team__dissolved_at=None)
    return (
        links.filter(token_hash=Invitation.hash_of(token)).select_related("team__manager").first()
    )


def list_invitations(team: Team, at: datetime) -> QuerySet[Invitation]:
    """Those by which somebody can still join, newest first."""
    waiting = Invitation.objects.filter(team=team, membership=None, expires_at__gt=at)
    return waiting.order_by("-invited_at", "-pk")


def has_left(person: Any, code: UUID | str) -> bool:
    """Whether the person was in the team and is not any more."""
    last = Membership.objects.filter(person=person, team__code=code).order_by("-pk").first()
    return last is not None and last.left_at is not None


def has_dissolved(person: Any, code: UUID | str) -> bool:
    """Whether the person was the manager of the team when it was dissolved."""
    dissolved = Team.objects.filter(manager=person, dissolved_at__isnull=False)
    return dissolved.filter(code=code).exists()


def list_releases(team: Team) -> QuerySet[TrendRelease]:
    """Everything that was ever decided about the team, newest first."""
    releases = TrendRelease.objects.filter(team=team).select_related("window")
    return releases.order_by("-window__closes_at", "-pk")


def list_releases_of_parts(team: Team) -> QuerySet[TrendRelease]:
    """Everything that was ever decided about the teams that are part of this one, oldest first."""
    releases = TrendRelease.objects.filter(team__parent=team).select_related("window")
    return releases.order_by("window__closes_at", "pk")


def list_line(teams: Iterable[int]) -> list[Team]:
    """The teams of these ids and every team above them, nearest first; one query."""
    ids = list(teams)
    if not ids:
        return []
    places = ", ".join(["%s"] * len(ids))
    line: dict[int, Team] = {}
    for team in Team.objects.raw(_LINE.format(places=places), ids):
        line.setdefault(team.pk, team)
    return list(line.values())


def list_manager_chain(person: Any) -> list[Any]:
    """Everybody who manages the person, directly or from above, nearest first; never themselves."""
    ids = list_manager_keys(person)
    people = get_user_model().objects.in_bulk(ids)
    return [people[pk] for pk in ids]


def list_manager_keys(person: Any) -> list[int]:
    """Like list_manager_chain, but the people's keys; two queries."""
    home = Q(pk__in=_open().filter(person=person).values("team"))
    starts = Team.objects.filter(home | Q(manager=person), dissolved_at=None)
    line = list_line(starts.order_by("pk").values_list("pk", flat=True))
    managers = (team.manager_id for team in line if team.manager_id is not None)
    return [pk for pk in dict.fromkeys(managers) if pk != person.pk]


def list_management() -> Iterator[tuple[int, int]]:
    """Keys of (person, who manages them, directly or from above) in all teams; two queries."""
    rows = Team.objects.filter(dissolved_at=None).order_by("pk")
    teams = {pk: (boss, parent) for pk, boss, parent in rows.values_list("pk", "manager", "parent")}
    members = _open().order_by("pk").values_list("person", "team")
    managers = ((boss, pk) for pk, (boss, _) in teams.items() if boss is not None)
    for person, team in (*members, *managers):
        yield from ((person, boss) for boss in _bosses_from(team, teams) if boss != person)


def _bosses_from(team: int | None, teams: Mapping[int, tuple[int | None, int | None]]) -> set[int]:
    """Upwards through the tree; even a circle ends."""
    bosses: set[int] = set()
    passed: set[int] = set()
    while team is not None and team in teams and team not in passed:
        passed.add(team)
        boss, team = teams[team]
        if boss is not None:
            bosses.add(boss)
    return bosses


def _open() -> QuerySet[Membership]:
    return Membership.objects.filter(left_at=None)


def _visible(person: Any) -> QuerySet[Team]:
    """With the manager, and whether there is something to roll up: pages show both."""
    is_member = Exists(_open().filter(team=OuterRef("pk"), person=person))
    has_parts = Exists(Team.objects.filter(parent=OuterRef("pk")))
    teams = Team.objects.annotate(is_member=is_member, has_parts=has_parts)
    teams = teams.select_related("manager", "parent")
    return teams.filter(Q(is_member=True) | Q(manager=person), dissolved_at=None)


def _entry(member: Membership, person: Any) -> RosterEntry:
    is_self = member.person_id == person.pk
    return RosterEntry(member.code, member.person.get_short_name(), is_self)


def _by_name(entry: RosterEntry) -> tuple[str, str]:
    return entry.name.casefold(), str(entry.code)


def export_teams(person: Any) -> dict[str, Any]:
    """What the person's own copy of their data tells about teams; moments as they are stored.

    What others said of the person is theirs, and not in it.
    """
    joined = Membership.objects.filter(person=person).order_by("joined_at", "pk")
    managed = Team.objects.filter(manager=person).order_by("created_at", "pk")
    doubts = Doubt.objects.filter(by=person).order_by("doubted_at", "pk")
    vouches = Vouch.objects.filter(by=person).order_by("vouched_at", "pk")
    moments = ("joined_at", "left_at", "consent_at", "withdrawn_at")
    return {
        "memberships": list(joined.values("team__name", *moments)),
        "managed": list(managed.values("code", "name", "created_at", "dissolved_at")),
        "doubts": list(doubts.values("team__name", "doubted_at")),
        "vouches": list(vouches.values("team__name", "vouched_at")),
        **export_practice(person),
    }


# The manager chain of %(person)s for a statement of another slice, which may know of more managers:
# two recursive tables of (person, team), each row a step on the way, with nulls. A step follows
# one of the `ways`, so that each looks up no more than the row it stands on. {bosses} and {staff}
# are joins for way 1, and {boss} and {report} the person whom they find.
CHAIN_SQL = """
ways(way) AS (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4),
above(person, team) AS (
    SELECT CAST(%(person)s AS bigint), CAST(NULL AS bigint)
    UNION
    SELECT COALESCE({boss}, team.manager_id), COALESCE(home.team_id, own.id, team.parent_id)
    FROM above CROSS JOIN ways
    {bosses}
    LEFT JOIN teams_membership AS home
        ON way = 2 AND home.person_id = above.person AND home.left_at IS NULL
    LEFT JOIN teams_team AS own
        ON way = 3 AND own.manager_id = above.person AND own.dissolved_at IS NULL
    LEFT JOIN teams_team AS team
        ON way = 4 AND team.id = above.team AND team.dissolved_at IS NULL
), below(person, team) AS (
    SELECT CAST(%(person)s AS bigint), CAST(NULL AS bigint)
    UNION
    SELECT COALESCE({report}, member.person_id, part.manager_id), COALESCE(own.id, part.id)
    FROM below CROSS JOIN ways
    {staff}
    LEFT JOIN teams_team AS own
        ON way = 2 AND own.manager_id = below.person AND own.dissolved_at IS NULL
    LEFT JOIN teams_membership AS member
        ON way = 3 AND member.team_id = below.team AND member.left_at IS NULL
    LEFT JOIN teams_team AS part
        ON way = 4 AND part.parent_id = below.team AND part.dissolved_at IS NULL
)"""
