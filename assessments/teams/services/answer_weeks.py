"""The two weeks of a team: agreed on, announced once to everybody in it, stopped at once."""

from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, Q

from assessments.teams.emails import compose_answer_weeks_reminder
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from assessments.teams.selectors.answer_weeks import (
    get_answer_weeks,
    list_due_in_answer_weeks,
    list_members_in_answer_weeks,
)
from assessments.teams.selectors.teams import get_managed_team
from assessments.teams.services.membership import lock_membership
from setframework.people.models import User
from setframework.web.mail.letters import send_claimed


@transaction.atomic
def agree_answer_weeks(*, person: User, code: UUID | str, weeks: int | None) -> Team:
    """Write down what the team agreed on: weeks before the close (WEEKS_BEFORE), or None.

    Raises Team.DoesNotExist unless the person manages the team.
    """
    team = get_managed_team(person, code, for_update=True)
    team.answer_weeks = weeks
    team.save(update_fields=["answer_weeks"])
    return team


@transaction.atomic
def turn_answer_weeks_reminder(
    *, person: User, code: UUID | str, is_on: bool
) -> AnswerWeeksReminder:
    """Have the mail or not, from now on and in every team.

    Raises Team.DoesNotExist, NotAMember.
    """
    lock_membership(person, code)
    reminder, _ = AnswerWeeksReminder.objects.update_or_create(
        person=person, defaults={"is_on": is_on}
    )
    return reminder


def stop_answer_weeks_reminder(*, reminder: AnswerWeeksReminder) -> None:
    """No mail goes out any more, not even one that a worker is about to claim."""
    AnswerWeeksReminder.objects.filter(pk=reminder.pk).update(is_on=False)


def claim_answer_weeks_reminder(
    *, membership: Membership, at: datetime
) -> AnswerWeeksReminder | None:
    """The reminder whose mail is now this worker's to send: once a person and half-year at most.

    Committed before anything is sent: a worker that dies in between loses this one mail, but none
    is ever sent twice. None if it is not due (any more), or another worker was first.
    """
    weeks = get_answer_weeks(membership.team, at)
    # As it was read: who left meanwhile, or whose team changed its weeks, is left to the next run.
    same = list_members_in_answer_weeks(at).filter(
        pk=membership.pk, team__answer_weeks=membership.team.answer_weeks
    )
    with transaction.atomic(durable=True):
        reminder, _ = AnswerWeeksReminder.objects.get_or_create(person=membership.person)
        due = AnswerWeeksReminder.objects.filter(
            Q(claimed_for=None) | Q(claimed_for__lt=weeks.closes_on), pk=reminder.pk, is_on=True
        )
        claimed = due.filter(Exists(same)).update(claimed_for=weeks.closes_on, claimed_at=at)
    return reminder if claimed else None


def send_answer_weeks_reminders(*, at: datetime) -> int:
    """Remind whom it is due to remind, each once in a half-year; returns how many mails went out.

    A worker that was away on the first day catches up while the two weeks last, never later.
    """

    def claim(membership: Membership) -> EmailMessage | None:
        reminder = claim_answer_weeks_reminder(membership=membership, at=at)
        if reminder is None:
            return None
        return compose_answer_weeks_reminder(
            membership, reminder, get_answer_weeks(membership.team, at)
        )

    return send_claimed(list(list_due_in_answer_weeks(at)), claim)
