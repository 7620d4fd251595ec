"""Feedback at the end of a mentorship."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentors.models.mentorships import Feedback, Mentorship
from mentors.selectors.mentorships import get_mentorship
from mentors.services.pulse import TooEarly
from setframework.people.models import User


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
    feedback, _ = Feedback.objects.update_or_create(
        mentorship=mentorship,
        person=person,
        defaults={"thanks": thanks, "private": private, "given_at": at},
    )
    return feedback
