"""The manager chain, written once, for any number of people: one person is a list of one."""

import json
from collections.abc import Collection

from django.db import connection

from setframework.people.models import User

# Two recursive tables of (start, person, team): who is above and who is below each person of
# `people`. Each row is a step on the way from `start`, with nulls. A step follows one of the
# `ways`, so that each looks up no more than the row it stands on; UNION ends every circle.
# Another slice may know of more managers: {bosses} and {staff} are its joins for way 1, and
# {boss} and {report} the person whom they find. {which} limits the people whose teams lead up.
CHAIN = """
people(id) AS ({people}),
ways(way) AS (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4),
above(start, person, team) AS (
    SELECT id, id, CAST(NULL AS bigint) FROM people
    UNION
    SELECT start, COALESCE({boss}, team.manager_id), COALESCE(home.team_id, own.id, team.parent_id)
    FROM above CROSS JOIN ways
    {bosses}
    LEFT JOIN teams_membership AS home
        ON way = 2 AND home.person_id = above.person AND home.left_at IS NULL AND {which}
    LEFT JOIN teams_team AS own
        ON way = 3 AND own.manager_id = above.person AND own.dissolved_at IS NULL AND {which}
    LEFT JOIN teams_team AS team
        ON way = 4 AND team.id = above.team AND team.dissolved_at IS NULL
), below(start, person, team) AS (
    SELECT id, id, CAST(NULL AS bigint) FROM people
    UNION
    SELECT start, COALESCE({report}, member.person_id, part.manager_id), COALESCE(own.id, part.id)
    FROM below CROSS JOIN ways
    {staff}
    LEFT JOIN teams_team AS own
        ON way = 2 AND own.manager_id = below.person AND own.dissolved_at IS NULL
    LEFT JOIN teams_membership AS member
        ON way = 3 AND member.team_id = below.team AND member.left_at IS NULL
    LEFT JOIN teams_team AS part
        ON way = 4 AND part.parent_id = below.team AND part.dissolved_at IS NULL
)"""
# The keys come as one value, as a database takes only so many of them in a statement.
PEOPLE = {
    "sqlite": "SELECT CAST(value AS bigint) FROM json_each(%(people)s)",
    "postgresql": "SELECT CAST(value AS bigint)"
    " FROM json_array_elements_text(CAST(%(people)s AS json))",
}
NOBODY = "CAST(NULL AS bigint)"
ANYBODY, ONLY_START = "TRUE", "above.person = start"


def chain_sql(
    *,
    boss: str = NOBODY,
    bosses: str = "",
    report: str = NOBODY,
    staff: str = "",
    which: str = ANYBODY,
) -> str:
    """The tables of a statement WITH RECURSIVE, whose `people` are the value of keys_of()."""
    people = PEOPLE[connection.vendor]
    return CHAIN.format(
        people=people, boss=boss, bosses=bosses, report=report, staff=staff, which=which
    )


def keys_of(people: Collection[User]) -> str:
    return json.dumps([person.pk for person in people])


def list_above(people: Collection[User], *, only_line: bool = False) -> dict[int, set[int]]:
    """Person -> everybody above them in teams, by their keys; one query.

    With `only_line`, only managers of the person's teams and of every team these are part of. A
    manager's own home team and other teams lead no further.
    """
    chain = chain_sql(which=ONLY_START if only_line else ANYBODY)
    above: dict[int, set[int]] = {person.pk: set() for person in people}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE {chain}"  # noqa: S608
            " SELECT start, person FROM above WHERE person <> start",
            {"people": keys_of(people)},
        )
        for start, person in cursor.fetchall():
            above[start].add(person)
    return above
