"""Requests, as sender and receiver may see them."""

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.selectors.aspirations import aspiration_of
from mentors.selectors.people import name_of
from setframework.people.models import User


def list_requests(person: User) -> QuerySet[MentorshipRequest]:
    """The person's requests without hidden ones, sent and received, newest first."""
    own = MentorshipRequest.objects.filter(Q(sender=person) | Q(receiver=person))
    visible = own.exclude(state__in=MentorshipRequest.HIDDEN)
    agreed = Mentorship.objects.filter(request=OuterRef("pk")).exclude(state__in=Mentorship.HIDDEN)
    return (
        visible.select_related("sender", "receiver")
        .annotate(
            mentorship_code=Subquery(agreed.values("code")),
            sender_name=name_of("sender"),
            receiver_name=name_of("receiver"),
            aspiration=aspiration_of("goal"),
        )
        .order_by("-created_at", "-pk")
    )


def get_request(person: User, code: UUID | str) -> MentorshipRequest:
    """One of the person's requests. Raises DoesNotExist for hidden and other people's ones."""
    return list_requests(person).get(code=code)
