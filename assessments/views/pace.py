"""The cookie that carries a person's pace from answer to answer."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from assessments.pages.pace import Pace

PACE_COOKIE = f"{settings.COOKIE_PREFIX}pace"
PACE_COOKIE_AGE = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def pace_of(request: HttpRequest) -> Pace:
    return Pace.read(request.COOKIES.get(PACE_COOKIE, ""))


def keep_pace(request: HttpRequest, response: HttpResponse, *, is_first: bool) -> HttpResponse:
    """Counts an answer that was saved. `is_first`: its question had none before."""
    pace = pace_of(request).after_answer(timezone.now(), is_first=is_first)
    response.set_cookie(
        PACE_COOKIE,
        str(pace),
        max_age=PACE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget_pace(response: HttpResponse) -> HttpResponse:
    """The answers are complete, so nothing is left to tell."""
    response.delete_cookie(PACE_COOKIE, samesite="Lax")
    return response
