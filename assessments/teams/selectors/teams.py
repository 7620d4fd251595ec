"""Teams, who is in them and above them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.teams.disclosure.members import find_doubted
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import TrendRelease
from assessments.teams.models.teams import Team
from setframework.people.models import User

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


def list_teams(person: User) -> QuerySet[Team]:
    """The person's home team and the teams they manage."""
    return _visible(person).order_by("name", "pk")


def get_team(person: User, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person is in or manages; DoesNotExist for everybody else.

    Its `is_member` tells whether the person is in it.
    `for_update` locks its row until the transaction ends, and a release of the team waits.
    """
    teams = _visible(person)
    return (teams.select_for_update(of=("self",)) if for_update else teams).get(code=code)


def get_managed_team(person: User, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person manages; DoesNotExist for everybody else."""
    team = get_team(person, code, for_update=for_update)
    if team.manager_id != person.pk:
        raise Team.DoesNotExist
    return team


def list_managed_teams(person: User) -> QuerySet[Team]:
    return Team.objects.filter(manager=person, dissolved_at=None).order_by("name", "pk")


def find_membership(person: User) -> Membership | None:
    """The open one: where the person is at home."""
    return _open().filter(person=person).select_related("team__manager").first()


def get_member(team: Team, code: UUID | str) -> Membership:
    """Somebody who is in the team, by the code on its roster."""
    return _open().select_related("person").get(team=team, code=code)


def list_roster(team: Team, person: User) -> list[RosterEntry]:
    """Everybody in the team, by name; the same for members and manager."""
    members = _open().filter(team=team).select_related("person")
    return sorted((_entry(each, person) for each in members), key=_by_name)


def list_roster_lines(team: Team, person: User) -> list[RosterLine]:
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


def find_invitation(person: User, token: str, at: datetime) -> Invitation | None:
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


def has_left(person: User, code: UUID | str) -> bool:
    """Whether the person was in the team and is not any more."""
    last = Membership.objects.filter(person=person, team__code=code).order_by("-pk").first()
    return last is not None and last.left_at is not None


def has_dissolved(person: User, code: UUID | str) -> bool:
    """Whether the person was the manager of the team when it was dissolved."""
    dissolved = Team.objects.filter(manager=person, dissolved_at__isnull=False)
    return dissolved.filter(code=code).exists()


def is_managed_by_another(person: User, code: UUID | str) -> bool:
    """Whether the team goes on and somebody else manages it."""
    others = Team.objects.filter(dissolved_at=None, manager__isnull=False).exclude(manager=person)
    return others.filter(code=code).exists()


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


def _open() -> QuerySet[Membership]:
    return Membership.objects.filter(left_at=None)


def _visible(person: User) -> QuerySet[Team]:
    """With the manager, and whether there is something to roll up: pages show both."""
    is_member = Exists(_open().filter(team=OuterRef("pk"), person=person))
    has_parts = Exists(Team.objects.filter(parent=OuterRef("pk")))
    teams = Team.objects.annotate(is_member=is_member, has_parts=has_parts)
    teams = teams.select_related("manager", "parent")
    return teams.filter(Q(is_member=True) | Q(manager=person), dissolved_at=None)


def _entry(member: Membership, person: User) -> RosterEntry:
    is_self = member.person_id == person.pk
    return RosterEntry(member.code, member.person.get_short_name(), is_self)


def _by_name(entry: RosterEntry) -> tuple[str, str]:
    return entry.name.casefold(), str(entry.code)
