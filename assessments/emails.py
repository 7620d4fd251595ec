"""E-mails about assessments, never with a score or an answer in them."""

from django.core.mail import EmailMultiAlternatives

from assessments.models.plan import Goal
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


def compose_follow_up(goal: Goal) -> EmailMultiAlternatives:
    """The words of the step stay on the site: others may read the mailbox."""
    url = f"{address_of('assessments:plan')}#goal-{goal.code}"
    return letters.compose_letter("follow_up", goal.person.email, {"url": url})
