"""Background jobs about teams."""

from django.utils import timezone
from django_tasks import task

from assessments.teams.releases import making
from assessments.teams.services import answer_weeks, invitations


@task()
def release_trends() -> int:
    """Decide what is due; returns how many releases were made."""
    return making.release_trends(at=timezone.now())


@task()
def send_window_reminders() -> int:  # jobs that wait in the queue know it by this name
    """Remind the members of teams whose two weeks are open; returns how many mails went out."""
    return answer_weeks.send_answer_weeks_reminders(at=timezone.now())


@task()
def purge_invitations() -> int:
    """Delete what nobody can join by any more; returns how many."""
    return invitations.purge_invitations(before=timezone.now())
