"""Is it working? Asked once a mentorship has lasted a while."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentors.models.pulse import CheckIn
from mentors.services.clock import CHECK_IN_AFTER
from mentors.services.mentorships import lock_open
from setframework.people.models import User
from setframework.web.refusals import Refused


class TooEarly(Refused):
    """The check-in is after 30 days; feedback is at the end."""

    says = _("It is too early for that.")


@transaction.atomic
def answer_check_in(
    *, person: User, code: UUID | str, answer: str, text: str, at: datetime
) -> CheckIn:
    """Is it working? Private to who answers; answering again replaces it.

    Raises TooEarly, WrongState.
    """
    mentorship = lock_open(person, code)
    if at < mentorship.started_at + CHECK_IN_AFTER:
        raise TooEarly
    check_in, _is_new = CheckIn.objects.update_or_create(
        mentorship=mentorship,
        person=person,
        defaults={"answer": CheckIn.Answer(answer), "text": text, "answered_at": at},
    )
    return check_in
