"""E-mails about assessments, never with a score or an answer in them."""

from django.core.mail import EmailMultiAlternatives

from assessments.models.reminders import Reminder
from setframework.web.mail import letters
from setframework.web.mail.letters import address_of


def compose_reminder(reminder: Reminder) -> EmailMultiAlternatives:
    stop_url = address_of("assessments:stop_reminders", reminder.stop_token)
    context = {
        "person": reminder.person,
        "months": reminder.months,
        "start_url": address_of("assessments:start"),
        "plan_url": address_of("assessments:plan"),
    }
    return letters.compose_reminder("reminder", reminder.person.email, stop_url, context)
