"""Addresses of finding people who help."""

from typing import Any

app_name = "mentors"

urlpatterns: list[Any] = []
