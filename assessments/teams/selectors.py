"""What is read about teams. Each takes who is asking and finds only what is theirs to see."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.teams.disclosure import find_doubted
from assessments.teams.models import Doubt, Membership, Team, TrendRelease, Vouch

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


def list_teams(person: Any) -> QuerySet[Team]:
    """The person's home team and the teams they manage."""
    return _visible(person).order_by("name", "pk")


def get_team(person: Any, code: UUID | str, *, for_update: bool = False) -> Team:
    """A team that the person is in or manages; DoesNotExist for everybody else.

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


def has_left(person: Any, code: UUID | str) -> bool:
    """Whether the person was in the team and isn't any more; it may be dissolved."""
    left_at = Membership.objects.filter(person=person, team__code=code).order_by("-pk")
    return left_at.values_list("left_at", flat=True).first() is not None


def get_member(team: Team, code: UUID | str) -> Membership:
    """Somebody who is in the team, by the code on its roster."""
    return _open().select_related("person").get(team=team, code=code)


def list_roster(team: Team, person: Any) -> list[RosterEntry]:
    """Everybody in the team, by name; the same for members and manager."""
    members = _open().filter(team=team).select_related("person").order_by("pk")
    entries = [
        RosterEntry(each.code, each.person.get_short_name(), each.person_id == person.pk)
        for each in members
    ]
    return sorted(entries, key=lambda entry: (entry.name.casefold(), str(entry.code)))


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


def list_releases(team: Team) -> QuerySet[TrendRelease]:
    """Everything that was ever decided about the team, newest first."""
    releases = TrendRelease.objects.filter(team=team).select_related("window")
    return releases.order_by("-window__closes_at", "-pk")


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
    home = Q(pk__in=_open().filter(person=person).values("team"))
    starts = Team.objects.filter(home | Q(manager=person), dissolved_at=None)
    ids = dict.fromkeys(
        team.manager_id
        for team in list_line(starts.order_by("pk").values_list("pk", flat=True))
        if team.manager_id not in (None, person.pk)
    )
    people = get_user_model().objects.in_bulk(list(ids))
    return [people[pk] for pk in ids]


def _open() -> QuerySet[Membership]:
    return Membership.objects.filter(left_at=None)


def _visible(person: Any) -> QuerySet[Team]:
    is_member = Exists(_open().filter(team=OuterRef("pk"), person=person))
    found = Team.objects.filter(is_member | Q(manager=person), dissolved_at=None)
    return found.select_related("manager", "parent")


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
    }
