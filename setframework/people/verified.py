"""Confirmed e-mail addresses: is the address of a log-in proven to be the person's?"""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from setframework.people.models import User
from setframework.web.refusals import Refused


class EmailNotVerified(Refused):
    """The person must confirm their address first: it may be somebody else's."""

    says = _("Confirm your e-mail address first. The account page can send the e-mail again.")
    status = 403

    def __init__(self) -> None:
        super().__init__(code="email_not_verified")


def is_email_verified(person: User) -> bool:
    return EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


def has_verified_email(of: str) -> Exists:
    """`is_email_verified` as part of a query, for the person in the field `of` of each row."""
    return Exists(
        EmailAddress.objects.filter(
            user=OuterRef(of), email=OuterRef(f"{of}__email"), verified=True
        )
    )
