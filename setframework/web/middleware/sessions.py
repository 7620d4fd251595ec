"""Log-ins end, and what they showed stays in no cache.

A log-in ends 30 days after it began, or 14 days after it was last used. A visitor's session, which
may hold a draft, has no such end. What either showed is kept by no browser.
"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

LONGEST = timedelta(days=30)
LONGEST_IDLE = timedelta(days=14)
# The session is stored once in so long to say that it is in use.
SEEN_EVERY = timedelta(days=1)
BEGAN, SEEN = "began", "seen"
STAYS = "stays"


class SessionsMiddleware:
    """Ends log-ins that are over, and keeps the pages of others out of the browser's caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_logged_in = SESSION_KEY in request.session
        if was_logged_in:
            _age(request)
        response = self.get_response(request)
        is_logged_in = SESSION_KEY in request.session
        has_session = was_logged_in or not request.session.is_empty()
        is_private = has_session or "Authorization" in request.headers
        if is_private and "no-store" not in response.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store, private"
        if was_logged_in and not is_logged_in:
            # Not "cookies": those of known devices and of the display stay.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def begin(session: SessionBase) -> None:
    """Mark that a log-in begins now."""
    session[BEGAN] = session[SEEN] = timezone.now().timestamp()


def choose(session: SessionBase, *, stays: bool) -> None:
    """Remember the choice until the log-in is complete: a second factor may be asked for first."""
    session[STAYS] = stays


def apply_choice(session: SessionBase) -> None:
    """Let the browser forget the session when it is closed, unless the person chose to stay."""
    session.set_expiry(None if session.pop(STAYS, False) else 0)


def _age(request: HttpRequest) -> None:
    session, now = request.session, timezone.now().timestamp()
    began, seen = session.get(BEGAN), session.get(SEEN)
    if not isinstance(began, float) or not isinstance(seen, float):
        begin(session)  # a log-in of an earlier release
    elif now - began >= LONGEST.total_seconds() or now - seen >= LONGEST_IDLE.total_seconds():
        logout(request)
    elif now - seen >= SEEN_EVERY.total_seconds():
        session[SEEN] = now
