"""Whom the two weeks of a team are due to remind, and who wants that."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.teams.disclosure.answer_weeks import WEEKS_BEFORE, TeamWindow, team_window
from assessments.teams.disclosure.half_years import next_closing
from assessments.teams.models.answer_weeks import WindowReminder
from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team
from setframework.people.models import User
from setframework.people.verified import has_verified_email


def find_window_reminder(person: User) -> WindowReminder | None:
    """None before the first mail and the first choice: it is on then."""
    return WindowReminder.objects.filter(person=person).first()


def find_window_reminder_to_stop(token: str) -> WindowReminder | None:
    """Whose mail had this link, on or off."""
    return WindowReminder.objects.filter(stop_token=token).first()


def get_window(team: Team, at: datetime) -> TeamWindow:
    """The team's two weeks in the half-year of that moment. The team has agreed on some."""
    assert team.window_weeks is not None  # noqa: S101
    return team_window(next_closing(at), team.window_weeks)


def list_members_in_window(at: datetime) -> QuerySet[Membership]:
    """Everybody in a team whose two weeks are open: that is all that is asked, but for the address.

    Not who agreed to be counted, is doubted, or has answered since: a mail tells nothing then.
    """
    closes_at = next_closing(at)
    now = [weeks for weeks in WEEKS_BEFORE if team_window(closes_at, weeks).is_open(at)]
    members = Membership.objects.filter(left_at=None, person__is_active=True)
    members = members.filter(team__dissolved_at=None, team__window_weeks__in=now)
    return members.filter(has_verified_email("person"))


def list_due_in_window(at: datetime) -> QuerySet[Membership]:
    """Those of them to whom this half-year's mail did not go out yet, and who want it."""
    closes_on = next_closing(at).date()
    settled = WindowReminder.objects.filter(Q(is_on=False) | Q(claimed_for__gte=closes_on))
    due = list_members_in_window(at).exclude(Exists(settled.filter(person=OuterRef("person"))))
    return due.select_related("person", "team").order_by("pk")
