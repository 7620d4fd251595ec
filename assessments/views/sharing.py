"""Links to a result or brief: making and revoking them, and the page that such a link opens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.sharing import ShareBriefForm, ShareResultForm
from assessments.models.brief import Brief
from assessments.models.sharing import ShareLink
from assessments.models.taking import Assessment
from assessments.pages.brief import sheet
from assessments.pages.result.page import ResultPage
from assessments.pages.sharing import SharedResult, listed, share_form
from assessments.selectors.result import get_result
from assessments.selectors.sharing import find_brief, find_open_link, list_share_links
from assessments.selectors.taking import get_notes
from assessments.services.sharing import create_share_link, log_share_visit, revoke_share_link
from assessments.views.access import own_result
from setframework.people.access import person_only
from setframework.people.requests import PersonRequest
from setframework.web.refusals import refusals_in

# For search engines, the next person at this browser, and the sites that are opened next.
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own_result
def page(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    page = ResultPage(get_result(assessment), None, {})
    brief = find_brief(assessment)
    result_form, brief_form, sent = _forms(request, page, brief)
    if sent is not None and sent.is_valid():
        with refusals_in(sent):
            _make_link(request, assessment, sent, brief)
            return redirect(reverse("assessments:share", args=[assessment.code]) + "#links")
    at = timezone.now()
    links = [
        listed(link, page.questionnaire, _address(request, link), at)
        for link in list_share_links(assessment)
    ]
    context = {"assessment": assessment, "brief": brief, "form": sent, "links": links}
    forms = {"result_form": result_form, "brief_form": brief_form}
    return render(request, "assessments/share.html", context | forms)


@person_only
@require_POST
def revoke_share(request: PersonRequest, code: UUID) -> HttpResponse:
    try:
        link = revoke_share_link(person=request.user, code=code, at=timezone.now())
    except ShareLink.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The link no longer works."))
    return redirect("assessments:share", link.assessment.code)


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a link. Unknown, expired and revoked links look the same."""
    at = timezone.now()
    link = find_open_link(token, at)
    if link is None:
        response = render(request, "assessments/share_ended.html", status=404)
    else:
        is_own = request.user.pk == link.assessment.person_id
        if request.method == "GET" and not is_own:
            log_share_visit(link=link, at=at)
        response = _show_shared(request, link, is_own=is_own)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _forms(
    request: PersonRequest, page: ResultPage, brief: Brief | None
) -> tuple[ShareResultForm, ShareBriefForm, Any]:
    """The form for each kind, and the one that was sent."""
    kind = request.POST.get("kind") if request.method == "POST" else None
    of_brief = kind == ShareLink.Kind.BRIEF and brief is not None
    of_result = kind is not None and not of_brief
    result_form = share_form(page, request.user.name, request.POST if of_result else None)
    brief_form = ShareBriefForm(request.POST if of_brief else None, auto_id="id_brief_%s")
    sent = brief_form if of_brief else result_form if of_result else None
    return result_form, brief_form, sent


def _make_link(
    request: PersonRequest, assessment: Assessment, form: Any, brief: Brief | None
) -> None:
    is_result = isinstance(form, ShareResultForm)
    create_share_link(
        person=request.user,
        code=assessment.code,
        kind=ShareLink.Kind.RESULT if is_result else ShareLink.Kind.BRIEF,
        picks=form.picks if is_result or brief is None else brief.picks,
        days=form.cleaned_data["days"],
        at=timezone.now(),
    )
    messages.success(request, _("The link is ready. Copy it below."))


def _address(request: HttpRequest, link: ShareLink) -> str:
    return request.build_absolute_uri(reverse("assessments:shared", args=[link.token]))


def _show_shared(request: HttpRequest, link: ShareLink, *, is_own: bool) -> HttpResponse:
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
