"""The part of an export about teams. It leaves out what others said about the person."""

from typing import Any

from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.commitments import Commitment
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.models.teams import Team
from setframework.people.models import User
from setframework.portable.rows import Rows, rows_of

TEAMS = {
    "memberships": Rows(
        Membership,
        ("team__name", "joined_at", "left_at", "consent_at", "withdrawn_at"),
        order="joined_at",
    ),
    "managed": Rows(
        Team, ("code", "name", "created_at", "dissolved_at"), owner="manager", order="created_at"
    ),
    "doubts": Rows(
        Doubt,
        ("team__name", "doubted_at", "closes_at", "ended_at"),
        owner="by",
        order="doubted_at",
    ),
    "vouches": Rows(
        Vouch, ("team__name", "vouched_at", "ended_at"), owner="by", order="vouched_at"
    ),
    "commitments": Rows(
        Commitment,
        ("team__name", "kind", "text", "state", "made_at", "settled_at"),
        order="made_at",
    ),
    "teaching_offers": Rows(
        TeachingOffer, ("team__name", "text", "offered_at"), order="offered_at"
    ),
}
# It leaves out the secret that stops the mail.
ANSWER_WEEKS_REMINDER = Rows(AnswerWeeksReminder, ("is_on", "claimed_at"))


def tell_teams(person: User) -> dict[str, Any]:
    reminder = next(iter(ANSWER_WEEKS_REMINDER.of(person)), None)
    return {**rows_of(person, TEAMS), "window_reminder": reminder}
