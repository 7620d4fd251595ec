"""What happened between people, as far as it decides who may meet."""

from datetime import datetime
from typing import Any

from django.db import connection

from mentors.matching import Facts

# The manager chain both ways, through the managers that people have named; blocks both ways; and
# accounts that are shut. One statement, as every search asks it.
APART = """
WITH RECURSIVE above(id) AS (
    SELECT CAST(%(person)s AS bigint)
    UNION
    SELECT boss.id FROM above
    JOIN mentors_mentorprofile AS profile
        ON profile.person_id = above.id AND profile.manager_email <> ''
    JOIN accounts_user AS boss ON LOWER(boss.email) = profile.manager_email
), below(id) AS (
    SELECT CAST(%(person)s AS bigint)
    UNION
    SELECT profile.person_id FROM below
    JOIN accounts_user AS boss ON boss.id = below.id
    JOIN mentors_mentorprofile AS profile ON profile.manager_email = LOWER(boss.email)
)
SELECT id FROM above
UNION SELECT id FROM below
UNION SELECT blocked_id FROM mentors_block WHERE person_id = %(person)s
UNION SELECT person_id FROM mentors_block WHERE blocked_id = %(person)s
UNION SELECT id FROM accounts_user WHERE NOT is_active
"""


def get_facts(person: Any, at: datetime) -> Facts:
    """Whom the person can't meet now, and how reliably others answer.

    Requests and mentorships join here: open pairs and pending requests between the two, declines
    by the other in the last 90 days, (answered, received) of each person in 90 days, and the days
    within which each usually answers.
    """
    with connection.cursor() as cursor:
        cursor.execute(APART, {"person": person.pk})
        apart = {row[0] for row in cursor.fetchall()} - {person.pk}
    return Facts(apart=frozenset(apart))
