"""The pulse: each of the two says whether the mentorship works, once it has lasted a month."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentors.models.pulse import Pulse
from mentors.services.clock import PULSE_AFTER
from mentors.services.mentorships import lock_open
from setframework.people.models import User
from setframework.web.refusals import Refused
from setframework.web.stamps import write_once


class TooEarly(Refused):
    """The pulse comes after 30 days, feedback at the end."""

    says = _("It is too early for that.")


@transaction.atomic
def answer_pulse(*, person: User, code: UUID | str, answer: str, text: str, at: datetime) -> Pulse:
    """Keep the person's private answer. A second answer replaces the first one.

    Raises TooEarly, WrongState.
    """
    mentorship = lock_open(person, code)
    if at < mentorship.started_at + PULSE_AFTER:
        raise TooEarly
    return write_once(
        Pulse.objects.all(),
        mentorship=mentorship,
        person=person,
        values={"answer": Pulse.Answer(answer), "text": text},
        stamp="answered_at",
        at=at,
    )
