"""A person's directions, and the technologies that they rate."""

from uuid import UUID

from django.db.models import QuerySet

from assessments.models.direction import Direction, KeyTechnology
from setframework.people.models import User


def find_direction(person: User | int) -> Direction | None:
    """The newest direction."""
    return list_directions(person).last()


def list_directions(person: User | int) -> QuerySet[Direction]:
    """All directions, oldest first."""
    return Direction.objects.filter(person=person).order_by("created_at", "pk")


def list_key_technologies(person: User) -> QuerySet[KeyTechnology]:
    """In the order in which they were named."""
    return KeyTechnology.objects.filter(person=person).order_by("pk")


def get_key_technology(person: User, code: UUID | str) -> KeyTechnology:
    """The person's, or DoesNotExist: a stranger can't tell it from a missing one."""
    return list_key_technologies(person).get(code=code)
