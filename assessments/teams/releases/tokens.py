"""Names of people and assessments inside releases: keyed hashes of their random ids.

When an account is deleted its ids are gone, and nobody can make the names again. The key is never
rotated: with a new key everybody would look as if they had just joined.
"""

import hmac
from uuid import UUID

from django.conf import settings


def person_token(code: UUID) -> str:
    return _token(b"person:", code)


def assessment_token(code: UUID) -> str:
    return _token(b"assessment:", code)


def _token(kind: bytes, code: UUID) -> str:
    return hmac.digest(settings.RELEASE_TOKEN_KEY.encode(), kind + code.bytes, "sha256").hex()
