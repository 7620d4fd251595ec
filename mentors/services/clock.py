"""Steps that the clock takes: reminders, expiry, ends of pauses, pulses, nudges.

Each step claims its row by an UPDATE that names the state it expects, and puts its mail into the
queue in the same transaction. So two workers never write it twice, and one that dies loses none.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mentors.emails import mentorships as letters_of_mentorships
from mentors.emails import requests as letters_of_requests
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProposedPair
from mentors.services.meetings import forget_cancelled
from mentors.services.mentorships import CLOSES_AFTER, complete_unanswered
from mentors.services.proposals import lapse
from mentors.services.requests import EXPIRES_AFTER

# The receiver is reminded after these parts of the time that a request has.
REMIND_AFTER = (timedelta(days=3), timedelta(days=7))
QUIET_FOR = timedelta(days=35)
PULSE_AFTER = timedelta(days=30)

RequestState = MentorshipRequest.State
State = Mentorship.State


def run_clock(*, at: datetime) -> int:
    """Take every step that is due. Returns how many rows were handled."""
    steps = (expire_requests, expire_proposals, remind_receivers, end_pauses, complete_closings)
    asking = (ask_for_pulse, nudge_the_silent)
    return sum(step(at=at) for step in (*steps, *asking, forget_cancelled))


def expire_requests(*, at: datetime) -> int:
    overdue = _pending().filter(expires_at__lte=at)
    return sum(_expire(request, at) for request in overdue)


def expire_proposals(*, at: datetime) -> int:
    overdue = ProposedPair.objects.filter(mentorship=None, lapsed_at=None, expires_at__lte=at)
    pairs = overdue.select_related("mentor", "mentee", "run__programme").order_by("pk")
    return sum(lapse(pair=pair, at=at) for pair in pairs)


def remind_receivers(*, at: datetime) -> int:
    """Send at most one reminder a request and run: the latest one that is due."""
    done = 0
    for number, after in enumerate(REMIND_AFTER, start=1):
        due = _pending().filter(
            reminders__lt=number, expires_at__lte=at + EXPIRES_AFTER - after, expires_at__gt=at
        )
        if number < len(REMIND_AFTER):
            later = at + EXPIRES_AFTER - REMIND_AFTER[number]
            due = due.filter(expires_at__gt=later)
        done += sum(_remind(request, number) for request in due)
    return done


def end_pauses(*, at: datetime) -> int:
    """End each pause on its day. Meetings missed during a pause count as no silence."""
    over = Mentorship.objects.filter(state=State.PAUSED, paused_until__lte=at.date())
    return over.update(state=State.ACTIVE, paused_until=None, nudged_at=at)


def complete_closings(*, at: datetime) -> int:
    overdue = _mentorships(State.CLOSING).filter(closing_at__lte=at - CLOSES_AFTER)
    return sum(complete_unanswered(mentorship=mentorship, at=at) for mentorship in overdue)


def ask_for_pulse(*, at: datetime) -> int:
    due = _mentorships(State.ACTIVE).filter(
        asked_for_pulse_at=None, started_at__lte=at - PULSE_AFTER
    )
    return sum(_ask_for_pulse(mentorship, at) for mentorship in due)


def nudge_the_silent(*, at: datetime) -> int:
    """Nudge both after QUIET_FOR without a meeting, and again after the same time."""
    since = at - QUIET_FOR
    talks = Meeting.objects.filter(
        mentorship=OuterRef("pk"), starts_at__gt=since, cancelled_at=None
    )
    silent = _mentorships(State.ACTIVE).filter(
        ~Exists(talks), Q(nudged_at=None) | Q(nudged_at__lte=since), started_at__lte=since
    )
    return sum(_nudge(mentorship, at) for mentorship in silent)


@transaction.atomic
def _expire(request: MentorshipRequest, at: datetime) -> bool:
    rows = MentorshipRequest.objects.filter(
        pk=request.pk, state=RequestState.PENDING, expires_at__lte=at
    )
    moved = rows.update(state=RequestState.EXPIRED, decided_at=F("expires_at"))
    if moved:
        letters_of_requests.tell_of_expiry(request)
    return bool(moved)


@transaction.atomic
def _remind(request: MentorshipRequest, number: int) -> bool:
    rows = MentorshipRequest.objects.filter(
        pk=request.pk, state=RequestState.PENDING, reminders__lt=number
    )
    claimed = rows.update(reminders=number)
    if claimed:
        letters_of_requests.remind_of_request(request)
    return bool(claimed)


@transaction.atomic
def _ask_for_pulse(mentorship: Mentorship, at: datetime) -> bool:
    rows = Mentorship.objects.filter(pk=mentorship.pk, asked_for_pulse_at=None)
    claimed = rows.update(asked_for_pulse_at=at)
    if claimed:
        letters_of_mentorships.ask_for_pulse(mentorship)
    return bool(claimed)


@transaction.atomic
def _nudge(mentorship: Mentorship, at: datetime) -> bool:
    rows = Mentorship.objects.filter(
        pk=mentorship.pk, state=State.ACTIVE, nudged_at=mentorship.nudged_at
    )
    claimed = rows.update(nudged_at=at)
    if claimed:
        letters_of_mentorships.nudge(mentorship)
    return bool(claimed)


def _pending() -> QuerySet[MentorshipRequest]:
    pending = MentorshipRequest.objects.filter(state=RequestState.PENDING)
    return pending.select_related("sender", "receiver").order_by("expires_at", "pk")


def _mentorships(state: str) -> QuerySet[Mentorship]:
    rows = Mentorship.objects.filter(state=state)
    return rows.select_related("mentor", "mentee").order_by("pk")
