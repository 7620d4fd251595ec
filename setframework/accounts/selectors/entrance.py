"""Drafts and addresses, as sign-up and its mail need them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from django.core import signing

from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_visitor_draft
from setframework.people.models import User


@dataclass(frozen=True)
class WaitingDraft:
    """The answers that a visitor gave before there is an account."""

    code: UUID
    answered: int
    items: int
    started_at: datetime
    is_completed: bool


def find_waiting_draft(code: UUID) -> WaitingDraft | None:
    assessment = find_visitor_draft(code)
    if assessment is None:
        return None
    return WaitingDraft(
        code=assessment.code,
        answered=sum(value is not None for value in assessment.responses.values()),
        items=len(read_questionnaire(assessment.version).items),
        started_at=assessment.started_at,
        is_completed=assessment.is_completed,
    )


def is_email_of_another(person: User, email: str) -> bool:
    return User.objects.exclude(pk=person.pk).filter(email__iexact=email).exists()


def find_address_of_key(key: str) -> EmailAddress | None:
    """The address that a confirmation link is about, even if the link is too old to be used.

    None for a key that this site never made.
    """
    try:
        pk = signing.loads(key, salt=app_settings.SALT)
    except signing.BadSignature:
        return None
    return EmailAddress.objects.filter(pk=pk).select_related("user").first()
