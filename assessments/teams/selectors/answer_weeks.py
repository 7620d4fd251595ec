"""The answer weeks of a team, and the members to remind of them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.teams.disclosure.answer_weeks import WEEKS_BEFORE, AnswerWeeks, answer_weeks_before
from assessments.teams.disclosure.half_years import next_closing
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from setframework.people.models import User
from setframework.people.verified import has_verified_email


def find_answer_weeks_reminder(person: User) -> AnswerWeeksReminder | None:
    """None before the first mail and the first choice: the mail is on then."""
    return AnswerWeeksReminder.objects.filter(person=person).first()


def find_answer_weeks_reminder_to_stop(token: str) -> AnswerWeeksReminder | None:
    """The reminder that this link of a mail stops. It may be off already."""
    return AnswerWeeksReminder.objects.filter(stop_token=token, person__is_active=True).first()


def get_answer_weeks(team: Team, at: datetime) -> AnswerWeeks:
    """The answer weeks in the half-year of that moment. The team has agreed on some."""
    if team.answer_weeks is None:
        raise ValueError("The team has agreed on no answer weeks.")
    return answer_weeks_before(next_closing(at), team.answer_weeks)


def list_members_in_answer_weeks(at: datetime) -> QuerySet[Membership]:
    """Everybody in a team in its answer weeks, with a verified address.

    Nothing else is asked: no consent, no doubt, no answer. So a mail says nothing about these.
    """
    closes_at = next_closing(at)
    now = [weeks for weeks in WEEKS_BEFORE if answer_weeks_before(closes_at, weeks).is_open(at)]
    members = Membership.objects.filter(left_at=None, person__is_active=True)
    members = members.filter(team__dissolved_at=None, team__answer_weeks__in=now)
    return members.filter(has_verified_email("person"))


def list_due_in_answer_weeks(at: datetime) -> QuerySet[Membership]:
    """The members who want the mail of this half-year and did not get it yet."""
    closes_on = next_closing(at).date()
    settled = AnswerWeeksReminder.objects.filter(Q(is_on=False) | Q(claimed_for__gte=closes_on))
    due = list_members_in_answer_weeks(at).exclude(
        Exists(settled.filter(person=OuterRef("person")))
    )
    return due.select_related("person", "team").order_by("pk")
