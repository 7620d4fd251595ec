"""A worker's part of a publication: one letter to each person that a run is about.

A worker claims a person by a conditional UPDATE, and puts the letter into the queue of mail in the
same transaction: each goes into it exactly once. A job writes to some people. The next job writes
to the rest, so that other jobs get their turn.
"""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

from mentors.emails.programmes import compose_left_out, compose_proposal
from mentors.models.programmes import Participant
from mentors.models.runs import ProgrammeRun
from mentors.selectors.programmes import list_proposals, list_untold
from setframework.web.mail.letters import may_receive, send_claimed

TOLD_AT_ONCE = 200


def tell_of_run(*, run: int, at: datetime) -> bool:
    """Write to the next TOLD_AT_ONCE people. Returns whether others wait for the next job."""
    rows = ProgrammeRun.objects.filter(pk=run, published_at__isnull=False, told_at=None)
    found = rows.select_related("programme").first()
    if found is None:
        return False
    rows.update(telling_at=at)
    people = list_untold(found, TOLD_AT_ONCE)

    def claim(participant: Participant) -> EmailMultiAlternatives | None:
        if not claim_telling(participant=participant, run=found):
            return None
        letter = _compose(participant, found, at)
        # Who publishes again and again fills nobody's mailbox; the page says it all the same.
        return letter if letter and may_receive(participant.person.email) else None

    send_claimed(people, claim)
    if len(people) == TOLD_AT_ONCE:
        return True
    rows.update(told_at=at)
    return False


def claim_telling(*, participant: Participant, run: ProgrammeRun) -> bool:
    """Claim the letter about the run to that person. Returns True at most once."""
    untold = Participant.objects.filter(pk=participant.pk, told_of__lt=run.number)
    return bool(untold.update(told_of=run.number))


def _compose(
    participant: Participant, run: ProgrammeRun, at: datetime
) -> EmailMultiAlternatives | None:
    """The letter; None if all pairs are answered or their time is over.

    A mentee who sees no pair, for example because of a block, gets the letter of those left out.
    """
    person = participant.person
    pairs = list(list_proposals(person).filter(run=run))
    if not pairs and participant.is_mentee:
        return compose_left_out(run.programme, person)
    for pair in pairs:
        says = pair.mentor_says if pair.mentor_id == person.pk else pair.mentee_says
        is_open = pair.state_at(at) == pair.State.PROPOSED
        if says is None and is_open and pair.expires_at is not None:
            return compose_proposal(run.programme, person, pair.expires_at)
    return None
