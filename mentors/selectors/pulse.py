"""The pulse of a mentorship."""

from mentors.models.mentorships import Mentorship
from mentors.models.pulse import Pulse
from setframework.people.models import User


def find_pulse(mentorship: Mentorship, person: User) -> Pulse | None:
    """The person's own answer; nobody reads the other one's."""
    return Pulse.objects.filter(mentorship=mentorship, person=person).first()
