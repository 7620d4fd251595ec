"""Who is there to be found."""

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet

from mentors.models import Block, MentorProfile


def is_email_verified(person: Any) -> bool:
    return EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


def list_found() -> QuerySet[MentorProfile]:
    """Listed, adult, with a verified address and an account that is open."""
    address = EmailAddress.objects.filter(
        user=OuterRef("person"), email=OuterRef("person__email"), verified=True
    )
    listed = MentorProfile.objects.filter(is_listed=True, is_adult=True, person__is_active=True)
    return listed.filter(Exists(address)).select_related("person")


def get_listed(person: Any, code: UUID | str) -> MentorProfile:
    """A profile that the person may look at, be it paused or full; DoesNotExist for any other."""
    blocks = Block.objects.filter(
        Q(person=person, blocked=OuterRef("person")) | Q(person=OuterRef("person"), blocked=person)
    )
    return list_found().exclude(Exists(blocks)).get(person__code=code)
