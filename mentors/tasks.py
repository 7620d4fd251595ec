"""Background jobs about finding each other."""

from django.utils import timezone
from django_tasks import task

from assessments.selectors import find_site_questionnaire
from mentors import services


@task()
def run_clock() -> int:
    """What is due between two people by now: reminders, expiry, ends, nudges; returns how much."""
    return services.run_clock(at=timezone.now())


@task()
def tell_who_waits() -> int:
    """Write to everybody for whom somebody fits by now; returns how many mails went out."""
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return 0
    return services.tell_who_waits(questionnaire=questionnaire, at=timezone.now())
