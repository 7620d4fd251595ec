"""The answer weeks of a team: agreeing on them, and the mails about them."""

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
from setframework.web.links import new_token
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
    """Turn the person's mail on or off, from now on and in every team.

    Raises Team.DoesNotExist, NotAMember.
    """
    lock_membership(person, code)
    reminder, _ = AnswerWeeksReminder.objects.update_or_create(
        person=person, defaults={"is_on": is_on}
    )
    return reminder


def stop_answer_weeks_reminder(*, reminder: AnswerWeeksReminder) -> None:
    """Stop the mails, even one that a worker is about to claim."""
    AnswerWeeksReminder.objects.filter(pk=reminder.pk).update(is_on=False)


def renew_stop_link(*, person: User) -> None:
    """The links in old mails no longer work."""
    AnswerWeeksReminder.objects.filter(person=person).update(stop_token=new_token())


@transaction.atomic
def claim_answer_weeks_reminder(
    *, membership: Membership, at: datetime
) -> AnswerWeeksReminder | None:
    """Claim the mail to a member for this worker: at most one mail a person and half-year.

    Returns None if the mail is not due, or not any more, or if another worker was first.
    """
    weeks = get_answer_weeks(membership.team, at)
    # The member may have left since, or the team may have changed its weeks: then the next run
    # decides.
    same = list_members_in_answer_weeks(at).filter(
        pk=membership.pk, team__answer_weeks=membership.team.answer_weeks
    )
    reminder, _ = AnswerWeeksReminder.objects.get_or_create(person=membership.person)
    due = AnswerWeeksReminder.objects.filter(
        Q(claimed_for=None) | Q(claimed_for__lt=weeks.closes_on), pk=reminder.pk, is_on=True
    )
    claimed = due.filter(Exists(same)).update(claimed_for=weeks.closes_on, claimed_at=at)
    return reminder if claimed else None


def send_answer_weeks_reminders(*, at: datetime) -> int:
    """Put every mail that is due into the queue, one a person and half-year; returns how many.

    A worker that was down on the first day catches up while the two weeks last, never later.
    """

    def claim(membership: Membership) -> EmailMessage | None:
        reminder = claim_answer_weeks_reminder(membership=membership, at=at)
        if reminder is None:
            return None
        return compose_answer_weeks_reminder(
            membership, reminder, get_answer_weeks(membership.team, at)
        )

    return send_claimed(list(list_due_in_answer_weeks(at)), claim)
