"""Mentorships, as the two people in them may see them."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mentors.models.mentorships import Mentorship, MentorshipGoal, MentorshipNote
from mentors.models.pulse import Pulse
from mentors.selectors.aspirations import aspiration_of
from mentors.selectors.people import name_of, zone_of
from setframework.people.models import User


def list_mentorships(person: User) -> QuerySet[Mentorship]:
    """The person's mentorships without hidden ones: open ones first, then the newest."""
    own = Mentorship.objects.filter(Q(mentor=person) | Q(mentee=person))
    visible = own.exclude(state__in=Mentorship.HIDDEN)
    ended = F("ended_at").desc(nulls_first=True)
    named = visible.annotate(
        mentor_name=name_of("mentor"),
        mentee_name=name_of("mentee"),
        mentor_zone=zone_of("mentor"),
        mentee_zone=zone_of("mentee"),
        aspiration=aspiration_of("goal"),
        has_answered_pulse=Exists(Pulse.objects.filter(mentorship=OuterRef("pk"), person=person)),
    )
    return named.select_related("mentor", "mentee").order_by(ended, "-started_at", "-pk")


def get_mentorship(person: User, code: UUID | str, *, for_update: bool = False) -> Mentorship:
    """One of the person's mentorships. Raises DoesNotExist for hidden and other people's ones.

    `for_update` locks its row until the transaction ends.
    """
    rows = list_mentorships(person)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    return rows.get(code=code)


def list_mentorship_goals(mentorship: Mentorship) -> QuerySet[MentorshipGoal]:
    return MentorshipGoal.objects.filter(mentorship=mentorship).order_by("created_at", "pk")


def list_notes(mentorship: Mentorship, person: User) -> QuerySet[MentorshipNote]:
    """Shared notes and the person's own, newest first."""
    visible = Q(is_shared=True) | Q(author=person)
    notes = MentorshipNote.objects.filter(visible, mentorship=mentorship)
    return notes.select_related("author").order_by("-written_at", "-pk")
