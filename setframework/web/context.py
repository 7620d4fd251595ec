"""The context processor of all templates. It makes no query."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from setframework.web.middleware.unsent import writer_of

DISPLAY_COOKIE = f"{settings.COOKIE_PREFIX}display"
DISPLAYS = ("device", "light", "dark")
KEYS_COOKIE = f"{settings.COOKIE_PREFIX}keys"


def site(request: HttpRequest) -> dict[str, Any]:
    display = request.COOKIES.get(DISPLAY_COOKIE, "device")
    return {
        "display": display if display in DISPLAYS else "device",
        "keys": "off" if request.COOKIES.get(KEYS_COOKIE) == "off" else "on",
        "source_url": settings.SOURCE_URL,
        # For typed.js: it gives words back only to whoever typed them.
        "writer": partial(writer_of, request),
    }
