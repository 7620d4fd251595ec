"""Addresses of a person's own account; the way in is in entrance."""

from django.urls import path

from setframework.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.account, name="account"),
    path("name/", views.name, name="name"),
    path("direction/", views.direction, name="direction"),
    path("reminders/", views.reminders, name="reminders"),
    path("calendar/", views.calendar, name="calendar"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<uuid:code>/revoke/", views.revoke, name="revoke"),
    path("data/", views.data, name="data"),
    path("data/export/", views.export, name="export"),
    path("data/import/", views.import_file, name="import"),
    path("data/measurement/", views.measurement, name="measurement"),
    path("discard/", views.discard, name="discard"),
]
