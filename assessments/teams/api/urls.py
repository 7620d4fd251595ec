"""Addresses of the API about teams. It tells nothing that the team page does not show."""

from django.urls import path

from assessments.teams.api.membership import ConsentAPI, JoinAPI, LeaveAPI, WithdrawAPI
from assessments.teams.api.releases import ReleaseListAPI
from assessments.teams.api.teams import InvitationListAPI, TeamAPI, TeamListAPI

TEAM = "teams/<uuid:code>/"

urlpatterns = [
    path("teams/", TeamListAPI.as_view()),
    path("teams/join/", JoinAPI.as_view()),
    path(TEAM, TeamAPI.as_view()),
    path(TEAM + "consent/", ConsentAPI.as_view()),
    path(TEAM + "invitations/", InvitationListAPI.as_view()),
    path(TEAM + "leave/", LeaveAPI.as_view()),
    path(TEAM + "releases/", ReleaseListAPI.as_view()),
    path(TEAM + "withdraw/", WithdrawAPI.as_view()),
]
