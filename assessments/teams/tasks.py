"""Background jobs about teams."""

from django.utils import timezone
from django_tasks import task

from assessments.teams import releases, services


@task()
def release_trends() -> int:
    """Decide what is due; returns how many releases were made."""
    return releases.release_trends(at=timezone.now())


@task()
def purge_invitations() -> int:
    """Delete what nobody can join by any more; returns how many."""
    return services.purge_invitations(before=timezone.now())
