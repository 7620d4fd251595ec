"""What a secret link opens, for whoever has it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.models.sharing import ShareLink
from assessments.pages.brief import sheet
from assessments.pages.result.page import ResultPage
from assessments.pages.sharing import SharedResult
from assessments.selectors.result import get_result
from assessments.selectors.sharing import find_open_link
from assessments.selectors.taking import get_notes
from assessments.services.sharing import log_share_visit

# For search engines, for the next person at this browser, and for the sites one goes on to.
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Unknown, expired and revoked look the same: nobody learns that there once was something."""
    at = timezone.now()
    link = find_open_link(token, at)
    if link is None:
        response = render(request, "assessments/share_ended.html", status=404)
    else:
        is_own = request.user.pk == link.assessment.person_id
        if request.method == "GET" and not is_own:
            log_share_visit(link=link, at=at)
        response = _show(request, link, is_own=is_own)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _show(request: HttpRequest, link: ShareLink, *, is_own: bool) -> HttpResponse:
    person = link.assessment.owner
    context: dict[str, Any] = {"link": link, "is_own": is_own}
    if link.kind == ShareLink.Kind.BRIEF:
        page = ResultPage(get_result(link.assessment), None, {})
        context["sheet"] = sheet(page, link.picks, person.name)
        return render(request, "assessments/shared_brief.html", context)
    picks = link.picks
    result = get_result(link.assessment, None if picks["has_level"] else "")
    notes = get_notes(link.assessment) if picks["has_notes"] else {}
    context["shared"] = SharedResult(picks, result, notes)
    context["name"] = person.name if picks["has_name"] else ""
    return render(request, "assessments/shared_result.html", context)
