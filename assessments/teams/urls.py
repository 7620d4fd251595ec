"""Addresses of teams: how one gets into one, who is in it, and how it is run."""

from django.urls import path

from assessments.teams import views

app_name = "teams"

TEAM = "<uuid:code>/"
SETTINGS = TEAM + "settings/"

urlpatterns = [
    path("", views.index, name="index"),
    path("join/<str:token>/", views.join, name="join"),
    path(TEAM + "you/", views.you, name="you"),
    path(TEAM + "you/leave/", views.leave, name="leave"),
    path(TEAM + "roster/", views.roster, name="roster"),
    path(SETTINGS, views.settings, name="settings"),
    path(SETTINGS + "name/", views.rename, name="rename"),
    path(SETTINGS + "invitations/", views.invite, name="invite"),
    path(
        SETTINGS + "invitations/<uuid:invitation>/revoke/",
        views.revoke_invitation,
        name="revoke_invitation",
    ),
    path(SETTINGS + "parent/", views.parent, name="parent"),
    path(SETTINGS + "hand-over/", views.hand_over, name="hand_over"),
    path(SETTINGS + "dissolve/", views.dissolve, name="dissolve"),
]
