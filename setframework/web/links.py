"""Secret tokens in addresses that do not change, such as the link that stops a mail."""

import secrets

TOKEN_BYTES = 32
TOKEN_LENGTH = 43  # that many bytes in base64


def new_token() -> str:
    """A secret part of an address that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)
