"""The people on the roster of a team, and who is doubted."""

from dataclasses import dataclass
from uuid import UUID

from assessments.teams.disclosure.members import find_doubted
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
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
    """An entry of the roster, with its doubts: by anybody, and by the person who looks."""

    entry: RosterEntry
    is_doubted: bool
    has_doubted: bool
    has_vouched: bool


def list_roster(team: Team, person: User) -> list[RosterEntry]:
    """Everybody in the team, by name. Members and manager see the same."""
    members = list_open_memberships().filter(team=team).select_related("person")
    return sorted((_entry(each, person) for each in members), key=_by_name)


def list_roster_lines(team: Team, person: User) -> list[RosterLine]:
    """The roster with its doubts, which everybody sees, and the person's own doubts and vouches."""
    rows = list_open_memberships().filter(team=team).select_related("person")
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


def _entry(member: Membership, person: User) -> RosterEntry:
    is_self = member.person_id == person.pk
    return RosterEntry(member.code, member.person.get_short_name(), is_self)


def _by_name(entry: RosterEntry) -> tuple[str, str]:
    return entry.name.casefold(), str(entry.code)
