"""The people that somebody can find or look at."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from mentors.models.blocks import Block
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from setframework.people.models import User
from setframework.people.verified import has_verified_email


def list_found() -> QuerySet[MentorProfile]:
    """Profiles that are listed, of adults with a verified address and an open account."""
    listed = MentorProfile.objects.filter(is_listed=True, is_adult=True, person__is_active=True)
    return listed.filter(has_verified_email("person")).select_related("person")


def name_of(person: str) -> Subquery:
    """The name that the person in that field chose; None without a profile."""
    return Subquery(MentorProfile.objects.filter(person=OuterRef(person)).values("name")[:1])


def is_taken_off(person: str) -> Exists:
    """Whether a moderator has taken the person in that field off the list."""
    cards = MentorProfile.objects.filter(person=OuterRef(person), taken_off_at__isnull=False)
    return Exists(cards)


def zone_of(person: str) -> Subquery:
    return Subquery(MentorProfile.objects.filter(person=OuterRef(person)).values("time_zone")[:1])


def list_in_touch(person: User) -> Q:
    """Profiles of people who wait for this person's answer, or are proposed or paired with them."""
    asking = MentorshipRequest.objects.filter(
        sender=OuterRef("person"), receiver=person, state__in=MentorshipRequest.OPEN
    )
    mentee = Mentorship.objects.filter(
        mentor=person, mentee=OuterRef("person"), state__in=Mentorship.OPEN
    )
    mentor = Mentorship.objects.filter(
        mentee=person, mentor=OuterRef("person"), state__in=Mentorship.OPEN
    )
    open_ones = ProposedPair.objects.filter(
        ~Q(mentor_says=False), ~Q(mentee_says=False), expires_at__isnull=False, lapsed_at=None
    )
    proposed = Q(Exists(open_ones.filter(mentor=person, mentee=OuterRef("person"))))
    proposed |= Q(Exists(open_ones.filter(mentee=person, mentor=OuterRef("person"))))
    return Q(Exists(asking)) | Q(Exists(mentee)) | Q(Exists(mentor)) | proposed


def get_listed(person: User, code: UUID | str) -> MentorProfile:
    """A listed profile, paused and full ones too. Raises DoesNotExist for any other."""
    return list_found().exclude(_is_blocked(person)).get(person__code=code)


def list_visible(person: User) -> QuerySet[MentorProfile]:
    """Profiles that the person may look at: listed, or in touch with them."""
    there = MentorProfile.objects.select_related("person").filter(person__is_active=True)
    visible = Q(pk__in=list_found().values("pk")) | list_in_touch(person)
    return there.filter(visible).exclude(_is_blocked(person))


def get_visible(person: User, code: UUID | str) -> MentorProfile:
    """One of those profiles. Raises DoesNotExist for any other."""
    return list_visible(person).get(person__code=code)


def _is_blocked(person: User) -> Exists:
    return Exists(
        Block.objects.filter(
            Q(person=person, blocked=OuterRef("person"))
            | Q(person=OuterRef("person"), blocked=person)
        )
    )
