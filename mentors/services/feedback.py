"""Feedback at the end of a mentorship."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentors.models.mentorships import Feedback, Mentorship
from mentors.selectors.mentorships import get_mentorship
from mentors.services.pulse import TooEarly
from setframework.people.models import User
from setframework.web.stamps import write_once


@transaction.atomic
def give_feedback(
    *, person: User, code: UUID | str, thanks: str, private: str, at: datetime
) -> Feedback:
    """Keep the feedback, once the end is proposed or has come. The other one reads `thanks`.

    Raises TooEarly.
    """
    mentorship = get_mentorship(person, code, for_update=True)
    if mentorship.state in {Mentorship.State.ACTIVE, Mentorship.State.PAUSED}:
        raise TooEarly
    return write_once(
        Feedback.objects.all(),
        mentorship=mentorship,
        person=person,
        values={"thanks": thanks, "private": private},
        stamp="given_at",
        at=at,
    )
