"""What is read about people, their addresses and tokens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any
from uuid import UUID

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import signing
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models.direction import Direction
from assessments.selectors.direction import find_direction
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.sharing import list_share_visits
from assessments.selectors.taking import find_visitor_draft
from mentors.selectors.results import list_result_reads
from setframework.people.models import Token, User
from setframework.portable.exporting import count_records

# The newest looks that a page lists; all of them are in the export.
READINGS_LISTED = 50


@dataclass(frozen=True)
class WaitingDraft:
    """What a visitor has answered so far, before there is an account."""

    code: UUID
    answered: int
    items: int
    started_at: datetime


def is_email_of_another(person: User, email: str) -> bool:
    return User.objects.exclude(pk=person.pk).filter(email__iexact=email).exists()


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
    """Somebody else saw something of a person's: what, who as far as known, and when.

    `of` is the day of the result that it was about, if it was; `url` is where one can end it.
    """

    what: str
    who: str
    read_at: datetime
    of: datetime | None = None
    url: str = ""


def list_readings(person: User) -> list[Reading]:
    """Every slice's log of such looks, joined: the newest ones, newest first."""
    logs = [_readings_by_link(person), _readings_in_mentorships(person)]
    found = (reading for log in logs for reading in log)
    return nlargest(READINGS_LISTED, found, key=lambda reading: reading.read_at)


def _readings_by_link(person: User) -> Iterator[Reading]:
    for visit in list_share_visits(person)[:READINGS_LISTED]:
        link, assessment = visit.link, visit.link.assessment
        url = reverse("assessments:share", args=[assessment.code])
        what = link.get_kind_display()
        yield Reading(what, "", visit.opened_at, assessment.completed_at, url)


def _readings_in_mentorships(person: User) -> Iterator[Reading]:
    url = reverse("mentors:mentorships")
    read: Any
    for read in list_result_reads(person)[:READINGS_LISTED]:
        who = read.reader_name or _("Somebody without a name")
        yield Reading(_("Result"), who, read.read_at, read.assessment.completed_at, url)


def count_data(person: User, at: datetime) -> dict[str, int]:
    """How much the person's account holds, for the page that erases it."""
    return {**count_records(person), "tokens": list_tokens(person, at).count()}


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
