"""The manager chain, for those who keep people apart: of everybody at once, and of one in SQL."""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.teams import list_line
from setframework.people.models import User

# The chain of %(person)s for a statement of another slice, which may know of more managers: two
# recursive tables of (person, team), each row a step on the way, with nulls. A step follows
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


def list_manager_keys(person: User) -> list[int]:
    """Keys of those who manage the person, directly or from above, nearest first; two queries."""
    home = Membership.objects.filter(person=person, left_at=None).values("team")
    starts = Team.objects.filter(Q(pk__in=home) | Q(manager=person), dissolved_at=None)
    line = list_line(starts.order_by("pk").values_list("pk", flat=True))
    managers = (team.manager_id for team in line if team.manager_id is not None)
    return [pk for pk in dict.fromkeys(managers) if pk != person.pk]


def list_management() -> Iterator[tuple[int, int]]:
    """Keys of (person, who manages them, directly or from above) in all teams; two queries."""
    rows = Team.objects.filter(dissolved_at=None).order_by("pk")
    teams = {pk: (boss, parent) for pk, boss, parent in rows.values_list("pk", "manager", "parent")}
    members = Membership.objects.filter(left_at=None).order_by("pk").values_list("person", "team")
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
