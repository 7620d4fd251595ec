"""Addresses of a person's own account."""

from django.urls import path

from setframework.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.account, name="account"),
]
