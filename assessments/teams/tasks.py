"""Background jobs about teams."""

from django.utils import timezone
from django_tasks import task

from assessments.teams.releases import making
from assessments.teams.services import answer_weeks, invitations


@task()
def release_trends() -> int:
    """Make the releases that are due; returns how many were made."""
    return making.release_trends(at=timezone.now())


@task()
def send_window_reminders() -> int:  # jobs that wait in the queue know it by this name
    """Remind the members of teams in their answer weeks; returns how many mails went out."""
    return answer_weeks.send_answer_weeks_reminders(at=timezone.now())


@task()
def purge_invitations() -> int:
    """Delete the invitations that have run out; returns how many."""
    return invitations.purge_invitations(before=timezone.now())
