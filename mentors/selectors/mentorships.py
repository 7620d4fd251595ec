"""Mentorships as the two who are in them may see them."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from mentors.models import (
    CheckIn,
    Feedback,
    Meeting,
    MentoringGoal,
    Mentorship,
    MentorshipGoal,
    MentorshipNote,
    ResultRead,
    ResultShare,
)
from mentors.selectors.people import name_of, zone_of


def list_mentorships(person: Any) -> QuerySet[Mentorship]:
    """The person's, open ones first, then the newest; what is hidden from both is not there."""
    own = Mentorship.objects.filter(Q(mentor=person) | Q(mentee=person))
    visible = own.exclude(state__in=Mentorship.HIDDEN)
    ended = F("ended_at").desc(nulls_first=True)
    named = visible.annotate(
        mentor_name=name_of("mentor"),
        mentee_name=name_of("mentee"),
        mentor_zone=zone_of("mentor"),
        mentee_zone=zone_of("mentee"),
        goal_text=Subquery(MentoringGoal.objects.filter(key=OuterRef("goal")).values("text")),
        has_checked_in=Exists(CheckIn.objects.filter(mentorship=OuterRef("pk"), person=person)),
    )
    return named.select_related("mentor", "mentee").order_by(ended, "-started_at", "-pk")


def get_mentorship(person: Any, code: UUID | str, *, for_update: bool = False) -> Mentorship:
    """One of the person's; DoesNotExist for a stranger's and for what is hidden.

    `for_update` locks its row until the transaction ends.
    """
    rows = list_mentorships(person)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    return rows.get(code=code)


def list_mentorship_goals(mentorship: Mentorship) -> QuerySet[MentorshipGoal]:
    return MentorshipGoal.objects.filter(mentorship=mentorship).order_by("created_at", "pk")


def list_meetings(mentorship: Mentorship) -> QuerySet[Meeting]:
    """Newest first, the next one on top."""
    return Meeting.objects.filter(mentorship=mentorship).order_by("-starts_at", "-pk")


def get_meeting(mentorship: Mentorship, code: UUID | str) -> Meeting:
    return list_meetings(mentorship).get(code=code)


def list_notes(mentorship: Mentorship, person: Any) -> QuerySet[MentorshipNote]:
    """Those for both, and the person's own; newest first."""
    visible = Q(is_shared=True) | Q(author=person)
    notes = MentorshipNote.objects.filter(visible, mentorship=mentorship)
    return notes.select_related("author").order_by("-written_at", "-pk")


def find_check_in(mentorship: Mentorship, person: Any) -> CheckIn | None:
    return CheckIn.objects.filter(mentorship=mentorship, person=person).first()


def list_feedback(mentorship: Mentorship) -> QuerySet[Feedback]:
    return Feedback.objects.filter(mentorship=mentorship).order_by("given_at", "pk")


def list_result_shares(mentorship: Mentorship) -> QuerySet[ResultShare]:
    """What the two show each other now, newest first; `reads` and `last_read_at` of each."""
    reads = ResultRead.objects.filter(
        assessment=OuterRef("assessment"), reader__in=[mentorship.mentor_id, mentorship.mentee_id]
    )
    counted = reads.order_by().values("assessment")
    shares = ResultShare.objects.filter(mentorship=mentorship).annotate(
        reads=Subquery(counted.annotate(n=Count("pk")).values("n")),
        last_read_at=Subquery(counted.annotate(last=Max("read_at")).values("last")),
    )
    return (
        shares.select_related("assessment__version", "assessment__person")
        .defer("assessment__version__document")
        .order_by("-assessment__completed_at", "-pk")
    )


def get_shared_result(person: Any, code: UUID | str, share: UUID | str) -> ResultShare:
    """A result that the other one in an open mentorship shows to this person, or DoesNotExist."""
    shares = ResultShare.objects.select_related(
        "assessment__version", "assessment__person", "mentorship"
    ).defer("assessment__version__document")
    in_it = Q(mentorship__mentor=person) | Q(mentorship__mentee=person)
    shown = shares.filter(in_it, mentorship__code=code, mentorship__state__in=Mentorship.OPEN)
    return shown.exclude(assessment__person=person).get(code=share)


def list_result_reads(person: Any) -> QuerySet[ResultRead]:
    """Who looked at the person's results, newest first; `reader_name` is what they go by here."""
    reads = ResultRead.objects.filter(owner=person).annotate(reader_name=name_of("reader"))
    return reads.select_related("reader", "assessment").order_by("-read_at", "-pk")
