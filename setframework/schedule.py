"""Jobs that run by the clock, and their periods. The queue remembers when each one ran."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

# Every job is idempotent: two workers do no harm, nor does one that is killed half-way.
JOBS = {
    "assessments.tasks.purge_visitor_drafts": timedelta(days=1),
    "assessments.tasks.send_due_follow_ups": timedelta(hours=1),
    "assessments.tasks.send_due_reminders": timedelta(hours=1),
    "assessments.teams.tasks.purge_invitations": timedelta(days=1),
    "assessments.teams.tasks.release_trends": timedelta(days=1),
    "assessments.teams.tasks.send_window_reminders": timedelta(hours=1),
    "mentors.tasks.resume_programmes": timedelta(minutes=10),
    "mentors.tasks.run_clock": timedelta(hours=1),
    "mentors.tasks.tell_who_waits": timedelta(days=1),
    "setframework.accounts.tasks.clear_expired": timedelta(days=1),
}


def enqueue_due(at: datetime) -> list[str]:
    """Enqueue each job that was not enqueued within its period. Returns their paths."""
    due = list(_due(at))
    for path in due:
        import_string(path).enqueue()
    return due


def _due(at: datetime) -> Iterator[str]:
    for path, period in JOBS.items():
        recent = DBTaskResult.objects.filter(task_path=path, enqueued_at__gt=at - period)
        if not recent.exists():
            yield path
