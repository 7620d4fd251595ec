"""Background jobs about accounts."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from setframework.people.models import Token
from setframework.web.mail import queue

KEEP_FINISHED = timedelta(days=14)


@task()
def clear_expired() -> None:
    """Delete sessions and tokens that have expired, and the records of old jobs and letters."""
    call_command("clearsessions")
    Token.objects.filter(expiry__lt=timezone.now()).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_FINISHED).delete()
    queue.purge(at=timezone.now())
