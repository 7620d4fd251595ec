"""What only RELEASE_TOKEN_KEY can make: names of people and assessments, draws, nonces.

The names are keyed hashes of random ids. When an account is deleted its ids are gone, and nobody
can make the names again. The key is never rotated: with a new key everybody would look as if they
had just joined.
"""

import hmac
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings


def person_token(code: UUID) -> str:
    return _hash(b"person:" + code.bytes).hex()


def assessment_token(code: UUID) -> str:
    return _hash(b"assessment:" + code.bytes).hex()


def rounding_threshold(pillar: str, assessments: Iterable[str]) -> int:
    """The draw for a pillar of these assessments (their tokens), from 0 to below 2 ** 256.

    It knows neither team nor half-year. So the same contributions are never drawn twice.
    """
    said = "\n".join(["round", pillar, *sorted(assessments)])
    return int.from_bytes(_hash(said.encode()))


def release_nonce(team: UUID, closes_at: datetime) -> str:
    """A secret part of what the hash of a release covers."""
    said = "\n".join(["nonce", str(team), closes_at.astimezone(UTC).isoformat()])
    return _hash(said.encode()).hex()


def roll_up_nonce(team: UUID, closes_at: datetime) -> str:
    """The same for several teams together."""
    said = "\n".join(["roll-up nonce", str(team), closes_at.astimezone(UTC).isoformat()])
    return _hash(said.encode()).hex()


def key_fingerprint() -> str:
    """A name of the key, which says nothing about it."""
    return _hash(b"fingerprint").hex()[:16]


def _hash(said: bytes) -> bytes:
    return hmac.digest(settings.RELEASE_TOKEN_KEY.encode(), said, "sha256")
