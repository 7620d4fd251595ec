"""The people that a person has blocked."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mentors.models.blocks import Block
from mentors.selectors.people import name_of
from setframework.people.models import User


def list_blocks(person: User) -> QuerySet[Block]:
    """The person's own blocks, newest first."""
    blocks = Block.objects.filter(person=person).annotate(name=name_of("blocked"))
    blocks = blocks.select_related("blocked")
    return blocks.order_by("-created_at", "-pk")


def get_somebody(code: UUID | str) -> Any:
    """The person with that code, listed or not. Raises User.DoesNotExist."""
    return User.objects.get(code=code, is_active=True)
