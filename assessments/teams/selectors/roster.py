"""The people on the roster of a team, and who is doubted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assessments.teams.disclosure.doubts import find_doubted, vouches_needed
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.doubts import list_open_doubts, list_vouches
from assessments.teams.selectors.membership import list_open_memberships
from setframework.people.models import User


@dataclass(frozen=True)
class RosterEntry:
    """A person on the roster: the name, and nothing about consent or answers."""

    code: UUID
    name: str
    is_self: bool


@dataclass(frozen=True)
class RosterLine:
    """An entry of the roster, with what others said of the person.

    Everybody sees who vouches, and that somebody doubts, but nobody sees who.
    """

    entry: RosterEntry
    is_doubted: bool
    needed: int  # vouches, while the doubt holds the half-year as things stand; else 0
    has_doubted: bool  # the person who looks
    has_vouched: bool
    vouched_by: tuple[str, ...]


def list_roster(team: Team, person: User) -> list[RosterEntry]:
    """Everybody in the team, by name. Members and manager see the same."""
    members = list_open_memberships().filter(team=team).select_related("person")
    return sorted((_entry(each, person) for each in members), key=_by_name)


def list_roster_lines(team: Team, person: User, at: datetime) -> list[RosterLine]:
    """The roster with its doubts and vouches, which everybody sees."""
    rows = list_open_memberships().filter(team=team).select_related("person")
    members = {each.person_id: each for each in rows}
    said = list_open_doubts(at).filter(team=team, person__in=members)
    doubts = list(said.values_list("person", "by", "closes_at"))
    vouches = _list_vouches(team, members)
    needed = _count_needed(doubts, vouches, set(members) - {team.manager_id})
    lines = [
        RosterLine(
            entry=_entry(member, person),
            is_doubted=any(doubted == about for doubted, _by, _closes_at in doubts),
            needed=needed.get(about, 0),
            has_doubted=any(each[:2] == (about, person.pk) for each in doubts),
            has_vouched=(about, person.pk) in vouches,
            vouched_by=_names(members[by] for doubted, by in vouches if doubted == about),
        )
        for about, member in members.items()
    ]
    return sorted(lines, key=lambda line: _by_name(line.entry))


def _list_vouches(team: Team, members: Mapping[int, Membership]) -> list[tuple[int, int]]:
    """(person, member who vouches for them), both on the roster."""
    vouches = list_vouches(team).values_list("person", "by")
    return [(about, by) for about, by in vouches if about in members and by in members]


def _count_needed(
    doubts: Sequence[tuple[int, int | None, datetime]],
    vouches: Sequence[tuple[int, int]],
    may_vouch: Collection[int],
) -> dict[int, int]:
    """Doubted person -> vouches that would clear them, for doubts that hold a half-year."""
    needed = {}
    for closes_at in {closes_at for _about, _by, closes_at in doubts}:
        for_then = [about for about, _by, close in doubts if close == closes_at]
        for about in find_doubted(for_then, vouches, may_vouch):
            needed[about] = vouches_needed(for_then.count(about))
    return needed


def _names(members: Iterable[Membership]) -> tuple[str, ...]:
    return tuple(sorted(each.person.get_short_name() for each in members))


def _entry(member: Membership, person: User) -> RosterEntry:
    is_self = member.person_id == person.pk
    return RosterEntry(member.code, member.person.get_short_name(), is_self)


def _by_name(entry: RosterEntry) -> tuple[str, str]:
    return entry.name.casefold(), str(entry.code)
