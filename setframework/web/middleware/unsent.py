"""Words that arrived after their writer was logged out: kept for a while and offered back.

A view that shows them in their own place instead has `survives_log_out`.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render, resolve_url
from django.utils import timezone

KEPT_FOR = timedelta(minutes=10)
# Longer than any form takes; a session is no place for more.
MOST_CHARACTERS = 20_000
KEY = "unsent"
# Passwords and the like; the admin and programs look after themselves.
NEVER_FROM = ("/accounts/", "/admin/", "/api/")


class UnsentMiddleware:
    """Asks before it sends what somebody wrote, for another may have logged in here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(NEVER_FROM):
            return response
        if request.method == "POST" and _leads_to_login(response):
            if not _survives_log_out(request):
                with suppress(UnreadablePostError):  # the client has gone
                    _keep(request)
        # Who read the session has it loaded: asking costs nothing. A 405 comes before that.
        elif request.method == "GET" and (request.session.accessed or response.status_code == 405):
            return _offer(request) or _explained(request, response)
        return response


def _leads_to_login(response: HttpResponse) -> bool:
    place = urlsplit(response.get("Location", "")).path
    return response.status_code == 302 and place == resolve_url(settings.LOGIN_URL)


def _survives_log_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "survives_log_out", False)


def _keep(request: HttpRequest) -> None:
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    words = [value for _name, value in fields if _is_words(value)]
    if not words or sum(len(value) for _name, value in fields) > MOST_CHARACTERS:
        return
    if not ratelimit.consume(request, action="visitor"):
        return
    if request.session.is_empty():
        request.session.set_expiry(KEPT_FOR)
    until = (timezone.now() + KEPT_FOR).timestamp()
    request.session[KEY] = {"path": request.get_full_path(), "fields": fields, "until": until}


def _offer(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, once, where the person comes back to; else nothing."""
    kept: Any = request.session.get(KEY)
    if kept is None:
        return None
    is_late = kept["until"] < timezone.now().timestamp()
    if not is_late and (
        kept["path"] != request.get_full_path() or not request.user.is_authenticated
    ):
        return None
    del request.session[KEY]
    if is_late:
        return None
    words = [value for _name, value in kept["fields"] if _is_words(value)]
    return render(request, "unsent.html", {"fields": kept["fields"], "words": words})


def _explained(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Where a log-in led back to an address that only a button opens, a page instead of nothing."""
    if response.status_code == 405 and not response.content:
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
    return response


def _is_words(value: str) -> bool:
    """Not a choice, a code or one short word, which is soon typed again."""
    return " " in value.strip()
