"""Pages as a PDF: asked for here, drawn by the worker, fetched at the same address when ready."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.models.papers import Paper
from assessments.models.taking import Assessment
from assessments.selectors.papers import find_newest_paper, find_paper
from assessments.services import papers
from setframework.people.requests import PersonRequest

View = Callable[..., HttpResponse]
# By then a worker that is there has begun.
LATE_AFTER = timedelta(seconds=30)
# What the page says in place of a paper.
BUSY, GONE = "busy", "gone"


def paper_view(kind: str) -> Callable[[View], View]:
    """Answers htmx, which asks each second how far the PDF is, without the work of the view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def look(request: HttpRequest, assessment: Assessment, **others: Any) -> HttpResponse:
            if "HX-Request" not in request.headers:
                return view(request, assessment, **others)
            paper = find_newest_paper(cast(PersonRequest, request).user, timezone.now())
            return _show(request, assessment, kind, paper.state if paper else GONE, paper)

        return look

    return decorate


def answer_pdf(
    request: PersonRequest, assessment: Assessment, kind: str, context: dict[str, Any]
) -> HttpResponse:
    """The template `<kind>_pdf` as a file named after the day of the result, once it is drawn."""
    person, at = request.user, timezone.now()
    html = render_to_string(f"assessments/{kind}_pdf.html", context)
    filename = f"set-{kind}-{assessment.completed_at:%Y-%m-%d}.pdf"
    paper = find_paper(person, papers.digest_of(html, filename), at)
    if paper is None and request.method == "GET":
        refused = ratelimit.consume_or_429(request, action="pdf", user=person, limit_get=True)
        if refused is not None:
            return refused
        try:
            paper = papers.ask_for_paper(person=person, html=html, filename=filename, at=at)
        except papers.OneAtATime:
            return _show(request, assessment, kind, BUSY)
    if paper is not None and request.method == "GET" and paper.state == Paper.State.READY:
        document = papers.fetch_paper(person=person, paper=paper)
        if document is not None:
            return _file(document, filename)
    return _show(request, assessment, kind, paper.state if paper else GONE, paper)


def _show(
    request: HttpRequest,
    assessment: Assessment,
    kind: str,
    state: str,
    paper: Paper | None = None,
) -> HttpResponse:
    """How far the PDF is. The page asks again by itself, with and without JavaScript."""
    if state == Paper.State.FAILED and paper is not None:
        papers.forget_failed_paper(paper=paper)
    is_late = paper is not None and paper.taken_until is None and _is_late(paper)
    context = {"assessment": assessment, "kind": kind, "state": state, "is_late": is_late}
    response = render(request, "assessments/paper.html", context, status=_status(request, state))
    response.headers["Cache-Control"] = "no-store, private"
    if state in {Paper.State.WAITING, BUSY}:
        response.headers["Retry-After"] = "2"
    return response


def _is_late(paper: Paper) -> bool:
    return paper.state == Paper.State.WAITING and timezone.now() - paper.asked_at > LATE_AFTER


def _status(request: HttpRequest, state: str) -> int:
    if "HX-Request" in request.headers:  # htmx shows no other answer
        return 200
    return {Paper.State.WAITING: 202, Paper.State.FAILED: 503, BUSY: 429}.get(state, 200)


def _file(document: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(document, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
