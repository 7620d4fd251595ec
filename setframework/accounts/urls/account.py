"""Addresses of a person's own account; the way in is in entrance."""

from django.urls import path

from setframework.accounts.views import account, data, entrance

app_name = "accounts"

urlpatterns = [
    path("", account.page, name="account"),
    path("name/", account.name, name="name"),
    path("direction/", account.direction, name="direction"),
    path("reminders/", account.reminders, name="reminders"),
    path("calendar/", account.calendar, name="calendar"),
    path("tokens/", account.tokens, name="tokens"),
    path("tokens/<uuid:code>/revoke/", account.revoke, name="revoke"),
    path("data/", data.page, name="data"),
    path("data/export/", data.export, name="export"),
    path("data/import/", data.import_file, name="import"),
    path("data/measurement/", data.measurement, name="measurement"),
    path("discard/", entrance.discard, name="discard"),
]
