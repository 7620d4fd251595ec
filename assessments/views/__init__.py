"""The pages of the assessments slice, one noun a module."""

from assessments.views.check import check
from assessments.views.direction import direction, remove_technology, technologies, technology
from assessments.views.history import compare, history, history_csv
from assessments.views.keep import keep
from assessments.views.question import question, unclear
from assessments.views.reflections import reflections
from assessments.views.result import latest_result, result
from assessments.views.start import start

__all__ = [
    "check",
    "compare",
    "direction",
    "history",
    "history_csv",
    "keep",
    "latest_result",
    "question",
    "reflections",
    "remove_technology",
    "result",
    "start",
    "technologies",
    "technology",
    "unclear",
]
