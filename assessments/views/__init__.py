"""The pages of the assessments slice, one noun a module."""

from assessments.views.brief import brief, brief_pdf
from assessments.views.calendar import calendar
from assessments.views.check import check
from assessments.views.check_in import check_in
from assessments.views.direction import direction, remove_technology, technologies, technology
from assessments.views.history import compare, history, history_csv
from assessments.views.keep import keep
from assessments.views.look_back import look_back
from assessments.views.plan import add_goal, delete_goal, edit_goal, plan, take_chance, tick_goal
from assessments.views.question import question, unclear
from assessments.views.reflections import reflections
from assessments.views.reminders import stop_reminders
from assessments.views.result import latest_result, result, result_pdf
from assessments.views.share import revoke_share, share
from assessments.views.shared import shared
from assessments.views.start import start

__all__ = [
    "add_goal",
    "brief",
    "brief_pdf",
    "calendar",
    "check",
    "check_in",
    "compare",
    "delete_goal",
    "direction",
    "edit_goal",
    "history",
    "history_csv",
    "keep",
    "latest_result",
    "look_back",
    "plan",
    "question",
    "reflections",
    "remove_technology",
    "result",
    "result_pdf",
    "revoke_share",
    "share",
    "shared",
    "start",
    "stop_reminders",
    "take_chance",
    "technologies",
    "technology",
    "tick_goal",
    "unclear",
]
