"""The places of a profile: taken and given back by conditional updates, never by counting.

The caller's first statement is `revision = next_revision()`: whoever changes places waits there,
in the same order as everybody else, so that no two wait for each other.
"""

from typing import Any

from django.db.models import F

from mentors.models import MentorProfile


class NoPlace(Exception):
    """Every place of that person is taken, or they offer none."""


def take_place(person: Any, revision: int) -> None:
    """One more place is taken, inside the caller's transaction. Raises NoPlace."""
    free = MentorProfile.objects.filter(person=person, active__lt=F("capacity"))
    if not free.update(active=F("active") + 1, revision=revision):
        raise NoPlace


def free_place(person: Any, revision: int) -> None:
    """One place is free again, inside the caller's transaction."""
    taken = MentorProfile.objects.filter(person=person, active__gt=0)
    taken.update(active=F("active") - 1, revision=revision)
