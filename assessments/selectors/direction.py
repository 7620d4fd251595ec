"""Where a person is and wants to be, and the technologies they call their own."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from assessments.models import Direction, KeyTechnology


def find_direction(person: Any) -> Direction | None:
    """The newest one."""
    return list_directions(person).last()


def list_directions(person: Any) -> QuerySet[Direction]:
    """Every one there was, oldest first."""
    return Direction.objects.filter(person=person).order_by("created_at", "pk")


def list_key_technologies(person: Any) -> QuerySet[KeyTechnology]:
    """In the order in which they were named."""
    return KeyTechnology.objects.filter(person=person).order_by("pk")


def get_key_technology(person: Any, code: UUID | str) -> KeyTechnology:
    """The person's, or DoesNotExist: a stranger can't tell it from a missing one."""
    return list_key_technologies(person).get(code=code)
