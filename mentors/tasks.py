"""Background jobs of the mentors slice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from assessments.selectors.questionnaires import find_site_questionnaire
from mentors.models.runs import ProgrammeRun
from mentors.selectors.programmes import list_due_runs, list_untold_runs
from mentors.services import alerts, clock, runs, telling
from setframework.people.models import User


@task()
def run_clock() -> int:
    """Take the clock's steps: reminders, expiry, ends, nudges. Returns how many rows it handled."""
    return clock.run_clock(at=timezone.now())


@task()
def tell_who_waits() -> int:
    """Write to people whose waiting search finds somebody. Returns how many mails went out."""
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return 0
    return alerts.tell_who_waits(questionnaire=questionnaire, at=timezone.now())


@task()
def run_programme(run: int) -> bool:
    """Find the pairs of that run. Returns whether this worker stored them."""
    # Imported here, because the solver takes long to import and no page needs it.
    from mentors.services import solving

    return solving.run_programme(run=run, at=timezone.now())


@task()
def tell_of_run(run: int) -> None:
    """Write to some people of that published run. The next job writes to the others."""
    if telling.tell_of_run(run=run, at=timezone.now()):
        tell_of_run.enqueue(run)


@transaction.atomic
def start_run(*, person: User, code: UUID | str, at: datetime) -> ProgrammeRun:
    """Start a run and enqueue its job. Both are stored or neither."""
    run, is_new = runs.start_run(person=person, code=code, at=at)
    if is_new:
        run_programme.enqueue(run.pk)
    return run


@transaction.atomic
def publish_run(
    *, person: User, code: UUID | str, at: datetime, seen: str | None = None
) -> ProgrammeRun:
    """Publish a run and enqueue the job that writes to people. Both are stored or neither."""
    run, is_published = runs.publish(person=person, code=code, at=at, seen=seen)
    if is_published:
        tell_of_run.enqueue(run.pk)
    return run


@task()
def resume_programmes() -> int:
    """Enqueue again the work that no worker, or only a killed one, holds. Returns how much.

    A run without an attempt left fails instead.
    """
    at = timezone.now()
    stale_before = at - runs.STALE_AFTER
    due = list(list_due_runs(at, stale_before).values_list("pk", flat=True))
    for run in due:
        if not runs.fail_if_spent(run=run, at=at):
            run_programme.enqueue(run)
    untold = list(list_untold_runs(stale_before).values_list("pk", flat=True))
    for run in untold:
        tell_of_run.enqueue(run)
    return len(due) + len(untold)
