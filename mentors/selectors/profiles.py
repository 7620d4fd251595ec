"""A person's own profile, and what a result suggests for it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.selectors.direction import find_direction
from assessments.selectors.result import get_result
from assessments.selectors.taking import find_latest_completed
from mentors.models.profiles import MentorProfile
from mentors.models.reports import Report
from setframework.people.models import User

EXPORTED = (
    "name", "headline", "level", "role", "background", "goals", "offers", "wants", "hidden",
    "languages", "time_zone", "hours", "async_ok", "cadence", "agenda", "background_preference",
    "capacity", "is_open", "paused_until", "is_listed", "is_adult", "manager_email",
    "taken_off_at",
)  # fmt: skip


@dataclass(frozen=True)
class Suggestions:
    """Item keys that the person's latest result suggests. None is chosen yet."""

    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()


def find_profile(person: User) -> MentorProfile | None:
    return MentorProfile.objects.filter(person=person).select_related("person").first()


def get_profile(person: User) -> MentorProfile:
    """The person's own profile, or an unsaved one with what is known."""
    found = find_profile(person)
    if found is not None:
        return found
    direction = find_direction(person)
    return MentorProfile(
        person=person, name=person.name, level=direction.level if direction else ""
    )


def list_taken_off(moderator: User) -> QuerySet[MentorProfile]:
    """Cards off the list, except one's own and those of people that one reported."""
    reported = Report.objects.filter(reporter=moderator)
    found = MentorProfile.objects.filter(taken_off_at__isnull=False).exclude(person=moderator)
    return found.exclude(person__in=reported.values("reported")).select_related("person")


def get_suggestions(person: User) -> Suggestions:
    """Strengths of the latest result to offer, and its focus areas to grow."""
    latest = find_latest_completed(person)
    if latest is None:
        return Suggestions()
    profile = get_result(latest).profile
    return Suggestions(profile.strengths, tuple(focus.item for focus in profile.focus))
