"""Addresses of what may be said about a group, for everybody in it and its manager."""

from django.urls import path

from assessments.teams import views
from assessments.teams.views import kits

app_name = "teams"

TEAM = "<uuid:code>/"

urlpatterns = [
    path(TEAM + "kits/<slug:pillar>/", kits.kit, name="kit"),
    path(TEAM, views.team, name="team"),
    path(TEAM + "releases/", views.releases, name="releases"),
    path(TEAM + "roll-up/", views.roll_up, name="roll_up"),
]
