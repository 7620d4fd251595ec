"""Results that the two show each other."""

from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from mentors.models.mentorships import Mentorship
from mentors.models.results import ResultRead, ResultShare
from mentors.selectors.people import name_of
from setframework.people.models import User


def list_result_shares(mentorship: Mentorship) -> QuerySet[ResultShare]:
    """The results that the two show each other, newest first, with `reads` and `last_read_at`."""
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


def get_shared_result(person: User, code: UUID | str, share: UUID | str) -> ResultShare:
    """A result that the other one, whose account is open, shows to this person in a mentorship.

    Raises DoesNotExist.
    """
    shares = ResultShare.objects.select_related(
        "assessment__version", "assessment__person", "mentorship"
    ).defer("assessment__version__document")
    in_it = Q(mentorship__mentor=person) | Q(mentorship__mentee=person)
    shown = shares.filter(in_it, mentorship__code=code, mentorship__state__in=Mentorship.OPEN)
    others = shown.filter(assessment__person__is_active=True).exclude(assessment__person=person)
    return others.get(code=share)


def list_result_reads(person: User) -> QuerySet[ResultRead]:
    """Readings of the person's results, newest first, with `reader_name`."""
    reads = ResultRead.objects.filter(owner=person).annotate(reader_name=name_of("reader"))
    return reads.select_related("reader", "assessment").order_by("-read_at", "-pk")
