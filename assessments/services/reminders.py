"""Reminders: set, claimed, written once a period, stopped; and the address of a calendar."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from assessments.emails import compose_reminder
from assessments.models.reminders import Reminder
from assessments.selectors.reminders import get_next_day, list_due_reminders
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.links import new_token
from setframework.web.mail.letters import send_claimed


@transaction.atomic
def set_reminder(*, person: User, months: int, at: datetime) -> Reminder:
    """Remind the person every `months` months from today; the same again changes nothing.

    Raises EmailNotVerified.
    """
    if not is_email_verified(person):
        raise EmailNotVerified
    reminder = _lock(person)
    if reminder.months != months:
        reminder.months = months
        reminder.next_on = reminder.after(timezone.localdate(at))
        reminder.save(update_fields=["months", "next_on"])
    return reminder


def stop_reminder(*, reminder: Reminder) -> None:
    """No e-mail goes out any more, not even one that a worker is about to claim."""
    Reminder.objects.filter(pk=reminder.pk).update(months=None, next_on=None)


@transaction.atomic
def open_calendar(*, person: User, renew: bool = False) -> Reminder:
    """Make a secret calendar address if there is none; `renew` replaces the old one."""
    reminder = _lock(person)
    if renew or reminder.calendar_token is None:
        reminder.calendar_token = new_token()
        reminder.save(update_fields=["calendar_token"])
    return reminder


def close_calendar(*, person: User) -> None:
    """The calendar address stops working at once."""
    Reminder.objects.filter(person=person).update(calendar_token=None)


@transaction.atomic
def end_reminders(*, person: User) -> None:
    """No e-mail any more; neither the links in old ones nor the calendar address work."""
    Reminder.objects.filter(person=person).update(
        months=None, next_on=None, calendar_token=None, stop_token=new_token()
    )


def claim_reminder(*, reminder: Reminder, at: datetime) -> bool:
    """True if this worker may write the e-mail that is due: once a period at most.

    If an assessment has put the reminder off, only the day moves.
    """
    today, due = timezone.localdate(at), get_next_day(reminder)
    if due is None:
        return False
    # As it was read: a change, a stop or another claim in the meantime was first.
    expected = Reminder.objects.filter(
        pk=reminder.pk, months=reminder.months, next_on=reminder.next_on
    )
    if due > today:
        expected.update(next_on=due)
        return False
    return expected.update(next_on=reminder.after(today), claimed_at=at) == 1


def send_due_reminders(*, at: datetime) -> int:
    """Put what is due into the queue of mail, each exactly once; returns how many."""

    def claim(reminder: Reminder) -> EmailMessage | None:
        return compose_reminder(reminder) if claim_reminder(reminder=reminder, at=at) else None

    return send_claimed(list(list_due_reminders(timezone.localdate(at))), claim)


def _lock(person: User) -> Reminder:
    """The person's row, made on first use; two tabs wait for each other."""
    Reminder.objects.get_or_create(person=person)
    return Reminder.objects.select_for_update().get(person=person)
