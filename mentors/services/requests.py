"""Requests, from asking to an answer. Each verb is an UPDATE that names the expected state."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.emails import requests as letters
from mentors.models.mentorships import Mentorship
from mentors.models.requests import Kind, MentorshipRequest
from mentors.selectors.candidates import get_candidate
from mentors.selectors.facts import PAIRED
from mentors.selectors.people import get_listed
from mentors.selectors.profiles import find_profile
from mentors.selectors.requests import get_request
from mentors.services.places import take_place
from mentors.services.profiles import check_not_taken_off
from mentors.services.revision import next_revision
from mentors.services.states import WrongState
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.refusals import Refused

State = MentorshipRequest.State

EXPIRES_AFTER = timedelta(days=10)
MOST_OPEN = 3
MOST_A_WEEK = 5
WEEK = timedelta(days=7)
MOVING = ["state", "question", "answer", "asked_at", "expires_at", "decided_at"]

# A link, with or without its scheme. The first message of a stranger must not have one. Names of
# technologies that look like one may pass.
ENDINGS = "com|net|org|io|dev|app|me|co|ru|info|xyz|link|site|online|top|biz|de|eu|uk|us|ly"
LINK = re.compile(
    r"(?i)https?:|\bwww\.|\b[a-z0-9-]+\.[a-z]{2,}/"
    rf"|\b(?!(?:asp\.net|socket\.io|draw\.io)\b)[a-z0-9-]+\.(?:{ENDINGS})\b"
)


class NoProfile(Refused):
    says = _("Write your mentor profile first: the person you ask reads it to decide.")


class NotReachable(Refused):
    """That person can't be asked in this way now: they do not fit, are full, paused or said no."""

    says = _("You can't ask this person for that now.")


class AlreadyOpen(Refused):
    """The two have an open request or mentorship; `request` is the request, if it is one."""

    says = _("The two of you already have an open request or mentorship.")

    def __init__(self, request: MentorshipRequest | None = None):
        super().__init__(**({"code": str(request.code)} if request else {}))
        self.request = request


class TooManyOpen(Refused):
    says = _("Three of your requests wait for an answer. Withdraw one first.")


class TooManyThisWeek(Refused):
    says = _("You can send five requests a week. Ask again in a few days.")

    def __init__(self, wait: timedelta):
        super().__init__()
        self.seconds = max(1, round(wait.total_seconds()))


class HasLink(Refused):
    says = _("Leave out the link: a first message can't have one.")
    field = "message"


@transaction.atomic
def send_request(
    *, sender: User, code: UUID | str, kind: str, goal: str, message: str, at: datetime
) -> tuple[MentorshipRequest, bool]:
    """Ask the person with that code. The sender's search must find that person.

    Returns the request, and whether it is new. Sending the same again gives the same request.
    Raises MentorProfile.DoesNotExist if the person is not listed or hidden, EmailNotVerified,
    HasLink, NoProfile, TakenOff, NotReachable, AlreadyOpen, TooManyOpen, TooManyThisWeek.
    """
    if not is_email_verified(sender):
        raise EmailNotVerified
    if LINK.search(message):
        raise HasLink
    receiver = get_listed(sender, code).person
    _lock(sender, receiver)
    _expire(Q(sender=sender) | Q(sender=receiver, receiver=sender), at)
    earlier = _find_open(sender, receiver)
    if earlier is not None:
        if (earlier.sender_id, earlier.kind, earlier.message) == (sender.pk, kind, message):
            return earlier, False
        raise AlreadyOpen(earlier)
    _check_pair(sender, code, kind, at)
    _check_limits(sender, at)
    fresh = MentorshipRequest(
        sender=sender,
        receiver=receiver,
        kind=Kind(kind),
        goal=goal,
        message=message,
        created_at=at,
        expires_at=at + EXPIRES_AFTER,
    )
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        raise AlreadyOpen(_find_open(sender, receiver)) from None
    letters.tell_of_request(fresh)
    return fresh, True


@transaction.atomic
def ask_for_more(
    *, person: User, code: UUID | str, question: str, at: datetime
) -> MentorshipRequest:
    """Ask the sender a question, once. The clock stops. Asking the same again changes nothing.

    Raises WrongState.
    """
    request = get_request(person, code)
    can = Q(receiver=person, asked_at=None, expires_at__gt=at)
    if not _move(request, [State.PENDING], State.MORE_INFO, can, question=question, asked_at=at):
        if request.state == State.MORE_INFO and request.question == question:
            return request
        raise WrongState(request.state_at(at))
    letters.tell_of_question(request)
    return request


@transaction.atomic
def answer_question(
    *, person: User, code: UUID | str, answer: str, at: datetime
) -> MentorshipRequest:
    """Answer the receiver's question. The clock goes on with the time left. Raises WrongState."""
    request = get_request(person, code)
    moved = _move(
        request,
        [State.MORE_INFO],
        State.PENDING,
        Q(sender=person),
        answer=answer,
        expires_at=at + (request.expires_at - (request.asked_at or at)),
    )
    if not moved:
        if request.state == State.PENDING and request.answer == answer:
            return request
        raise WrongState(request.state_at(at))
    letters.tell_of_answer(request)
    return request


