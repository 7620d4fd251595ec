"""Whom the two weeks of a team are due to remind, and who wants that."""

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
    """None before the first mail and the first choice: it is on then."""
    return AnswerWeeksReminder.objects.filter(person=person).first()


def find_answer_weeks_reminder_to_stop(token: str) -> AnswerWeeksReminder | None:
    """Whose mail had this link, on or off."""
    return AnswerWeeksReminder.objects.filter(stop_token=token).first()


def get_answer_weeks(team: Team, at: datetime) -> AnswerWeeks:
    """The team's two weeks in the half-year of that moment. The team has agreed on some."""
    assert team.answer_weeks is not None  # noqa: S101
    return answer_weeks_before(next_closing(at), team.answer_weeks)


def list_members_in_answer_weeks(at: datetime) -> QuerySet[Membership]:
    """Everybody in a team whose two weeks are open: that is all that is asked, but for the address.

    Not who agreed to be counted, is doubted, or has answered since: a mail tells nothing then.
    """
    closes_at = next_closing(at)
    now = [weeks for weeks in WEEKS_BEFORE if answer_weeks_before(closes_at, weeks).is_open(at)]
    members = Membership.objects.filter(left_at=None, person__is_active=True)
    members = members.filter(team__dissolved_at=None, team__answer_weeks__in=now)
    return members.filter(has_verified_email("person"))


def list_due_in_answer_weeks(at: datetime) -> QuerySet[Membership]:
    """Those of them to whom this half-year's mail did not go out yet, and who want it."""
    closes_on = next_closing(at).date()
    settled = AnswerWeeksReminder.objects.filter(Q(is_on=False) | Q(claimed_for__gte=closes_on))
    due = list_members_in_answer_weeks(at).exclude(
        Exists(settled.filter(person=OuterRef("person")))
    )
    return due.select_related("person", "team").order_by("pk")
