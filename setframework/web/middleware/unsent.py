"""Unsent words: a form that arrives after its writer was logged out is kept, and given back once.

A page of its own gives it back and asks whether to send it. A view that is `shown_in_place` fills
its own form with it instead. Only the writer gets it: the last person to log in on this browser,
if that is known.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from setframework.web.marks import marks

# This is long enough to get a new password by mail.
KEPT_FOR = timedelta(hours=1)
# This is enough for the longest page of answers. A session is no place for more.
MOST_CHARACTERS = 100_000
KEY = "unsent"
WRITER_COOKIE = f"{settings.COOKIE_PREFIX}writer"
WRITER_COOKIE_AGE = timedelta(days=365)
# Passwords must not be kept. The admin and programs need no such help.
NEVER_FROM = ("/accounts/", "/admin/", "/api/")


class UnsentMiddleware:
    """Keeps a form that arrives logged out, and asks before it is sent after all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(NEVER_FROM):
            return response
        if request.method == "POST" and _leads_to_login(response):
            with suppress(UnreadablePostError):  # the client has gone
                _keep(request)
        # If the view read the session, looking into it costs no query. A 405 comes before any view.
        elif request.method == "GET" and (request.session.accessed or response.status_code == 405):
            return _offer(request) or _explained(request, response)
        return response


def shown_in_place(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that uses `sent` or `take_back`. For it, single choices are kept as well."""
    marked: Any = view
    marked.is_shown_in_place = True  # UnsentMiddleware reads it
    return view


def sent(request: HttpRequest) -> QueryDict | None:
    """The form of this request, else the one that arrived here before the log-in."""
    return request.POST if request.method == "POST" else take_back(request)


def take_back(request: HttpRequest) -> QueryDict | None:
    """The form that arrived here before the log-in, only once. A message explains it."""
    kept = _pop(request)
    if kept is None:
        return None
    messages.info(
        request,
        _("You were logged out before this was saved. Here it is again: save it now."),
    )
    form = QueryDict(mutable=True)
    for name, value in kept["fields"]:
        form.appendlist(name, value)
    return form


def remember_writer(response: HttpResponse, person: int) -> None:
    """Remember who logged in: they write what this browser sends after they are logged out."""
    response.set_cookie(
        WRITER_COOKIE,
        _marks(person)[0],
        max_age=WRITER_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def writer_of(request: HttpRequest) -> str:
    """The mark of whoever is logged in; empty for a visitor."""
    user = getattr(request, "user", None)
    return _marks(user.pk)[0] if user is not None and user.is_authenticated else ""


def words_of(request: HttpRequest) -> list[str]:
    """The words of a form that can't be saved any more, to show them to whoever wrote them."""
    user = getattr(request, "user", None)
    if request.method != "POST" or request.path.startswith(NEVER_FROM):
        return []
    if user is None or not user.is_authenticated:
        return []
    with suppress(UnreadablePostError, SuspiciousOperation, MultiPartParserError):
        sent = request.POST.lists()
        return _words([[name, value] for name, values in sent for value in values])
    return []


def _marks(person: int) -> list[str]:
    """Marks that are the same for the same person and do not reveal them."""
    return marks("setframework.unsent", str(person))


def _leads_to_login(response: HttpResponse) -> bool:
    to = response.get("Location", "") if response.status_code == 302 else ""
    place = urlsplit(response.get("HX-Redirect", to)).path
    return place == resolve_url(settings.LOGIN_URL)


def _is_shown_in_place(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "is_shown_in_place", False)


def _keep(request: HttpRequest) -> None:
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    worth = [value for _name, value in fields if value]
    if not _is_shown_in_place(request):
        worth = _words(fields)
    if not worth or sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return
    if not ratelimit.consume(request, action="visitor"):
        return
    if request.session.is_empty():
        request.session.set_expiry(KEPT_FOR)
    until = (timezone.now() + KEPT_FOR).timestamp()
    request.session[KEY] = {
        "path": request.get_full_path(),
        "fields": fields,
        "until": until,
        "writer": request.COOKIES.get(WRITER_COOKIE, "")[:64] or None,
    }


def _pop(request: HttpRequest) -> dict[str, Any] | None:
    """Take out the form kept for this address and person. A late one is deleted unseen."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    is_late = kept["until"] < timezone.now().timestamp()
    is_theirs = kept["path"] == request.get_full_path() and _may_see(request, kept["writer"])
    if is_late or is_theirs:
        del request.session[KEY]
    return kept if is_theirs and not is_late else None


def _may_see(request: HttpRequest, writer: str | None) -> bool:
    """True for the writer, or for anybody logged in if the writer is not known."""
    return request.user.is_authenticated and (writer is None or writer in _marks(request.user.pk))


def _offer(request: HttpRequest) -> HttpResponse | None:
    """The page that asks whether to send the form, if one is kept for this address."""
    kept = None if _is_shown_in_place(request) else _pop(request)
    if kept is None:
        return None
    context = {"fields": kept["fields"], "words": _words(kept["fields"])}
    return render(request, "unsent.html", context)


def _explained(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Explain an empty 405: a log-in may lead back to an address that only a button opens."""
    if response.status_code == 405 and not response.content:
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
    return response


def _words(fields: list[list[str]]) -> list[str]:
    """The values of more than one word. A choice, a code or one word is soon typed again."""
    return [value for _name, value in fields if " " in value.strip()]
