"""What somebody had typed when they turned out to be logged out: it waits until they are back.

Shown only to whoever owns the assessment, and only on the page where it was typed.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessments.forms.taking import NOTE_LENGTH, storable
from assessments.models.taking import Assessment
from assessments.views.access import holder_of

SESSION_KEY = "typed"
FIELDS = ("value", "note", "happened_on", "can_gain")
# Of a page with fields for every item: enough for all of them, and nobody fills the session table.
MAX_FIELDS = 400
MAX_CHARACTERS = 100_000


def read(data: Mapping[str, str]) -> dict[str, Any]:
    """What was typed into an answer form, unchecked, to show it there again."""
    texts = {name: storable(data[name])[: 2 * NOTE_LENGTH] for name in FIELDS if name in data}
    return texts | {"can_gain": "can_gain" in data} if texts else {}


def read_page(data: Mapping[str, str]) -> dict[str, Any]:
    """The same of a page with fields for every item."""
    texts: dict[str, str] = {}
    left = MAX_CHARACTERS
    for name in list(data)[:MAX_FIELDS]:
        left -= len(name) + len(data[name])
        if name != "csrfmiddlewaretoken" and left >= 0:
            texts[storable(name)] = storable(data[name])
    return texts


def survives_log_out(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What an anonymous POST brings for an assessment that is not this session's is kept aside."""

    @wraps(view)
    def keep(request: HttpRequest, code: UUID, **others: str) -> HttpResponse:
        response = view(request, code=code, **others)
        if request.method == "POST" and _is_logged_out(request, code):
            _put_aside(request, code, others.get("item"))
        return response

    keep.survives_log_out = True  # type: ignore[attr-defined]  # for UnsentMiddleware
    return keep


def take_back(
    request: HttpRequest, assessment: Assessment, item: str | None = None
) -> dict[str, Any]:
    """What was typed here before the log-in; only once. Without an item it is the whole page's."""
    aside = request.session.get(SESSION_KEY)
    page = [str(assessment.code), item or request.get_full_path()]
    if not isinstance(aside, dict) or aside.get("page") != page:
        return {}
    del request.session[SESSION_KEY]
    messages.info(
        request,
        _("You were logged out before this was saved. Here it is again: save it now."),
    )
    typed: dict[str, Any] = aside["typed"]
    return typed


def _is_logged_out(request: HttpRequest, code: UUID) -> bool:
    return not request.user.is_authenticated and holder_of(request).draft_code != code


def _put_aside(request: HttpRequest, code: UUID, item: str | None) -> None:
    typed = read(request.POST) if item else read_page(request.POST)
    if typed and ratelimit.consume(request, action="visitor"):
        page = [str(code), item or request.get_full_path()]
        request.session[SESSION_KEY] = {"page": page, "typed": typed}
