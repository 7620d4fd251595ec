"""The list of browsers that are logged in stays true when SECRET_KEY is changed.

Django takes a session of an old key, and gives it another name for that. Two things would go wrong:
the browser would be in no list, so that nobody could end its log-in from elsewhere; and allauth,
which looks at the sessions of others in the same way, would log these out.
"""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from setframework.people.models import User


class ListedSessionsMiddleware:
    """The row in the list follows a session that gets another name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECRET_KEY_FALLBACKS and SESSION_KEY in request.session:
            before = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            # To ask who it is may give the session another name.
            if request.user.is_authenticated and request.session.session_key != before:
                rows = UserSession.objects.filter(session_key=before)
                rows.update(session_key=request.session.session_key)
        return self.get_response(request)


def mend_allauth() -> None:
    """Once, when the site starts."""
    UserSession.purge = _purge  # type: ignore[method-assign, assignment]


def _purge(row: UserSession) -> bool:
    """Delete a row whose session has ended; True if it had. A look changes no session."""
    if _goes_on(row._session_store(row.session_key), row.user):
        return False
    row.delete()
    return True


def _goes_on(session: SessionBase, person: User) -> bool:
    mark = session.get(HASH_SESSION_KEY)
    if not mark or session.get(SESSION_KEY) != str(person.pk) or not person.is_active:
        return False
    good = [person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()]
    return any(constant_time_compare(mark, each) for each in good)
