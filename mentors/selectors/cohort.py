"""What a search asks about one person, for a whole cohort in a fixed number of statements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from assessments.teams.selectors.managers import list_management
from mentors.matching.pairing import Facts
from mentors.models.blocks import Block
from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.selectors.facts import MEMORY, get_facts
from setframework.people.models import User

# Person -> a manager they have named; everybody's, as a chain may lead through people outside.
MANAGERS = """
SELECT profile.person_id, boss.id
FROM mentors_mentorprofile AS profile
JOIN accounts_user AS boss ON LOWER(boss.email) = profile.manager_email
WHERE profile.manager_email <> ''
"""

Pair = tuple[int, int]


def get_cohort_facts(people: Sequence[Any], at: datetime) -> dict[int, Facts]:
    """Person -> whom of the cohort they can't meet now, by the rules of `get_facts`.

    How others answer is the same for everybody, so it is read once.
    """
    if not people:
        return {}
    known = get_facts(people[0], at)
    cohort = {person.pk for person in people}
    apart: dict[int, set[int]] = {pk: set() for pk in cohort}
    for one, other in (*_either_way(cohort, at), *_declined(cohort, at)):
        apart[one].add(other)
    for one, others in _chains(cohort).items():
        for other in others & cohort:
            apart[one].add(other)
            apart[other].add(one)
    shut = _shut(cohort)
    return {
        pk: replace(known, apart=frozenset((others | shut) - {pk})) for pk, others in apart.items()
    }


def _either_way(cohort: Collection[int], at: datetime) -> Iterable[Pair]:
    """Blocks, open pairs and open requests keep both from each other."""
    in_time = Q(state=MentorshipRequest.State.PENDING, expires_at__gt=at)
    in_time |= Q(state=MentorshipRequest.State.MORE_INFO)
    found = (
        _pairs(Block, cohort, ("person_id", "blocked_id"), Q()),
        _pairs(Mentorship, cohort, ("mentor_id", "mentee_id"), Q(state__in=Mentorship.OPEN)),
        _pairs(MentorshipRequest, cohort, ("sender_id", "receiver_id"), in_time),
    )
    for pairs in found:
        for one, other in pairs:
            yield from ((one, other), (other, one))


def _declined(cohort: Collection[int], at: datetime) -> list[Pair]:
    """Whose request was declined of late does not meet who declined it; the other way goes."""
    lately = Q(state=MentorshipRequest.State.DECLINED, decided_at__gt=at - MEMORY)
    return _pairs(MentorshipRequest, cohort, ("sender_id", "receiver_id"), lately)


def _pairs(model: Any, cohort: Collection[int], ends: tuple[str, str], which: Q) -> list[Pair]:
    """Asked without the cohort's keys: a database takes only so many of them in a statement."""
    rows = model.objects.filter(which).order_by().values_list(*ends)
    return [(one, other) for one, other in rows if one in cohort and other in cohort]


def _shut(cohort: Collection[int]) -> set[int]:
    shut = User.objects.filter(is_active=False).values_list("pk", flat=True)
    return set(shut) & set(cohort)


def _chains(cohort: Collection[int]) -> dict[int, set[int]]:
    """Person -> everybody above them."""
    managers = _list_managers()
    return {pk: _reached(pk, managers) for pk in cohort}


def _list_managers() -> dict[int, set[int]]:
    """Named by themselves, or known from teams."""
    managers: dict[int, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(MANAGERS)
        named = cursor.fetchall()
    for person, boss in (*named, *list_management()):
        managers.setdefault(person, set()).add(boss)
    return managers


def _reached(start: int, managers: Mapping[int, set[int]]) -> set[int]:
    """Everybody above; a circle ends where it was entered."""
    reached: set[int] = set()
    waiting = [start]
    while waiting:
        for boss in managers.get(waiting.pop(), set()) - reached:
            reached.add(boss)
            waiting.append(boss)
    return reached