@transaction.atomic
def accept(*, person: User, code: UUID | str, at: datetime) -> Mentorship:
    """Accept: it takes one place of the receiver, and the mentorship begins.

    The sender's other requests for the same aspiration are no longer needed. Accepting again gives
    the same mentorship. Raises WrongState, TakenOff, NoPlace, AlreadyOpen.
    """
    revision = next_revision()
    request = get_request(person, code)
    can = Q(receiver=person, expires_at__gt=at)
    if not _move(request, [State.PENDING], State.ACCEPTED, can, decided_at=at):
        if request.state == State.ACCEPTED and request.receiver_id == person.pk:
            return Mentorship.objects.get(request=request)
        raise WrongState(request.state_at(at))
    own = find_profile(request.receiver)
    if own is not None:
        check_not_taken_off(own)
    take_place(request.receiver, revision)
    mentorship = Mentorship(
        request=request,
        mentor=request.receiver,
        mentee=request.sender,
        kind=request.kind,
        goal=request.goal,
        started_at=at,
    )
    try:
        with transaction.atomic():
            mentorship.save(force_insert=True)
    except IntegrityError:
        raise AlreadyOpen from None
    _supersede(request, at)
    letters.tell_of_acceptance(request, mentorship)
    return mentorship


@transaction.atomic
def decline(*, person: User, code: UUID | str, at: datetime) -> MentorshipRequest:
    """Decline, without a reason. Declining again changes nothing.

    Raises WrongState.
    """
    return _close(person, code, State.DECLINED, Q(receiver=person), at)


@transaction.atomic
def withdraw(*, person: User, code: UUID | str, at: datetime) -> MentorshipRequest:
    """Take one's request back. Withdrawing again changes nothing. Raises WrongState."""
    return _close(person, code, State.WITHDRAWN, Q(sender=person), at)


def _close(
    person: User, code: UUID | str, state: MentorshipRequest.State, can: Q, at: datetime
) -> MentorshipRequest:
    request = get_request(person, code)
    in_time = Q(expires_at__gt=at) | Q(state=State.MORE_INFO)
    if _move(request, list(MentorshipRequest.OPEN), state, can & in_time, decided_at=at):
        letters.tell_of_end(request)
    elif request.state != state:
        raise WrongState(request.state_at(at))
    return request


def _move(
    request: MentorshipRequest, expected: list[str], state: str, can: Q, **fields: Any
) -> bool:
    """Move the row to `state` if it is in an expected one and `can` holds. Returns whether."""
    rows = MentorshipRequest.objects.filter(can, pk=request.pk, state__in=expected)
    moved = rows.update(state=state, **fields)
    request.refresh_from_db(fields=MOVING)
    return bool(moved)


def _lock(*people: User) -> None:
    """Lock both people in one order, so that two who ask each other at once take turns."""
    rows = User.objects.select_for_update(no_key=True).order_by("pk")
    list(rows.filter(pk__in=[person.pk for person in people]).values_list("pk"))


def _expire(which: Q, at: datetime) -> None:
    """Expire overdue requests now, so that they block nothing until the clock's job runs."""
    overdue = MentorshipRequest.objects.filter(which, state=State.PENDING, expires_at__lte=at)
    overdue.update(state=State.EXPIRED, decided_at=F("expires_at"))


def _find_open(one: User, other: User) -> MentorshipRequest | None:
    pair = Q(sender=one, receiver=other) | Q(sender=other, receiver=one)
    return MentorshipRequest.objects.filter(pair, state__in=MentorshipRequest.OPEN).first()


def _check_pair(sender: User, code: UUID | str, kind: str, at: datetime) -> None:
    """Check behind the lock again what the page has offered."""
    own = find_profile(sender)
    if own is None:
        raise NoProfile
    check_not_taken_off(own)
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        raise NotReachable
    found = get_candidate(own, get_listed(sender, code), questionnaire, at)
    if found.standing == PAIRED:
        raise AlreadyOpen
    if kind not in found.kinds:
        raise NotReachable


def _check_limits(sender: User, at: datetime) -> None:
    sent = MentorshipRequest.objects.filter(sender=sender)
    if sent.filter(state__in=MentorshipRequest.OPEN).count() >= MOST_OPEN:
        raise TooManyOpen
    recent = sent.filter(created_at__gt=at - WEEK).order_by("-created_at")
    sent_at = list(recent.values_list("created_at", flat=True)[:MOST_A_WEEK])
    if len(sent_at) == MOST_A_WEEK:
        raise TooManyThisWeek(sent_at[-1] + WEEK - at)


def _supersede(accepted: MentorshipRequest, at: datetime) -> None:
    if not accepted.goal:
        return
    others = MentorshipRequest.objects.filter(
        sender=accepted.sender, goal=accepted.goal, state__in=MentorshipRequest.OPEN
    )
    others.update(state=State.SUPERSEDED, decided_at=at)


def cancel_requests_of(sender: User, *, at: datetime) -> None:
    """Cancel all open requests of the sender, inside the caller's transaction."""
    rows = MentorshipRequest.objects.filter(sender=sender, state__in=MentorshipRequest.OPEN)
    rows.update(state=State.CANCELLED, decided_at=at)


def close_requests_between(one: User, other: User, *, state: str, at: datetime) -> None:
    """Give every open request of the two that state, inside the caller's transaction."""
    pair = Q(sender=one, receiver=other) | Q(sender=other, receiver=one)
    rows = MentorshipRequest.objects.filter(pair, state__in=MentorshipRequest.OPEN)
    rows.update(state=state, decided_at=at)
