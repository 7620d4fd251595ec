"""The places of a profile, taken and freed by conditional updates, never by counting.

The caller's first statement is `revision = next_revision()`. All changes of places wait there, in
one order, so that no two wait for each other.
"""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from mentors.models.profiles import MentorProfile
from setframework.people.models import User
from setframework.web.refusals import Refused


class NoPlace(Refused):
    """All places of that person are taken, or they offer none."""

    says = _("No place is free. End a mentorship, or offer more places.")


def take_place(person: User, revision: int) -> None:
    """Take one place, inside the caller's transaction. Raises NoPlace."""
    free = MentorProfile.objects.filter(person=person, active__lt=F("capacity"))
    if not free.update(active=F("active") + 1, revision=revision):
        raise NoPlace


def free_place(person: User | int, revision: int) -> None:
    """Free one place, inside the caller's transaction."""
    taken = MentorProfile.objects.filter(person=person, active__gt=0)
    taken.update(active=F("active") - 1, revision=revision)
