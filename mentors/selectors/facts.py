"""Facts between people that decide who may meet."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from assessments.teams.selectors.managers import chain_sql, keys_of
from mentors.matching.pairing import Facts
from setframework.people.models import User

# A decline keeps two people apart for this time. Answers are counted over the same time.
MEMORY = timedelta(days=90)

APART, PAIRED, ASKED, DECLINED = "apart", "paired", "asked", "declined"
ANSWERS = "answers"

# A person's managers are those of their teams and the one they named. Both combine: the manager
# that a team's manager has named counts too. Stored addresses are in lower case already; LOWER()
# is there because SQLite uses the index only if the expression is the same.
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

# First, the people that somebody can't meet, with the reason: the manager chain both ways, blocks
# both ways, closed accounts, an open pair, an open request of the two, a decline by the other.
# Then the answers of each receiver: settled requests with an answer, all settled requests, mean
# days to the first answer. Withdrawn and waiting requests say nothing about the receiver. A row
# without a first person applies to everybody.
STATEMENT = """
WITH RECURSIVE {chain}
SELECT start, person, 'apart', 0, 0, 0.0 FROM above
UNION ALL SELECT start, person, 'apart', 0, 0, 0.0 FROM below
UNION ALL SELECT NULL, id, 'apart', 0, 0, 0.0 FROM accounts_user WHERE NOT is_active
{between}
UNION ALL SELECT NULL, receiver_id, 'answers',
    SUM(CASE WHEN state = 'expired' AND asked_at IS NULL THEN 0 ELSE 1 END), COUNT(*),
    AVG({days})
FROM mentors_mentorshiprequest
WHERE created_at > %(since)s AND state IN ('accepted', 'declined', 'expired')
GROUP BY receiver_id
"""
ROWS = """UNION ALL SELECT {one}, {other}, '{why}', 0, 0, 0.0
FROM people JOIN {table} ON {one} = people.id WHERE {which}"""
# Days from a request to its first answer. NULL, which AVG ignores, if there was none.
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
    """Rows of a table that keep `one` from the `other`, and in both directions if `both`."""

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
        both=False,  # the one who declined may still ask
    ),
)


def get_facts(
    people: Collection[User], at: datetime, among: Collection[int] | None = None
) -> dict[int, Facts]:
    """Person -> the people they can't meet now, and how others answer. One query.

    `among` are the keys of the people to look at; None means everybody.
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
                    # The one reason that is told to nobody goes before the others, in any order.
                    known = APART if why == APART else apart[person].get(other, why)
                    apart[person][other] = known
    return {person: Facts(reasons, answers, days) for person, reasons in apart.items()}


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
