"""Answers to a proposed pair. Each is an UPDATE that names the state it expects."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.emails import programmes as letters
from mentors.models.mentorships import Mentorship
from mentors.models.requests import Kind, MentorshipRequest
from mentors.models.runs import ProposedPair
from mentors.selectors.programmes import get_proposal
from mentors.services.places import NoPlace, take_place
from mentors.services.requests import close_requests_between
from mentors.services.revision import next_revision
from mentors.services.states import WrongState
from setframework.people.models import User
from setframework.web.refusals import Refused

ANSWERS = ["mentor_says", "mentee_says", "mentorship"]


class PairCanNotBegin(Refused):
    says = _(
        "This pair can't begin now: no place is free, or the two of you already have an open "
        "request or mentorship. Nothing was changed."
    )


@transaction.atomic
def confirm(*, person: User, code: UUID | str, at: datetime) -> ProposedPair:
    """Say yes, as one of the two. With the second yes, the mentorship begins.

    Confirming again changes nothing. Raises WrongState, PairCanNotBegin.
    """
    revision = next_revision()
    pair = get_proposal(person, code)
    side = _side(pair, person)
    nobody_said_no = ~Q(mentor_says=False) & ~Q(mentee_says=False)
    if not _say(pair, Q(**{side: None}) & nobody_said_no, at, **{side: True}):
        if pair.state_at(at) in {pair.State.PROPOSED, pair.State.AGREED}:
            return pair
        raise WrongState(pair.state_at(at))
    if pair.mentor_says and pair.mentee_says:
        _begin(pair, revision, at)
    return pair


@transaction.atomic
def turn_down(*, person: User, code: UUID | str, at: datetime) -> ProposedPair:
    """Say no, without a reason. Saying it again, or after the other one did, changes nothing.

    Raises WrongState.
    """
    next_revision()  # waits while a yes is being stored
    pair = get_proposal(person, code)
    side = _side(pair, person)
    can = Q(**{side: None}) | Q(**{side: True})
    if _say(pair, can, at, **{side: False}):
        letters.tell_of_no_pairing(pair, but=person)
    elif pair.state_at(at) != pair.State.DECLINED:
        raise WrongState(pair.state_at(at))
    return pair


@transaction.atomic
def lapse(*, pair: ProposedPair, at: datetime) -> bool:
    """Tell a person who said yes that no answer came. Returns whether this call did it."""
    rows = ProposedPair.objects.filter(pk=pair.pk, mentorship=None, lapsed_at=None)
    lapsed = rows.filter(expires_at__lte=at).update(lapsed_at=at)
    if lapsed and pair.state_at(at) == pair.State.EXPIRED:
        letters.tell_of_no_pairing(pair)
    return bool(lapsed)


def _side(pair: ProposedPair, person: User) -> str:
    return "mentor_says" if pair.mentor_id == person.pk else "mentee_says"


def _say(pair: ProposedPair, can: Q, at: datetime, **answer: bool) -> bool:
    rows = ProposedPair.objects.filter(can, pk=pair.pk, mentorship=None, expires_at__gt=at)
    said = rows.update(**answer)
    pair.refresh_from_db(fields=ANSWERS)
    return bool(said)


def _begin(pair: ProposedPair, revision: int, at: datetime) -> None:
    mentorship = Mentorship(mentor=pair.mentor, mentee=pair.mentee, kind=Kind.MENTOR, started_at=at)
    try:
        with transaction.atomic():
            take_place(pair.mentor, revision)
            mentorship.save(force_insert=True)
    except (NoPlace, IntegrityError):
        raise PairCanNotBegin from None
    ProposedPair.objects.filter(pk=pair.pk).update(mentorship=mentorship)
    pair.mentorship = mentorship
    superseded = MentorshipRequest.State.SUPERSEDED
    close_requests_between(pair.mentor, pair.mentee, state=superseded, at=at)
    letters.tell_of_pairing(pair, mentorship)
