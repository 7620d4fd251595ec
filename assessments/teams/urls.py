"""Addresses of teams: the page that everybody in a team shares, joining it, running it."""

from django.urls import path

from assessments.teams.api.membership import ConsentAPI, JoinAPI, LeaveAPI, WithdrawAPI
from assessments.teams.api.releases import ReleaseListAPI
from assessments.teams.api.teams import InvitationListAPI, TeamAPI, TeamListAPI
from assessments.teams.views import (
    answer_weeks,
    commitments,
    focus,
    invitations,
    kits,
    managers,
    membership,
    releases,
    roll_up,
    roster,
    settings,
    teaching,
    team,
    teams,
    ties,
)

app_name = "teams"

TEAM = "<uuid:code>/"
SETTINGS = TEAM + "settings/"
COMMITMENT = TEAM + "commitments/<uuid:commitment>/"
INVITATION = SETTINGS + "invitations/<uuid:invitation>/"

urlpatterns = [
    path("", teams.index, name="index"),
    path("join/<str:token>/", invitations.join, name="join"),
    path("reminders/stop/<slug:token>/", answer_weeks.stop_reminders, name="stop_reminders"),
    path(TEAM, team.page, name="team"),
    path(TEAM + "releases/", releases.page, name="releases"),
    path(TEAM + "roll-up/", roll_up.page, name="roll_up"),
    path(TEAM + "kits/<slug:pillar>/", kits.kit, name="kit"),
    path(TEAM + "focus/", focus.page, name="focus"),
    path(TEAM + "commitments/", commitments.page, name="commitments"),
    path(COMMITMENT + "settle/", commitments.settle_commitment, name="settle_commitment"),
    path(COMMITMENT + "remove/", commitments.remove_commitment, name="remove_commitment"),
    path(TEAM + "teaching/", teaching.page, name="teaching"),
    path(
        TEAM + "teaching/<uuid:offer>/take-back/", teaching.take_back_offer, name="take_back_offer"
    ),
    path(TEAM + "you/", membership.page, name="you"),
    path(TEAM + "you/leave/", membership.leave, name="leave"),
    path(TEAM + "roster/", roster.page, name="roster"),
    path(SETTINGS, settings.page, name="settings"),
    path(SETTINGS + "name/", settings.rename, name="rename"),
    path(SETTINGS + "invitations/", invitations.invite, name="invite"),
    path(INVITATION + "revoke/", invitations.revoke_invitation, name="revoke_invitation"),
    path(SETTINGS + "parent/", settings.parent, name="parent"),
    path(SETTINGS + "window/", answer_weeks.agree, name="answer_weeks"),
    path(SETTINGS + "hand-over/", settings.hand_over, name="hand_over"),
    path(SETTINGS + "parts/<uuid:tie>/", ties.answer_tie, name="answer_tie"),
    path(TEAM + "take-over/", managers.take_over, name="take_over"),
    path(SETTINGS + "dissolve/", settings.dissolve, name="dissolve"),
]

# For programs, below /api/v1/.
api = [
    path("teams/", TeamListAPI.as_view()),
    path("teams/join/", JoinAPI.as_view()),
    path("teams/" + TEAM, TeamAPI.as_view()),
    path("teams/" + TEAM + "consent/", ConsentAPI.as_view()),
    path("teams/" + TEAM + "invitations/", InvitationListAPI.as_view()),
    path("teams/" + TEAM + "leave/", LeaveAPI.as_view()),
    path("teams/" + TEAM + "releases/", ReleaseListAPI.as_view()),
    path("teams/" + TEAM + "withdraw/", WithdrawAPI.as_view()),
]
