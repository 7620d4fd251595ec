"""Background jobs about assessments."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from assessments.services.reminders import send_due_reminders as send
from assessments.services.taking import purge_visitor_drafts as purge


@task()
def purge_visitor_drafts() -> int:
    """Delete visitors' drafts whose session has ended; returns how many."""
    kept = timedelta(seconds=settings.SESSION_COOKIE_AGE, days=1)
    return purge(before=timezone.now() - kept)


@task()
def send_due_reminders() -> int:
    """Send the reminders whose day has come; returns how many."""
    return send(at=timezone.now())
