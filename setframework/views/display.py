"""The page that chooses light or dark colours, and whether keys answer a question."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from setframework.forms import DisplayForm
from setframework.web.context import DISPLAY_COOKIE, KEYS_COOKIE, site

DISPLAY_COOKIE_AGE = timedelta(days=365)
COOKIES = {"display": DISPLAY_COOKIE, "keys": KEYS_COOKIE}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        chosen = site(request)
        initial = {name: chosen[name] for name in COOKIES} | {"next": _page_before(request)}
        return render(request, "site/display.html", {"form": DisplayForm(initial=initial)})
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return render(request, "site/display.html", {"form": form})
    messages.success(request, _("Saved on this device."))
    response = redirect(_safe_next(request, form.cleaned_data["next"]))
    for name, cookie in COOKIES.items():
        if form.cleaned_data[name]:
            _keep(response, cookie, form.cleaned_data[name])
    return response


def _keep(response: HttpResponse, cookie: str, choice: str) -> None:
    response.set_cookie(
        cookie,
        choice,
        max_age=DISPLAY_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _page_before(request: HttpRequest) -> str:
    """The page of this site that led here. The browser names it only for our own pages."""
    address = request.GET.get("next") or request.headers.get("Referer", "")
    return _safe_next(request, address)


def _safe_next(request: HttpRequest, address: str) -> str:
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else reverse("display")
