"""Known devices: browsers in which a person has logged in before, by a cookie that stays.

The cookie names nobody. It has a mark for each of the last people, made with the hash of their
password, so a new password makes every device unknown.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string

from setframework.people.models import User
from setframework.web.marks import marks

COOKIE = f"{settings.COOKIE_PREFIX}device"
COOKIE_AGE = 365 * 24 * 60 * 60
SALT = "setframework.device"
# As many people share a browser.
MOST_PEOPLE = 5


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Make this browser known, once the person has logged in."""
    others = [each for each in _read(request) if not _is_of(each, person)]
    device = get_random_string(16)
    known = [[device, _marks(device, person)[0]], *others][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=SALT),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def find(request: HttpRequest, person: User) -> str | None:
    """The name of this device if the person is logged in here, or has been; else None."""
    if request.user.is_authenticated and request.user.pk == person.pk:
        return "session"
    return next((each[0] for each in _read(request) if _is_of(each, person)), None)


def find_owner(request: HttpRequest, email: str) -> User | None:
    """Whoever has that address, if this browser is known to anybody at all.

    Without the cookie it asks nothing, so that an answer takes as long for every address.
    """
    user = request.user
    if user.is_authenticated and user.email.lower() == email:
        return user
    return User.objects.filter(email__iexact=email).first() if _read(request) else None


def _read(request: HttpRequest) -> list[Any]:
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return []
    return known if isinstance(known, list) else []


def _is_of(mark: Any, person: User) -> bool:
    device, text = mark
    return any(constant_time_compare(text, each) for each in _marks(device, person))


def _marks(device: str, person: User) -> list[str]:
    return marks(SALT, f"{device}:{person.pk}:{person.password}", 32)
