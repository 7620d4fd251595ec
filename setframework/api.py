"""The map of /api/: each slice mounts its own addresses; schema and docs page beside them."""

from django.urls import include, path

urlpatterns = [
    path("v1/", include("assessments.api")),
    path("v1/", include("setframework.accounts.api")),
]
