"""Who wants to be reminded, and when the next time is."""

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
    """Whose mail had this link, reminders on or off."""
    return Reminder.objects.filter(stop_token=token).first()


def find_calendar(token: str) -> Reminder | None:
    """Whose calendar has this secret address, with its person."""
    calendars = _with_latest().select_related("person")
    return calendars.filter(calendar_token=token, person__is_active=True).first()


def list_due_reminders(today: date) -> QuerySet[Reminder]:
    """Where a mail may be due: the day has come, and the address is confirmed."""
    due = _with_latest().filter(next_on__lte=today, person__is_active=True)
    return (
        due.filter(has_verified_email("person")).select_related("person").order_by("next_on", "pk")
    )


def get_next_day(reminder: Reminder) -> date | None:
    """When the next mail is due: so many months after the later of mail, opt-in and assessment.

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
    # The model declares it, so that it has a type wherever a reminder is handed on.
    return Reminder.objects.annotate(
        latest_completed_at=Subquery(latest)  # type: ignore[no-redef]
    )
