"""The pages of the assessments slice, one noun a module."""

from assessments.views.result import latest_result, result
from assessments.views.taking import check, keep, question, start, unclear

__all__ = ["check", "keep", "latest_result", "question", "result", "start", "unclear"]
