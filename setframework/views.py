"""The pages around the slices: landing, texts, display, errors, health."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.charts import radar
from assessments.pages.result.unfinished import Unfinished
from assessments.scoring.questionnaire import Questionnaire
from assessments.scoring.score import aim
from assessments.selectors.questionnaires import find_site_questionnaire
from setframework.web.context import DISPLAY_COOKIE, site

logger = logging.getLogger(__name__)

DISPLAY_COOKIE_AGE = timedelta(days=365)
# The longest window of the limits on log-in; only that on starting as a visitor is longer.
LONGEST_LIMIT = timedelta(minutes=5)

# A believable first scale for the landing page: one answer an item, from the first on.
SAMPLE_NOW = (3, 1, 3, 2, 1, 2, 4, 3, 2)
SAMPLE_BEFORE = (2, 1, 2, 2, 1, 1, 4, 3, 2)

# When not even the error page can be drawn. No style: it may be the styles that fail.
LAST_RESORT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Something went wrong</title></head>
<body><main><h1>Something went wrong</h1>
<p>The mistake is ours, and it has been logged. What you saved before is still there.</p>
<p><a href="/">Go to the first page</a></p></main></body></html>
"""


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("assessments:latest_result")
    questionnaire = find_site_questionnaire()
    if questionnaire is None:
        return render(request, "site/unpublished.html")
    context = {
        "questionnaire": questionnaire,
        "minutes": Unfinished(questionnaire, {}).minutes,
        "sample": _sample(questionnaire),
    }
    return render(request, "site/landing.html", context)


def _sample(questionnaire: Questionnaire) -> dict[str, Any]:
    """The first scale with made-up answers against the middle rung; drawn like a real result."""
    scale = questionnaire.scales[0]
    level = questionnaire.levels[len(questionnaire.levels) // 2]
    now = _answers(scale.items, SAMPLE_NOW)
    before = _answers(scale.items, SAMPLE_BEFORE)
    aims = {item.key: aim(questionnaire, item.key, level.key) for item in scale.items}
    chart = radar.radar(questionnaire, scale.key, now, aims, before)
    return {
        "scale": scale,
        "level": level,
        "radar": radar.radar_svg(chart),
        "names": {
            "now": _("Now"),
            "before": _("Last time"),
            "target": _("Target for %(level)s") % {"level": level.name},
        },
        "rows": [
            {
                "title": item.title,
                "before": before[item.key],
                "now": now[item.key],
                "target": aims[item.key],
            }
            for item in scale.items
        ],
    }


def _answers(items: Any, values: tuple[int, ...]) -> Mapping[str, int]:
    return {item.key: values[number % len(values)] for number, item in enumerate(items)}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {"questionnaire": find_site_questionnaire()}
    return render(request, "site/about.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "operator_name": settings.OPERATOR_NAME,
        "operator_email": settings.OPERATOR_EMAIL,
        "session_days": timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
        "display_days": DISPLAY_COOKIE_AGE.days,
    }
    return render(request, "site/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html", {"operator_email": settings.OPERATOR_EMAIL})


class DisplayForm(forms.Form):
    """Light, dark, or what the device says; kept in a cookie, so it needs no account."""

    display = forms.ChoiceField(
        label=_("Colours of the pages"),
        choices=[("device", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose light, dark, or as your device")},
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        initial = {"display": site(request)["display"], "next": _page_before(request)}
        return render(request, "site/display.html", {"form": DisplayForm(initial=initial)})
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return render(request, "site/display.html", {"form": form})
    messages.success(request, _("Saved on this device."))
    response = redirect(_safe_next(request, form.cleaned_data["next"]))
    response.set_cookie(
        DISPLAY_COOKIE,
        form.cleaned_data["display"],
        max_age=DISPLAY_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _page_before(request: HttpRequest) -> str:
    """Where the person came from on this site; the browser says so on our own pages only."""
    address = request.GET.get("next") or request.headers.get("Referer", "")
    return _safe_next(request, address)


def _safe_next(request: HttpRequest, address: str) -> str:
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else reverse("display")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "site/robots.txt", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For whoever asks at the root without reading the page's links."""
    return redirect(static("icons/favicon.ico"))


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and no migration waits, else 503 with the reason."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", 503)
    if waiting:
        return HttpResponse(f"{len(waiting)} migrations wait\n", "text/plain", 503)
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Without the request: it may be what is broken.
    if _is_for_api(request):
        return _as_json(_("The request can't be read."), 400)
    return HttpResponse(render_to_string("400.html", _display_of(request)), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_api(request):
        return _as_json(_("You may not do this."), 403)
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if _is_for_api(request):
        return _as_json(_("The CSRF token is missing or out of date."), 403)
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_api(request):
        return _as_json(_("There is nothing at this address."), 404)
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    context = {"minutes": LONGEST_LIMIT.seconds // 60}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(LONGEST_LIMIT.seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither database nor session, and has an answer even when no page can be drawn."""
    if _is_for_api(request):
        return _as_json(_("Something went wrong here. It is not your fault."), 500)
    try:
        page: str = render_to_string("500.html", _display_of(request))
    except Exception:  # whatever is broken, a person still gets an answer
        logger.exception("The error page can't be drawn.")
        page = LAST_RESORT
    return HttpResponse(page, status=500)


def _is_for_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _as_json(detail: Any, status: int) -> JsonResponse:
    return JsonResponse({"detail": detail}, status=status)


def _display_of(request: HttpRequest) -> dict[str, Any]:
    try:
        return site(request)
    except Exception:  # noqa: BLE001 - an unreadable cookie must not hide the error page
        return {}
