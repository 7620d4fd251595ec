"""The API tokens of a person."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from setframework.people.models import Token, User


def list_tokens(person: User, at: datetime) -> QuerySet[Token]:
    """The tokens that still work, newest first."""
    return Token.objects.filter(user=person, expiry__gt=at).order_by("-created", "digest")


def get_token(person: User, code: UUID | str) -> Token:
    """The person's token, or DoesNotExist: a stranger can't tell it from a missing one."""
    token: Token = Token.objects.get(user=person, code=code)
    return token
