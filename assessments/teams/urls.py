"""Addresses of what may be said about a group, for everybody in it and its manager."""

from django.urls import path

from assessments.teams import views
from assessments.teams.views import kits
from assessments.teams.views import commitments, focus, kits, teaching

app_name = "teams"

TEAM = "<uuid:code>/"

urlpatterns = [
    path(TEAM + "focus/", focus.focus, name="focus"),
    path(TEAM + "commitments/", commitments.commitments, name="commitments"),
    path(
        TEAM + "commitments/<uuid:commitment>/settle/",
        commitments.settle_commitment,
        name="settle_commitment",
    ),
    path(
        TEAM + "commitments/<uuid:commitment>/remove/",
        commitments.remove_commitment,
        name="remove_commitment",
    ),
    path(TEAM + "teaching/", teaching.teaching, name="teaching"),
    path(
        TEAM + "teaching/<uuid:offer>/take-back/", teaching.take_back_offer, name="take_back_offer"
    ),
    path(TEAM + "kits/<slug:pillar>/", kits.kit, name="kit"),
    path(TEAM, views.team, name="team"),
    path(TEAM + "releases/", views.releases, name="releases"),
    path(TEAM + "roll-up/", views.roll_up, name="roll_up"),
]
