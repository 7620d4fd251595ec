"""What happened between people, as far as it decides who may meet."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from assessments.teams.selectors.managers import chain_sql, keys_of
from mentors.matching.pairing import Facts
from setframework.people.models import User

# How long a decline keeps two people apart, and how far back answers are counted.
MEMORY = timedelta(days=90)

APART, PAIRED, ASKED, DECLINED = "apart", "paired", "asked", "declined"
ANSWERS = "answers"

# Managers are those of the teams that somebody is in, and whom they named; the two combine: the
# named manager of a team's manager is in the chain too. An address is in lower case already, but
# beside a bare column SQLite would not use the index of the other expression.
NAMED = {
    "boss": "boss.id",
    "bosses": """
    LEFT JOIN mentors_mentorprofile AS profile
        ON way = 1 AND profile.person_id = above.person AND profile.manager_email <> ''
    LEFT JOIN accounts_user AS boss ON LOWER(boss.email) = LOWER(profile.manager_email)""",
    "report": "profile.person_id",
    "staff": """
    LEFT JOIN accounts_user AS boss ON way = 1 AND boss.id = below.person
    LEFT JOIN mentors_mentorprofile AS profile ON profile.manager_email = LOWER(boss.email)""",
}

# First, whom somebody can't meet, and why: the manager chain both ways, blocks both ways and
# accounts that are shut; an open pair; an open request between the two; a decline by the other.
# Then how each receiver answers: settled requests with an answer, all settled ones, mean days to
# the first word. What was withdrawn or still waits says nothing about the receiver. A row without
# a first person is about everybody.
STATEMENT = """
WITH RECURSIVE {chain}
SELECT start, person, 'apart', 0, 0, 0.0 FROM above
UNION ALL SELECT start, person, 'apart', 0, 0, 0.0 FROM below
{between}
UNION ALL SELECT NULL, id, 'apart', 0, 0, 0.0 FROM accounts_user WHERE NOT is_active
UNION ALL SELECT NULL, receiver_id, 'answers',
    SUM(CASE WHEN state = 'expired' AND asked_at IS NULL THEN 0 ELSE 1 END), COUNT(*),
    AVG({days})
FROM mentors_mentorshiprequest
WHERE created_at > %(since)s AND state IN ('accepted', 'declined', 'expired')
GROUP BY receiver_id
"""
ROWS = """UNION ALL SELECT {one}, {other}, '{why}', 0, 0, 0.0
FROM people JOIN {table} ON {one} = people.id WHERE {which}"""
# Days from a request to its first answer; NULL, which AVG leaves out, where none came.
FIRST_WORD = "CASE WHEN state = 'expired' AND asked_at IS NULL THEN NULL ELSE {end} - {start} END"
DAYS = {
    "sqlite": FIRST_WORD.format(
        end="julianday(COALESCE(asked_at, decided_at))", start="julianday(created_at)"
    ),
    "postgresql": "EXTRACT(EPOCH FROM ("
    + FIRST_WORD.format(end="COALESCE(asked_at, decided_at)", start="created_at")
    + ")) / 86400",
}


@dataclass(frozen=True)
class Between:
    """Rows of a table that keep two people apart: `one` from the `other`, and back if `both`."""

    why: str
    table: str
    one: str
    other: str
    which: str = "TRUE"
    both: bool = True

    @property
    def sql(self) -> str:
        ends = ((self.one, self.other), (self.other, self.one))[: 1 + self.both]
        return "\n".join(
            ROWS.format(one=one, other=other, why=self.why, table=self.table, which=self.which)
            for one, other in ends
        )


REQUESTS = "mentors_mentorshiprequest"
BETWEEN = (
    Between(APART, "mentors_block", "person_id", "blocked_id"),
    Between(
        *(PAIRED, "mentors_mentorship", "mentor_id", "mentee_id"),
        which="state IN ('active', 'paused', 'closing')",
    ),
    Between(
        *(ASKED, REQUESTS, "sender_id", "receiver_id"),
        which="(state = 'more_info' OR state = 'pending' AND expires_at > %(at)s)",
    ),
    Between(
        *(DECLINED, REQUESTS, "sender_id", "receiver_id"),
        which="state = 'declined' AND decided_at > %(since)s",
        both=False,  # who declined may still ask
    ),
)


def get_facts(
    people: Collection[User], at: datetime, among: Collection[int] | None = None
) -> dict[int, Facts]:
    """Person -> whom they can't meet now, and how reliably and fast others answer; one query.

    `among` are the keys of those of whom it is asked, where that is not everybody.
    """
    apart: dict[int, dict[int, str]] = {person.pk: {} for person in people}
    answers, days = {}, {}
    for one, other, why, answered, received, mean in _read(people, at):
        if why == ANSWERS:
            answers[other] = (int(answered), int(received))
            if mean is not None:
                days[other] = max(1, math.ceil(float(mean)))
        elif other is not None and (among is None or other in among):
            for person in apart if one is None else (one,):
                if other != person:
                    apart[person].setdefault(other, why)
    return {person: Facts(known, answers, days) for person, known in apart.items()}


def _read(people: Collection[User], at: datetime) -> list[Any]:
    adapt = connection.ops.adapt_datetimefield_value
    statement = STATEMENT.format(
        chain=chain_sql(**NAMED),
        between="\n".join(each.sql for each in BETWEEN),
        days=DAYS[connection.vendor],
    )
    values = {"people": keys_of(people), "at": adapt(at), "since": adapt(at - MEMORY)}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Any] = cursor.fetchall()
    return rows
