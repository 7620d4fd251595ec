"""One e-mail a week after a step was chosen, for the person who asked for it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from assessments.emails import compose_follow_up
from assessments.models.plan import Goal
from assessments.selectors.plan import get_goal, list_due_follow_ups
from setframework.people.models import User
from setframework.people.verified import EmailNotVerified, is_email_verified
from setframework.web.mail.letters import send_claimed

WAIT = timedelta(days=7)


@transaction.atomic
def ask_for_follow_up(*, person: User, code: UUID | str, at: datetime) -> Goal:
    """Send one e-mail about this step in a week. The second time the first day stays.

    Raises Goal.DoesNotExist, EmailNotVerified.
    """
    goal = get_goal(person, code, for_update=True)
    if not is_email_verified(person):
        raise EmailNotVerified
    if goal.follow_up_on is None and goal.done_at is None:
        goal.follow_up_on = timezone.localdate(at + WAIT)
        goal.save(update_fields=["follow_up_on"])
    return goal


@transaction.atomic
def cancel_follow_up(*, person: User, code: UUID | str) -> Goal:
    """Send no such e-mail. Raises Goal.DoesNotExist."""
    goal = get_goal(person, code, for_update=True)
    goal.follow_up_on = None
    goal.save(update_fields=["follow_up_on"])
    return goal


def send_due_follow_ups(*, at: datetime) -> int:
    """Put what is due into the queue of mail, each exactly once; returns how many."""

    def claim(goal: Goal) -> EmailMessage | None:
        asked = Goal.objects.filter(pk=goal.pk, follow_up_on=goal.follow_up_on, done_at=None)
        return compose_follow_up(goal) if asked.update(follow_up_on=None) else None

    return send_claimed(list(list_due_follow_ups(timezone.localdate(at))), claim)
