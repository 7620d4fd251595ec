"""Everything that changes an account, one verb a function, one transaction a verb."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.teams.services.invitations import forget_address
from mentors.services.mentorships import leave_all
from setframework.accounts.selectors import get_token, list_tokens
from setframework.people.models import Token, User
from setframework.web.refusals import Refused

# Nobody needs more programs than this; a leaked session must not make tokens without end.
MAX_TOKENS = 20


class NameTaken(Refused):
    says = _("You have a token of this name. Choose another name.")
    field = "name"


class TooManyTokens(Refused):
    """The person has MAX_TOKENS tokens that work."""

    says = _("You have as many tokens as one can have. Revoke one first.")


@transaction.atomic
def create_token(*, person: User, name: str, days: int, at: datetime) -> tuple[Token, str]:
    """A token that works for that many days, and its text, which is known only now.

    Raises NameTaken, TooManyTokens.
    """
    _lock(person)
    if Token.objects.filter(user=person, name=name, expiry__gt=at).exists():
        raise NameTaken
    if list_tokens(person, at).count() >= MAX_TOKENS:
        raise TooManyTokens
    Token.objects.filter(user=person, name=name).delete()  # expired, but not yet cleared away
    token, text = Token.objects.create(user=person, name=name, expiry=timedelta(days=days))
    return token, text


@transaction.atomic
def revoke_token(*, person: User, code: UUID | str) -> str:
    """The token stops working at once; returns its name. Token.DoesNotExist for a stranger's."""
    token = get_token(person, code)
    token.delete()
    return token.name


def is_own_email(person: User, text: str) -> bool:
    """Whether somebody typed the person's address, as they do before they erase the account."""
    return text.strip().lower() == person.email.lower()


@transaction.atomic
def delete_person(*, person: User) -> None:
    """Erase the person with everything that is theirs, and end every session."""
    leave_all(person=person)  # first: who ends a mentorship waits in this order too
    _lock(person)
    _end_sessions(person)
    # The admin's log keeps the address of whom it was about.
    about = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=about, object_id=str(person.pk)).delete()
    forget_address(email=person.email)
    User.objects.get(pk=person.pk).delete()


def _lock(person: User) -> None:
    """Two tabs of the same person wait for each other."""
    User.objects.select_for_update().get(pk=person.pk)


def _end_sessions(person: User) -> None:
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    for key in UserSession.objects.filter(user=person).values_list("session_key", flat=True):
        store.delete(key)
