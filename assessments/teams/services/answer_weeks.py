"""The two weeks of a team: agreed on, announced once to everybody in it, stopped at once."""

from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, Q

from assessments.teams.emails import compose_window_reminder
from assessments.teams.models.answer_weeks import WindowReminder
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.answer_weeks import (
    get_window,
    list_due_in_window,
    list_members_in_window,
)
from assessments.teams.selectors.teams import get_managed_team
from assessments.teams.services.membership import lock_membership
from setframework.people.models import User
from setframework.web.mail.letters import send_claimed


@transaction.atomic
def agree_window(*, person: User, code: UUID | str, weeks: int | None) -> Team:
    """Write down what the team agreed on: weeks before the close (WEEKS_BEFORE), or None.

    Raises Team.DoesNotExist unless the person manages the team.
    """
    team = get_managed_team(person, code, for_update=True)
    team.window_weeks = weeks
    team.save(update_fields=["window_weeks"])
    return team


@transaction.atomic
def turn_window_reminder(*, person: User, code: UUID | str, is_on: bool) -> WindowReminder:
    """Have the mail or not, from now on and in every team.

    Raises Team.DoesNotExist, NotAMember.
    """
    lock_membership(person, code)
    reminder, _ = WindowReminder.objects.update_or_create(person=person, defaults={"is_on": is_on})
    return reminder


def stop_window_reminder(*, reminder: WindowReminder) -> None:
    """No mail goes out any more, not even one that a worker is about to claim."""
    WindowReminder.objects.filter(pk=reminder.pk).update(is_on=False)


def claim_window_reminder(*, membership: Membership, at: datetime) -> WindowReminder | None:
    """The reminder whose mail is now this worker's to send: once a person and half-year at most.

    Committed before anything is sent: a worker that dies in between loses this one mail, but none
    is ever sent twice. None if it is not due (any more), or another worker was first.
    """
    window = get_window(membership.team, at)
    # As it was read: who left meanwhile, or whose team changed its weeks, is left to the next run.
    same = list_members_in_window(at).filter(
        pk=membership.pk, team__window_weeks=membership.team.window_weeks
    )
    with transaction.atomic(durable=True):
        reminder, _ = WindowReminder.objects.get_or_create(person=membership.person)
        due = WindowReminder.objects.filter(
            Q(claimed_for=None) | Q(claimed_for__lt=window.closes_on), pk=reminder.pk, is_on=True
        )
        claimed = due.filter(Exists(same)).update(claimed_for=window.closes_on, claimed_at=at)
    return reminder if claimed else None


def send_window_reminders(*, at: datetime) -> int:
    """Remind whom it is due to remind, each once in a half-year; returns how many mails went out.

    A worker that was away on the first day catches up while the two weeks last, never later.
    """

    def claim(membership: Membership) -> EmailMessage | None:
        reminder = claim_window_reminder(membership=membership, at=at)
        if reminder is None:
            return None
        return compose_window_reminder(membership, reminder, get_window(membership.team, at))

    return send_claimed(list(list_due_in_window(at)), claim)
