"""What a person's export has of the tables of teams, and why it leaves the rest out."""

from assessments.teams.models.acts import TeamAct
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.commitments import Commitment
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.focus import TeamFocus
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.restores import Restore
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from setframework.web.declared import Declarations, Exported, LeftOut, same

OWNER = LeftOut("the whole document is this person's")
ABOUT_ANOTHER = LeftOut("about another person")
OF_THE_TEAM = LeftOut("of the team, whose page has it for all its members alike")
BOOKKEEPING = LeftOut("for the work of this site: it says nothing about the person")

DATA: Declarations = {
    Team: {
        **same("account.teams.managed", "code", "name", "created_at", "dissolved_at"),
        "manager": Exported("account.teams.managed", is_link=True),
        "next_manager": LeftOut("waits for the other one's yes; the team's page has it"),
        "parent": OF_THE_TEAM,
        "answer_weeks": OF_THE_TEAM,
    },
    TeamAct: OF_THE_TEAM,
    Tie: OF_THE_TEAM,
    TeamFocus: OF_THE_TEAM,
    HalfYear: OF_THE_TEAM,
    TrendRelease: OF_THE_TEAM,
    RollUp: OF_THE_TEAM,
    Restore: LeftOut("about this site, not a person"),
    ReleaseToken: LeftOut("scrambled marks: nothing leads from the person to them by reading"),
    AnswerWeeksReminder: {
        "person": OWNER,
        **same("account.teams.window_reminder", "is_on", "claimed_at"),
        "claimed_for": BOOKKEEPING,
        "stop_token": LeftOut("a secret: who has it could stop the reminder"),
    },
    Commitment: {
        "code": BOOKKEEPING,
        "team": Exported("account.teams.commitments.team__name", by="team__name"),
        "person": OWNER,
        **same("account.teams.commitments", "kind", "text", "state", "made_at", "settled_at"),
    },
    Doubt: {
        "team": Exported("account.teams.doubts.team__name", by="team__name"),
        "person": ABOUT_ANOTHER,
        "by": OWNER,
        **same("account.teams.doubts", "doubted_at", "closes_at", "ended_at"),
    },
    Vouch: {
        "team": Exported("account.teams.vouches.team__name", by="team__name"),
        "person": ABOUT_ANOTHER,
        "by": OWNER,
        **same("account.teams.vouches", "vouched_at", "ended_at"),
    },
    Membership: {
        "code": BOOKKEEPING,
        "person": OWNER,
        "team": Exported("account.teams.memberships.team__name", by="team__name"),
        **same("account.teams.memberships", "joined_at", "left_at", "consent_at", "withdrawn_at"),
        "seen_free_at": BOOKKEEPING,
    },
    Invitation: LeftOut("a link that was used, without the address it was sent to"),
    TeachingOffer: {
        "code": BOOKKEEPING,
        "team": Exported("account.teams.teaching_offers.team__name", by="team__name"),
        "person": OWNER,
        **same("account.teams.teaching_offers", "text", "offered_at"),
    },
}
