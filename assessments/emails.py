"""Mail about assessments; never with a score or an answer in it."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from assessments.models import Reminder
from setframework.web.mail import address_of


def compose_reminder(reminder: Reminder) -> EmailMultiAlternatives:
    """The mail of a reminder, with the header by which a mail program stops them (RFC 8058)."""
    stop_url = address_of("assessments:stop_reminders", reminder.stop_token)
    context = {
        "person": reminder.person,
        "months": reminder.months,
        "start_url": address_of("assessments:start"),
        "plan_url": address_of("assessments:plan"),
        "stop_url": stop_url,
    }
    return EmailMultiAlternatives(
        subject=render_to_string("emails/reminder/subject.txt", context).strip(),
        body=render_to_string("emails/reminder/message.txt", context),
        to=[reminder.person.email],
        headers={
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        alternatives=[(render_to_string("emails/reminder/message.html", context), "text/html")],
    )
