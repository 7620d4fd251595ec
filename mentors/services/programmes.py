"""Opening, correcting, joining and leaving a programme."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mentors.models.programmes import Participant, Programme
from mentors.selectors.profiles import find_profile
from mentors.selectors.programmes import (
    get_programme,
    manages_somebody,
    may_join,
    may_open_programmes,
)
from mentors.services.profiles import check_not_taken_off
from mentors.services.requests import NoProfile
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.refusals import Refused


class NotAllowed(Exception):
    """The person may not open that programme: only staff and team managers may."""


class NotForYou(Refused):
    says = _("This programme is for the people in its organiser's teams.")


class NotOpen(Refused):
    says = _("You can do this only during sign-up.")


class NotAdult(Refused):
    says = _("Say in your mentor profile that you are 18 or older first.")


class LevelDoesNotFit(Refused):
    says = _("This programme is for mentees of other levels.")


class ProgrammeFull(Refused):
    says = _("This programme is full.")


@transaction.atomic
def open_programme(
    *,
    person: User,
    name: str,
    text: str = "",
    levels: Sequence[str] = (),
    most: int | None = None,
    open_to: str = Programme.OpenTo.EVERYBODY,
    opens_at: datetime,
    closes_at: datetime,
) -> Programme:
    """Open a programme that the person organises. The same again gives the same programme.

    Raises NotAllowed, also if it is for the person's teams and they manage none.
    """
    User.objects.lock(person)  # two clicks at once
    if not may_open_programmes(person):
        raise NotAllowed
    if open_to == Programme.OpenTo.TEAMS and not manages_somebody(person):
        raise NotAllowed
    values = {
        "name": name,
        "text": text,
        "most": most,
        "open_to": Programme.OpenTo(open_to),
        "opens_at": opens_at,
        "closes_at": closes_at,
    }
    same = Programme.objects.filter(organiser=person, **values).order_by("pk")
    twin = next((each for each in same if each.levels == list(levels)), None)
    return twin or Programme.objects.create(organiser=person, levels=list(levels), **values)


@transaction.atomic
def correct_programme(
    *,
    programme: Programme,
    name: str,
    text: str,
    organiser: User,
    open_to: str,
    opens_at: datetime,
    closes_at: datetime,
) -> Programme:
    """Change a programme as staff may. Participants stay in it."""
    found = Programme.objects.select_for_update().get(pk=programme.pk)
    found.name, found.text, found.organiser = name, text, organiser
    found.open_to, found.opens_at, found.closes_at = open_to, opens_at, closes_at
    found.save(update_fields=["name", "text", "organiser", "open_to", "opens_at", "closes_at"])
    return found


@transaction.atomic
def sign_up(
    *, person: User, code: UUID | str, is_mentee: bool, places: int, at: datetime
) -> Participant:
    """Join, or change one's sign-up. Everybody who has joined may change it.

    Raises Programme.DoesNotExist for a person who may not join, but NotForYou for staff. Raises
    NotOpen, EmailNotVerified, NoProfile, NotAdult, TakenOff, LevelDoesNotFit, ProgrammeFull.
    """
    programme = _lock(person, code, at)
    _check_person(person, programme, is_mentee)
    joined = Participant.objects.filter(programme=programme)
    own = joined.filter(person=person).first()
    if own is None and not may_join(person, programme):
        raise NotForYou
    if own is None and programme.most is not None and joined.count() >= programme.most:
        raise ProgrammeFull
    found, _is_new = Participant.objects.update_or_create(
        programme=programme,
        person=person,
        defaults={"is_mentee": is_mentee, "places": places},
        create_defaults={"is_mentee": is_mentee, "places": places, "joined_at": at},
    )
    return found


@transaction.atomic
def leave(*, person: User, code: UUID | str, at: datetime) -> None:
    """Take one's sign-up back. Leaving again changes nothing. Raises NotOpen."""
    programme = _lock(person, code, at)
    Participant.objects.filter(programme=programme, person=person).delete()


def _lock(person: User, code: UUID | str, at: datetime) -> Programme:
    """Lock the programme, so that people join one by one and `most` holds."""
    found = get_programme(person, code)
    programme = Programme.objects.select_for_update().get(pk=found.pk)
    if not programme.is_open_at(at):
        raise NotOpen
    return programme


def _check_person(person: User, programme: Programme, is_mentee: bool) -> None:
    if not is_email_verified(person):
        raise EmailNotVerified
    profile = find_profile(person)
    if profile is None:
        raise NoProfile
    if not profile.is_adult:
        raise NotAdult
    check_not_taken_off(profile)
    if is_mentee and programme.levels and profile.level not in programme.levels:
        raise LevelDoesNotFit
