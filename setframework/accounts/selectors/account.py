"""The ways into an account, and the direction that the account page shows."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments.models.direction import Direction
from assessments.selectors.direction import find_direction
from setframework.people.models import User


@dataclass(frozen=True)
class Security:
    """The ways into an account, in short."""

    is_email_verified: bool
    has_app: bool
    passkeys: int
    sessions: int


def get_security(person: User) -> Security:
    """One query, however much there is to count."""
    keys = Authenticator.objects.filter(user=OuterRef("pk"))
    address = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"))
    found = User.objects.filter(pk=person.pk).values(
        is_email_verified=Exists(address.filter(verified=True)),
        has_app=Exists(keys.filter(type=Authenticator.Type.TOTP)),
        passkeys=_number_of(keys.filter(type=Authenticator.Type.WEBAUTHN)),
        sessions=_number_of(UserSession.objects.filter(user=OuterRef("pk"))),
    )
    return Security(**found.get())


def get_direction(person: User) -> Direction:
    """The newest direction of the person. It is empty and unsaved if they chose nothing yet."""
    return find_direction(person) or Direction(person=person)


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """The number of a person's rows, as part of a query about the person."""
    return Coalesce(Subquery(rows.values("user").annotate(n=Count("pk")).values("n")), 0)
