"""Reminders that people asked for, and the day of the next one."""

from datetime import date

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from assessments.models.reminders import Reminder
from assessments.models.taking import Assessment
from setframework.people.models import User
from setframework.people.verified import has_verified_email


def find_reminder(person: User) -> Reminder | None:
    return _with_latest().filter(person=person).first()


def find_reminder_to_stop(token: str) -> Reminder | None:
    """The reminder whose e-mail had this link, on or off."""
    return Reminder.objects.filter(stop_token=token, person__is_active=True).first()


def find_calendar(token: str) -> Reminder | None:
    """The reminder with this secret calendar address, and its person."""
    calendars = _with_latest().select_related("person")
    return calendars.filter(calendar_token=token, person__is_active=True).first()


def list_due_reminders(today: date) -> QuerySet[Reminder]:
    """Reminders that may be due: the day has come, and the address is confirmed."""
    due = _with_latest().filter(next_on__lte=today, person__is_active=True)
    return (
        due.filter(has_verified_email("person")).select_related("person").order_by("next_on", "pk")
    )


def get_next_day(reminder: Reminder) -> date | None:
    """The day of the next e-mail: `months` after the latest e-mail, opt-in or assessment.

    None while reminders are off.
    """
    latest = reminder.latest_completed_at
    if reminder.next_on is None or latest is None:
        return reminder.next_on
    return max(reminder.next_on, reminder.after(timezone.localdate(latest)))


def _with_latest() -> QuerySet[Reminder]:
    """`latest_completed_at` is None before the first assessment."""
    completed = Assessment.objects.filter(person=OuterRef("person"), completed_at__isnull=False)
    latest = completed.values("person").annotate(latest=Max("completed_at")).values("latest")
    # The model declares it, so that it has a type everywhere.
    return Reminder.objects.annotate(
        latest_completed_at=Subquery(latest)  # type: ignore[no-redef]
    )
