"""Secrets of second factors, sealed: a copy of the database alone opens no account.

MFA_KEY seals. MFA_KEY_FALLBACKS still open what was sealed before MFA_KEY was changed.
"""

from base64 import urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

# Every sealed text begins like this, and no secret does.
SEALED = "gAAAA"
# The places of secrets in the data of an authenticator.
ONE, MANY = ("secret", "seed"), "migrated_codes"


class UnreadableSecret(Exception):
    """None of the keys opens it: MFA_KEY was changed, and the old key is not a fallback."""


def seal(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """The secret. One from before secrets were sealed is as it was. Raises UnreadableSecret."""
    if not text.startswith(SEALED):
        return text
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise UnreadableSecret from error


def sealed_anew(data: dict[str, Any]) -> dict[str, Any]:
    """The data of an authenticator, each secret sealed with MFA_KEY. Raises UnreadableSecret."""
    found: dict[str, Any] = {name: seal(unseal(data[name])) for name in ONE if name in data}
    if MANY in data:
        found[MANY] = [seal(unseal(text)) for text in data[MANY]]
    return data | found


def _cipher() -> MultiFernet:
    keys = [settings.MFA_KEY, *settings.MFA_KEY_FALLBACKS]
    return MultiFernet([Fernet(_stretched(key)) for key in keys])


def _stretched(key: str) -> bytes:
    """A text of any length as a key of the right one."""
    mac = salted_hmac("setframework.people.sealing", b"", key, algorithm="sha256")
    return urlsafe_b64encode(mac.digest())
