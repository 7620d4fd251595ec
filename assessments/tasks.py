"""Background jobs about assessments."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from assessments.services import follow_ups, reminders, taking


@task()
def purge_visitor_drafts() -> int:
    """Delete visitors' drafts whose session has ended; returns how many."""
    kept = timedelta(seconds=settings.SESSION_COOKIE_AGE, days=1)
    return taking.purge_visitor_drafts(before=timezone.now() - kept)


@task()
def send_due_reminders() -> int:
    """Send the reminders whose day has come; returns how many."""
    return reminders.send_due_reminders(at=timezone.now())


@task()
def send_due_follow_ups() -> int:
    """Send the e-mails about a chosen step whose day has come; returns how many."""
    return follow_ups.send_due_follow_ups(at=timezone.now())
