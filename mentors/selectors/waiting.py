"""What waits for a person's answer between people: requests, proposed pairs, proposed ends."""

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.selectors.mentorships import list_mentorships
from mentors.selectors.programmes import list_proposals_to_answer
from mentors.selectors.requests import list_requests
from setframework.people.models import User

State = MentorshipRequest.State


def list_waiting(person: User, at: datetime) -> list[QuerySet[Any]]:
    """For one union: rows of kind, code, the other's name (may be None), and words (may be None).

    The code is that of the request, of the programme, or of the mentorship.
    """
    requests = list_requests(person)
    received = requests.filter(receiver=person, state=State.PENDING, expires_at__gt=at)
    asked = requests.filter(sender=person, state=State.MORE_INFO)
    ends = list_mentorships(person).filter(state=Mentorship.State.CLOSING)
    ends = ends.exclude(closing_by=person)
    mine = Q(mentor=person)
    return [
        _rows(received, "request", F("code"), F("sender_name"), F("aspiration")),
        _rows(asked, "question", F("code"), F("receiver_name"), F("aspiration")),
        _rows(
            list_proposals_to_answer(person, at),
            "proposal",
            F("run__programme__code"),
            Case(When(mine, then=F("mentee_name")), default=F("mentor_name")),
            F("run__programme__name"),
        ),
        _rows(
            ends,
            "end",
            F("code"),
            Case(When(mine, then=F("mentee_name")), default=F("mentor_name")),
            F("aspiration"),
        ),
    ]


def _rows(found: QuerySet[Any], kind: str, code: Any, name: Any, words: Any) -> QuerySet[Any]:
    named = Value(kind, output_field=CharField())
    return found.order_by().values_list(named, code, name, words)
