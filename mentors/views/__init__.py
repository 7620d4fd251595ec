"""The pages of the mentors slice, one noun a module."""

from mentors.views.alerts import alerts, cancel_alert
from mentors.views.closing import check_in, end, feedback
from mentors.views.meetings import calendar, meeting, meetings, remove_meeting
from mentors.views.mentorships import (
    goals,
    mentorship,
    mentorships,
    notes,
    remove_goal,
    remove_note,
)
from mentors.views.people import person
from mentors.views.profile import manager, profile
from mentors.views.programmes import new_programme, programme, programmes, proposal
from mentors.views.requests import request_page, requests
from mentors.views.results import results, shared_result, stop_sharing
from mentors.views.safety import block, blocks, report, unblock
from mentors.views.search import search

__all__ = [
    "alerts",
    "block",
    "blocks",
    "calendar",
    "cancel_alert",
    "check_in",
    "end",
    "feedback",
    "goals",
    "manager",
    "meeting",
    "meetings",
    "mentorship",
    "mentorships",
    "new_programme",
    "notes",
    "person",
    "profile",
    "programme",
    "programmes",
    "proposal",
    "remove_goal",
    "remove_meeting",
    "remove_note",
    "report",
    "request_page",
    "requests",
    "results",
    "search",
    "shared_result",
    "stop_sharing",
    "unblock",
]
