"""Addresses of finding people who help."""

from django.urls import path

from mentors import views

app_name = "mentors"

urlpatterns = [
    path("", views.search, name="search"),
    path("profile/", views.profile, name="profile"),
    path("profile/manager/", views.manager, name="manager"),
    path("people/<uuid:code>/", views.person, name="person"),
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<uuid:code>/cancel/", views.cancel_alert, name="cancel_alert"),
]
