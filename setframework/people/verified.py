"""Whether the address that somebody logs in with is proven to be theirs."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from setframework.people.models import User
from setframework.web.refusals import Refused


class EmailNotVerified(Refused):
    """Somebody whose address may be another's can't do that."""

    says = _("Confirm your e-mail address first. The account page sends the mail again.")
    status = 403

    def __init__(self) -> None:
        super().__init__(code="email_not_verified")


def is_email_verified(person: User) -> bool:
    return EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists()


def has_verified_email(of: str) -> Exists:
    """The same of the person whom this field of a row names, as part of a query."""
    return Exists(
        EmailAddress.objects.filter(
            user=OuterRef(of), email=OuterRef(f"{of}__email"), verified=True
        )
    )
