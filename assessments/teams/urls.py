"""Addresses of teams: the page that everybody in it shares, how one gets in, how it is run."""

from django.urls import path

from assessments.teams import views
from assessments.teams.views import commitments, focus, kits, teaching

app_name = "teams"

TEAM = "<uuid:code>/"
SETTINGS = TEAM + "settings/"
COMMITMENT = TEAM + "commitments/<uuid:commitment>/"
INVITATION = SETTINGS + "invitations/<uuid:invitation>/"

urlpatterns = [
    path("", views.index, name="index"),
    path("join/<str:token>/", views.join, name="join"),
    path("reminders/stop/<slug:token>/", views.stop_reminders, name="stop_reminders"),
    path(TEAM, views.team, name="team"),
    path(TEAM + "releases/", views.releases, name="releases"),
    path(TEAM + "roll-up/", views.roll_up, name="roll_up"),
    path(TEAM + "kits/<slug:pillar>/", kits.kit, name="kit"),
    path(TEAM + "focus/", focus.focus, name="focus"),
    path(TEAM + "commitments/", commitments.commitments, name="commitments"),
    path(COMMITMENT + "settle/", commitments.settle_commitment, name="settle_commitment"),
    path(COMMITMENT + "remove/", commitments.remove_commitment, name="remove_commitment"),
    path(TEAM + "teaching/", teaching.teaching, name="teaching"),
    path(
        TEAM + "teaching/<uuid:offer>/take-back/", teaching.take_back_offer, name="take_back_offer"
    ),
    path(TEAM + "you/", views.you, name="you"),
    path(TEAM + "you/leave/", views.leave, name="leave"),
    path(TEAM + "roster/", views.roster, name="roster"),
    path(SETTINGS, views.settings, name="settings"),
    path(SETTINGS + "name/", views.rename, name="rename"),
    path(SETTINGS + "invitations/", views.invite, name="invite"),
    path(INVITATION + "revoke/", views.revoke_invitation, name="revoke_invitation"),
    path(SETTINGS + "parent/", views.parent, name="parent"),
    path(SETTINGS + "window/", views.window, name="window"),
    path(SETTINGS + "hand-over/", views.hand_over, name="hand_over"),
    path(SETTINGS + "dissolve/", views.dissolve, name="dissolve"),
]
