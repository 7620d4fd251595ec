"""Erasing an account."""

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from assessments.teams.services.invitations import forget_address
from mentors.services.mentorships import leave_all
from setframework.accounts.services.closing import end_sessions
from setframework.people.models import User
from setframework.web.addresses import canonical_or_same
from setframework.web.mail import queue
from setframework.web.security_log import record


def is_own_email(person: User, text: str) -> bool:
    """True if the text is the person's address. People type it before they erase the account."""
    return canonical_or_same(text).lower() == canonical_or_same(person.email).lower()


@transaction.atomic
def delete_person(*, person: User) -> None:
    """Erase the person with everything that is theirs, and end every session."""
    leave_all(
        person=person, at=timezone.now()
    )  # first: ending a mentorship takes its locks in this order too
    # Two tabs of the same person wait for each other.
    User.objects.select_for_update().get(pk=person.pk)
    end_sessions(person=person)
    # The admin's log keeps the address of the person that an entry is about.
    about = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=about, object_id=str(person.pk)).delete()
    forget_address(email=person.email)
    own = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    queue.forget({person.email, *own}, by=person.code)
    record("account.erased", person=person)
    User.objects.get(pk=person.pk).delete()
