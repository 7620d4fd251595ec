"""What happened between people, as far as it decides who may meet."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from assessments.teams.selectors.managers import CHAIN_SQL
from mentors.matching.pairing import Facts
from setframework.people.models import User

# How long a decline keeps two people apart, and how far back answers are counted.
MEMORY = timedelta(days=90)

APART, PAIRED, ASKED, DECLINED = "apart", "paired", "asked", "declined"

# Managers are those of the teams that somebody is in, and whom they named; the two combine: the
# named manager of a team's manager is in the chain too. An address is in lower case already, but
# beside a bare column SQLite would not use the index of the other expression.
CHAIN = CHAIN_SQL.format(
    boss="boss.id",
    bosses="""
    LEFT JOIN mentors_mentorprofile AS profile
        ON way = 1 AND profile.person_id = above.person AND profile.manager_email <> ''
    LEFT JOIN accounts_user AS boss ON LOWER(boss.email) = LOWER(profile.manager_email)""",
    report="profile.person_id",
    staff="""
    LEFT JOIN accounts_user AS boss ON way = 1 AND boss.id = below.person
    LEFT JOIN mentors_mentorprofile AS profile ON profile.manager_email = LOWER(boss.email)""",
)

# One statement, as every search asks it. First, whom the person can't meet, and why: the manager
# chain both ways, blocks both ways and accounts that are shut; an open pair; an open request
# between the two; a decline by the other. Then how each receiver answers: settled requests with
# an answer, all settled ones, mean days to the first word. What was withdrawn or still waits says
# nothing about the receiver.
STANDINGS = """
WITH RECURSIVE {chain}, apart(id) AS (
    SELECT person FROM above WHERE person IS NOT NULL
    UNION SELECT person FROM below WHERE person IS NOT NULL
    UNION SELECT blocked_id FROM mentors_block WHERE person_id = %(person)s
    UNION SELECT person_id FROM mentors_block WHERE blocked_id = %(person)s
    UNION SELECT id FROM accounts_user WHERE NOT is_active
), own AS (
    SELECT sender_id, receiver_id, state, decided_at FROM mentors_mentorshiprequest
    WHERE (sender_id = %(person)s OR receiver_id = %(person)s)
        AND (state <> 'pending' OR expires_at > %(at)s)
)
SELECT id, 'apart', 0, 0, 0.0 FROM apart WHERE id <> %(person)s
UNION ALL
SELECT CASE mentor_id WHEN %(person)s THEN mentee_id ELSE mentor_id END, 'paired', 0, 0, 0.0
FROM mentors_mentorship
WHERE state IN ('active', 'paused', 'closing')
    AND (mentor_id = %(person)s OR mentee_id = %(person)s)
UNION ALL
SELECT CASE sender_id WHEN %(person)s THEN receiver_id ELSE sender_id END, 'asked', 0, 0, 0.0
FROM own WHERE state IN ('pending', 'more_info')
UNION ALL
SELECT receiver_id, 'declined', 0, 0, 0.0
FROM own WHERE sender_id = %(person)s AND state = 'declined' AND decided_at > %(since)s
UNION ALL
SELECT receiver_id, 'answers',
    SUM(CASE WHEN state = 'expired' AND asked_at IS NULL THEN 0 ELSE 1 END), COUNT(*),
    AVG({days})
FROM mentors_mentorshiprequest
WHERE created_at > %(since)s AND state IN ('accepted', 'declined', 'expired')
GROUP BY receiver_id
"""
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
class Standings:
    """`reasons` maps another person to why the two can't pair up now: APART, PAIRED, ..."""

    reasons: Mapping[int, str]
    facts: Facts


def get_facts(person: User, at: datetime) -> Facts:
    """Whom the person can't meet now, and how reliably and fast others answer."""
    return get_standings(person, at).facts


def get_standings(person: User, at: datetime) -> Standings:
    adapt = connection.ops.adapt_datetimefield_value
    values = {"person": person.pk, "at": adapt(at), "since": adapt(at - MEMORY)}
    with connection.cursor() as cursor:
        cursor.execute(STANDINGS.format(chain=CHAIN, days=DAYS[connection.vendor]), values)
        rows = cursor.fetchall()
    reasons: dict[int, str] = {}
    answers, days = {}, {}
    for other, what, answered, received, mean in rows:
        if what != "answers":
            reasons.setdefault(other, what)
            continue
        answers[other] = (int(answered), int(received))
        if mean is not None:
            days[other] = max(1, math.ceil(float(mean)))
    facts = Facts(apart=frozenset(reasons), answers=answers, days=days)
    return Standings(reasons, facts)
