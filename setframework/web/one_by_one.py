"""Two that save one thing at the same instant: the second one reads what the first one stored."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

View = Callable[..., HttpResponse]


def one_by_one(view: View) -> View:
    """Let a view with a form compare and save in one transaction, one after the other.

    Those wait for each other whose address names the same thing by its code, and the tabs of a
    person where no code is in it.
    """

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **parts)
        with transaction.atomic():
            wait_for(request, **parts)
            return view(request, *args, **parts)

    return enter


def wait_for(request: HttpRequest | Request, **parts: Any) -> None:
    """Wait for the others; `parts` are those of the address. SQLite has one writer at a time."""
    key = str(parts.get("code") or request.user.pk)
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
