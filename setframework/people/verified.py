"""Whether the address that somebody logs in with is proven to be theirs."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef

from setframework.people.models import User


def is_email_verified(person: User) -> bool:
    return EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


def has_verified_email(of: str) -> Exists:
    """The same of the person whom this field of a row names, as part of a query."""
    return Exists(
        EmailAddress.objects.filter(
            user=OuterRef(of), email=OuterRef(f"{of}__email"), verified=True
        )
    )
