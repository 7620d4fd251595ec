"""Saying where one is and aims at."""

from datetime import datetime
from typing import Any

from django.db import transaction

from assessments.models import Direction
from assessments.selectors import find_direction


@transaction.atomic
def set_direction(*, person: Any, level: str, aims_at: str, path: str, at: datetime) -> Direction:
    """Remember where the person is and aims at from now on; unchanged values add no row."""
    newest = find_direction(person)
    if newest and (newest.level, newest.aims_at, newest.path) == (level, aims_at, path):
        return newest
    return Direction.objects.create(
        person=person, level=level, aims_at=aims_at, path=path, created_at=at
    )
