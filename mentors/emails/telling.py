"""The one form of the letters about mentoring, and the names and days in them.

A letter has no score and no words that somebody wrote.
"""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from setframework.people.models import User
from setframework.web.mail.letters import address_of, send_letter, send_to_other


def tell(
    person: User, subject: str, text: str, view: str, *args: Any, by: User | None = None
) -> None:
    """`by` is who the letter names."""
    code = by.code if by else None
    send_letter("pairing", person.email, told(subject, text, view, *args), by=code)


def tell_other(
    person: User,
    subject: str,
    text: str,
    view: str,
    *args: Any,
    by: User,
) -> None:
    """Like `tell`, counted: `by` is who causes it."""
    context = told(subject, text, view, *args)
    send_to_other("pairing", person.email, context, by=by.code)


def told(subject: str, text: str, view: str, *args: Any) -> dict[str, str]:
    return {"subject": subject, "text": text, "url": address_of(view, *args)}


def name_of(person: User) -> str:
    """The name that the person chose. Two people see addresses only once they agree."""
    names = MentorProfile.objects.filter(person=person).values_list("name", flat=True)
    return names.first() or _("Somebody")


def other_of(mentorship: Mentorship, person: User) -> Any:
    return mentorship.mentee if mentorship.mentor_id == person.pk else mentorship.mentor


def day_of(moment: datetime) -> str:
    return date_format(moment, "DATE_FORMAT")
