"""Idempotency keys: a client names a creation, so that it is safe to send it again."""

import hashlib
import json
import re
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

HEADER = "Idempotency-Key"
SHAPE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def read_key(request: Request) -> UUID | None:
    text = request.headers.get(HEADER)
    if text is None:
        return None
    if not SHAPE.fullmatch(text):
        raise ValidationError({HEADER: [_("Expected a UUID.")]})
    return UUID(text)


def body_digest(body: Any) -> str:
    """A digest that is the same if bodies differ only in spacing or in the order of names."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
