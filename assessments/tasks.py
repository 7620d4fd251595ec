"""Background jobs about assessments."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from assessments.services import reminders, taking


@task()
def purge_visitor_drafts() -> int:
    """Delete visitors' drafts whose session has ended; returns how many."""
    kept = timedelta(seconds=settings.SESSION_COOKIE_AGE, days=1)
    return taking.purge_visitor_drafts(before=timezone.now() - kept)


@task()
def send_due_reminders() -> int:
    """Send the reminders whose day has come; returns how many."""
    return reminders.send_due_reminders(at=timezone.now())
