"""The pages of the mentors slice, one noun a module."""

from mentors.views.alerts import alerts, cancel_alert
from mentors.views.people import person
from mentors.views.profile import manager, profile
from mentors.views.search import search

__all__ = ["alerts", "cancel_alert", "manager", "person", "profile", "search"]
