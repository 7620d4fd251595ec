"""The organiser's steps of a run: start it, and publish its pairs.

A run has failed once MOST_ATTEMPTS workers could not finish it. Then it may be started again.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mentors.emails import programmes as letters
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.selectors.programmes import find_latest_run, get_organised, list_due_runs
from mentors.services.programmes import NotOpen
from setframework.people.models import User
from setframework.web.mail.letters import count_sender
from setframework.web.refusals import Refused

logger = logging.getLogger(__name__)

State = ProgrammeRun.State

PROPOSAL_EXPIRES_AFTER = timedelta(days=10)
# After this time, a worker that holds a run counts as dead, and another one takes over.
STALE_AFTER = timedelta(minutes=10)


class NothingToPublish(Refused):
    """There is no finished run that is not published yet."""

    says = _("There is nothing to publish yet.")


class SearchedAgain(Refused):
    """The pairs have changed since the organiser looked at them."""

    says = _(
        "There has been a new search in the meantime. These are the new pairs: look at them first."
    )


@transaction.atomic
def start_run(*, person: User, code: UUID | str, at: datetime) -> tuple[ProgrammeRun, bool]:
    """Start a run once sign-up is over. An earlier run that is not published is deleted.

    Returns the run, and whether it is new. For a new run, the caller enqueues the job in the same
    transaction. While a run is unfinished, it is returned. Raises NotOpen during sign-up.
    """
    programme = get_organised(person, code, for_update=True)
    if not programme.is_over_at(at):
        raise NotOpen
    last = find_latest_run(programme)
    if last is not None and last.state in ProgrammeRun.UNFINISHED:
        return last, False
    number = last.number + 1 if last is not None else 1
    if last is not None and last.published_at is None:
        number = last.number
        last.delete()
    return ProgrammeRun.objects.create(programme=programme, number=number), True


def rows_if_due(run: int, at: datetime) -> QuerySet[ProgrammeRun]:
    """That run, as rows to update, if it is unfinished and no worker holds it; else no row."""
    return list_due_runs(at, at - STALE_AFTER).order_by().filter(pk=run)


@transaction.atomic
def fail_if_spent(*, run: int, at: datetime) -> bool:
    """Let a run fail if no worker holds it and no attempt is left. Returns whether it did."""
    due = rows_if_due(run, at)
    if not due.filter(attempts__gte=ProgrammeRun.MOST_ATTEMPTS).update(state=State.FAILED):
        return False
    logger.error("A run of a programme could not be finished: %s", run)
    found = ProgrammeRun.objects.select_related("programme__organiser").get(pk=run)
    letters.tell_of_failed_run(found.programme)
    return True


@transaction.atomic
def publish(
    *, person: User, code: UUID | str, at: datetime, seen: str | None = None
) -> tuple[ProgrammeRun, bool]:
    """Publish the pairs of the latest run. Answers are possible for PROPOSAL_EXPIRES_AFTER.

    Returns the run, and whether this call published it. If so, the caller enqueues the job that
    writes to people, in the same transaction. `seen` is the claim of the run that the person has
    looked at, if known. Publishing again changes nothing. Raises NothingToPublish, SearchedAgain,
    TooManyLetters.
    """
    programme = get_organised(person, code, for_update=True)
    run = find_latest_run(programme)
    if run is None or run.state != State.DONE:
        raise NothingToPublish
    if seen is not None and seen != str(run.claim or ""):
        raise SearchedAgain
    fresh = ProgrammeRun.objects.filter(pk=run.pk, state=State.DONE, published_at=None)
    is_published = bool(fresh.update(published_at=at, telling_at=at))
    if is_published:
        count_sender(person.code)
        pairs = ProposedPair.objects.filter(run=run)
        pairs.update(expires_at=at + PROPOSAL_EXPIRES_AFTER)
    run.refresh_from_db()
    return run, is_published
