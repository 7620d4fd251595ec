"""Addresses of a person's own account. Sign-up and log-in are in entrance."""

from django.urls import path

from setframework.accounts.views import account, data, entrance, reminders, tokens

app_name = "accounts"

urlpatterns = [
    path("", account.page, name="account"),
    path("name/", account.name, name="name"),
    path("direction/", account.direction, name="direction"),
    path("reminders/", reminders.page, name="reminders"),
    path("calendar/", reminders.calendar, name="calendar"),
    path("tokens/", tokens.page, name="tokens"),
    path("tokens/<uuid:code>/revoke/", tokens.revoke, name="revoke"),
    path("data/", data.page, name="data"),
    path("data/export/", data.export, name="export"),
    path("data/import/", data.import_file, name="import"),
    path("data/measurement/", data.measurement, name="measurement"),
    path("discard/", entrance.discard, name="discard"),
]
