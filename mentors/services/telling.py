"""A worker's part of a publication: everybody whom a run is about gets one letter.

A person is claimed by a conditional UPDATE, committed before the letter goes out: a worker that
dies may lose that one letter, and two workers never send it twice. A job writes to some people,
then makes room for other jobs and leaves the rest to the next one.
"""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from mentors.emails import compose_left_out, compose_proposal
from mentors.models.programmes import Participant
from mentors.models.runs import ProgrammeRun
from mentors.selectors.programmes import list_proposals, list_untold
from setframework.web.mail.letters import send_claimed

TOLD_AT_ONCE = 200


def tell_of_run(*, run: int, at: datetime) -> bool:
    """Write to the next TOLD_AT_ONCE people; whether others still wait for the next job.

    Without a mail server nobody is claimed: the error goes on, and a later job tries again.
    """
    rows = ProgrammeRun.objects.filter(pk=run, published_at__isnull=False, told_at=None)
    found = rows.select_related("programme").first()
    if found is None:
        return False
    rows.update(telling_at=at)
    people = list_untold(found, TOLD_AT_ONCE)

    def claim(participant: Participant) -> EmailMultiAlternatives | None:
        if not claim_telling(participant=participant, run=found):
            return None
        return _compose(participant, found, at)

    send_claimed(people, claim)
    if len(people) == TOLD_AT_ONCE:
        return True
    rows.update(told_at=at)
    return False


def claim_telling(*, participant: Participant, run: ProgrammeRun) -> bool:
    """Whether the letter about the run is now this worker's to send; true once at most."""
    untold = Participant.objects.filter(pk=participant.pk, told_of__lt=run.number)
    with transaction.atomic(durable=True):
        return bool(untold.update(told_of=run.number))


def _compose(
    participant: Participant, run: ProgrammeRun, at: datetime
) -> EmailMultiAlternatives | None:
    """None where there is nothing to say any more: all is answered, or its time is over.

    Who sees no pair, be it for a block, is left out like anybody else.
    """
    person = participant.person
    pairs = list(list_proposals(person).filter(run=run))
    if not pairs and participant.is_mentee:
        return compose_left_out(run.programme, person)
    for pair in pairs:
        says = pair.mentor_says if pair.mentor_id == person.pk else pair.mentee_says
        if says is None and pair.state_at(at) == pair.State.PROPOSED:
            assert pair.expires_at is not None  # noqa: S101
            return compose_proposal(run.programme, person, pair.expires_at)
    return None
