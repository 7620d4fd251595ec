"""Known devices: browsers in which a person has logged in before, by a cookie that stays.

The cookie names nobody. It has a mark for each of the last people, made with the hash of their
password, so a new password makes every device unknown.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from setframework.people.models import User

COOKIE = f"{settings.COOKIE_PREFIX}device"
COOKIE_AGE = 365 * 24 * 60 * 60
SALT = "setframework.device"
# As many people share a browser.
MOST_PEOPLE = 5


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Make this browser known, once the person has logged in."""
    others = [each for each in _read(request) if not _is_of(each, person)]
    device = get_random_string(16)
    marks = [[device, _mark(device, person)], *others][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=SALT),
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
        marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return []
    return marks if isinstance(marks, list) else []


def _is_of(mark: Any, person: User) -> bool:
    return constant_time_compare(mark[1], _mark(mark[0], person))


def _mark(device: str, person: User) -> str:
    return salted_hmac(SALT, f"{device}:{person.pk}:{person.password}").hexdigest()[:32]
