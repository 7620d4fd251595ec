"""What the pages that become a PDF share: the limit, the file, and a way without it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models.taking import Assessment
from setframework.web.pdf import response

View = Callable[..., HttpResponse]


def limit_pdf(view: View) -> View:
    """So many files a person: each one keeps the processor busy."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **others: Any) -> HttpResponse:
        refused = ratelimit.consume_or_429(request, action="pdf", user=request.user, limit_get=True)
        return refused or view(request, *args, **others)

    return limited


def answer_pdf(
    request: HttpRequest, assessment: Assessment, kind: str, context: dict[str, Any]
) -> HttpResponse:
    """The template `<kind>_pdf` as a file named after the day of the result."""
    day = f"{assessment.completed_at:%Y-%m-%d}"
    try:
        return response.respond(f"assessments/{kind}_pdf.html", context, f"set-{kind}-{day}.pdf")
    except response.Unavailable:
        context = {"assessment": assessment, "kind": kind}
        return render(request, "assessments/no_pdf.html", context, status=503)
