"""A result on a page of another slice, in the same parts as on the result page."""

from typing import Any

from django import template

from assessments.pages.result.page import ResultPage
from assessments.selectors.result import Result

register = template.Library()


@register.inclusion_tag("assessments/_result_whole.html")
def whole_result(result: Result) -> dict[str, Any]:
    """Scores, tables, strengths and focus areas; no private note is read for it."""
    return {"page": ResultPage(result, None, {})}
