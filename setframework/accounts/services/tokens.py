"""Making and revoking API tokens."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from setframework.accounts.selectors.tokens import get_token, list_tokens
from setframework.people.models import Token, User
from setframework.web.refusals import Refused
from setframework.web.security_log import record

# Nobody needs more programs than this; a leaked session must not make tokens without end.
MAX_TOKENS = 20


class NameTaken(Refused):
    says = _("You have a token of this name. Choose another name.")
    field = "name"


class TooManyTokens(Refused):
    """The person has MAX_TOKENS tokens that work."""

    says = _("You have reached the limit of tokens. Revoke one first.")


@transaction.atomic
def create_token(
    *, person: User, name: str, days: int, at: datetime, scopes: Iterable[str] = ()
) -> tuple[Token, str]:
    """A token that works for that many days, and its text, which is known only now.

    `scopes`: what it may do beyond reading and writing, of Token.Scope.

    Raises NameTaken, TooManyTokens.
    """
    # Two tabs of the same person wait for each other.
    User.objects.lock(person)
    if Token.objects.filter(user=person, name=name, expiry__gt=at).exists():
        raise NameTaken
    if list_tokens(person, at).count() >= MAX_TOKENS:
        raise TooManyTokens
    Token.objects.filter(user=person, name=name).delete()  # expired, but not yet cleared away
    lasts = timedelta(days=days)
    token, text = Token.objects.create(user=person, name=name, expiry=lasts, scopes=list(scopes))
    record("token.made", person=person, token=token.code)
    return token, text


@transaction.atomic
def end_tokens(*, person: User) -> None:
    """Stop all tokens of the person at once."""
    for token in Token.objects.filter(user=person):
        token.delete()
        record("token.revoked", person=person, token=token.code)


@transaction.atomic
def revoke_token(*, person: User, code: UUID | str) -> str:
    """Stop the token at once; returns its name. Raises Token.DoesNotExist for a stranger's."""
    token = get_token(person, code)
    token.delete()
    record("token.revoked", person=person, token=token.code)
    return token.name
