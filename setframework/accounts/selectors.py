"""What is read about people, their addresses and tokens."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import signing
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments.models import Direction
from assessments.selectors import (
    export_records,
    find_direction,
    find_visitor_draft,
    list_all_share_links,
    list_assessments,
    list_measurement_consents,
    list_share_visits,
    moment,
    read_questionnaire,
)
from mentors.selectors import export_mentoring
from setframework.accounts.models import Token, User

# The shape of the document that a person carries away; docs/export-file.md tells it.
EXPORT_FORMAT = 1


@dataclass(frozen=True)
class WaitingDraft:
    """What a visitor has answered so far, before there is an account."""

    code: UUID
    answered: int
    items: int
    started_at: datetime


def is_email_of_another(person: User, email: str) -> bool:
    return User.objects.exclude(pk=person.pk).filter(email__iexact=email).exists()


def is_email_verified(person: User) -> bool:
    return EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


def list_tokens(person: User, at: datetime) -> QuerySet[Token]:
    """The ones that still work, newest first."""
    return Token.objects.filter(user=person, expiry__gt=at).order_by("-created", "digest")


def get_token(person: User, code: UUID | str) -> Token:
    """The person's token, or DoesNotExist: a stranger can't tell it from a missing one."""
    return Token.objects.get(user=person, code=code)


def find_waiting_draft(code: UUID) -> WaitingDraft | None:
    assessment = find_visitor_draft(code)
    if assessment is None:
        return None
    return WaitingDraft(
        code=assessment.code,
        answered=sum(value is not None for value in assessment.responses.values()),
        items=len(read_questionnaire(assessment.version).items),
        started_at=assessment.started_at,
    )


def get_direction(person: User) -> Direction:
    """Where the person is and aims at; an unsaved empty one while nothing is chosen."""
    return find_direction(person) or Direction(person=person)


@dataclass(frozen=True)
class Reading:
    """Somebody else saw something of a person's: what, who as far as known, and when."""

    what: str
    who: str
    read_at: datetime


def list_readings(person: User) -> list[Reading]:
    """Every slice's log of such looks, joined; newest first."""
    visits = [
        Reading(visit.link.get_kind_display(), "", visit.opened_at)
        for visit in list_share_visits(person)
    ]
    return sorted(visits, key=lambda reading: reading.read_at, reverse=True)


def export_document(person: User) -> dict[str, Any]:
    """Everything of the person's as one JSON document; the first part comes back by an import.

    `person` and `account` tell of this account alone. Slices whose records an import does not
    take add them to `account`.
    """
    return {
        "format": EXPORT_FORMAT,
        **export_records(person),
        "person": {"code": str(person.code), "email": person.email, "name": person.name},
        "account": {
            "joined_at": moment(person.joined_at),
            "shared": [
                {
                    "kind": link.kind,
                    "created_at": moment(link.created_at),
                    "expires_at": moment(link.expires_at),
                    "picks": link.picks,
                }
                for link in list_all_share_links(person)
            ],
            "mentoring": export_mentoring(person),
            "measurement_consents": [
                {
                    "given_at": moment(consent.given_at),
                    "withdrawn_at": moment(consent.withdrawn_at),
                }
                for consent in list_measurement_consents(person)
            ],
        },
    }


def count_data(person: User, at: datetime) -> dict[str, Any]:
    """How much the person's account holds, for the page that erases it."""
    return {
        "assessments": list_assessments(person).count(),
        "tokens": list_tokens(person, at).count(),
    }


@dataclass(frozen=True)
class Security:
    """How one gets into the account, in short."""

    is_email_verified: bool
    has_app: bool
    passkeys: int
    sessions: int


def get_security(person: User) -> Security:
    """One query, whatever there is to count."""
    keys = Authenticator.objects.filter(user=OuterRef("pk"))
    address = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"))
    found = User.objects.filter(pk=person.pk).values(
        is_email_verified=Exists(address.filter(verified=True)),
        has_app=Exists(keys.filter(type=Authenticator.Type.TOTP)),
        passkeys=_number_of(keys.filter(type=Authenticator.Type.WEBAUTHN)),
        sessions=_number_of(UserSession.objects.filter(user=OuterRef("pk"))),
    )
    return Security(**found.get())


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of a person's rows, as part of a query about the person."""
    return Coalesce(Subquery(rows.values("user").annotate(n=Count("pk")).values("n")), 0)


def find_address_of_key(key: str) -> EmailAddress | None:
    """Whose confirmation link this is, however old; None for a key that this site never made."""
    try:
        pk = signing.loads(key, salt=app_settings.SALT)
    except signing.BadSignature:
        return None
    return EmailAddress.objects.filter(pk=pk).select_related("user").first()
