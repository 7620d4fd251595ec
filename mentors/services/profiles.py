"""Saving a profile, and naming one's manager."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentors.models.profiles import MentorProfile, default_languages
from mentors.selectors.profiles import get_profile
from mentors.selectors.words import unique_tags
from mentors.services.revision import next_revision
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.addresses import canonical_or_same
from setframework.web.refusals import Refused


class TakenOff(Refused):
    """A moderator took the person off the list, and only a moderator lifts that."""

    says = _(
        "The moderators have taken your profile off the list, so this is not possible now. Your "
        "mentor profile says who to ask."
    )


class TooFewPlaces(Refused):
    """The profile can't have fewer places than the `active` ones, which are taken."""

    field = "capacity"

    def __init__(self, active: int):
        super().__init__()
        taken = {"number": active}
        self.says = _("%(number)d of your places are taken. Enter at least that many.") % taken
        self.api_says = _("%(number)s places are taken. End a mentorship first.") % taken


@dataclass(frozen=True)
class ProfileValues:
    """A whole profile as somebody wrote it, with the defaults of fields that are left out.

    `goals` are aspirations, {"goal": key, "priority": 1..3}, each once.
    """

    name: str = ""
    headline: str = ""
    level: str = ""
    role: str = ""
    background: list[str] = field(default_factory=list)
    goals: list[dict[str, Any]] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    wants: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=default_languages)
    time_zone: str = "UTC"
    hours: list[str] = field(default_factory=list)
    async_ok: bool = False
    cadence: str = MentorProfile.Cadence.FORTNIGHTLY
    agenda: str = MentorProfile.Agenda.STRUCTURED
    background_preference: str = MentorProfile.Preference.ANY
    capacity: int = 1
    is_open: bool = True
    paused_until: date | None = None
    is_listed: bool = False
    is_adult: bool = False


@transaction.atomic
def save_profile(*, person: User, values: ProfileValues, at: datetime) -> MentorProfile:
    """Replace the person's profile. Raises TooFewPlaces.

    Listing it may raise EmailNotVerified or TakenOff. The table refuses to list somebody who does
    not say that they are 18 or older.
    """
    if values.is_listed and not is_email_verified(person):
        raise EmailNotVerified
    revision = next_revision()  # waits while somebody takes one of the places
    profile = get_profile(person)
    if values.is_listed:
        check_not_taken_off(profile)
    if values.capacity < profile.active:
        raise TooFewPlaces(profile.active)
    for name, value in asdict(values).items():
        setattr(profile, name, value)
    profile.background = unique_tags(values.background)
    profile.revision, profile.updated_at = revision, at
    profile.save()
    return profile


def check_not_taken_off(profile: MentorProfile) -> None:
    """Raises TakenOff."""
    if profile.taken_off_at is not None:
        raise TakenOff


@transaction.atomic
def name_manager(*, person: User, email: str, at: datetime) -> MentorProfile:
    """Name a manager, who is never matched with the person; "" names nobody.

    Neither are people above the manager or below the person. The address is kept whether or not
    it has an account, so the answer reveals nothing.
    """
    revision = next_revision()
    profile = get_profile(person)
    profile.manager_email = canonical_or_same(email)
    profile.revision, profile.updated_at = revision, at
    profile.save()
    return profile
