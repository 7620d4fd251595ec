"""Bearer tokens. The answer is a person or 401, for any content of the header."""

import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework.exceptions import AuthenticationFailed

TOKEN = re.compile(rb"[!-~]+")


class TokenAuthentication(KnoxAuthentication):
    """Like knox's, for any content of the header and a user model without a list of tokens."""

    def authenticate_credentials(self, token: bytes) -> tuple[Any, Any]:
        if not TOKEN.fullmatch(token):
            raise AuthenticationFailed(_("Invalid token."))
        user, found = super().authenticate_credentials(token)
        return user, found

    def _cleanup_token(self, auth_token: Any) -> bool:
        """True if the token has expired. A nightly job deletes it: reading must not write."""
        return bool(auth_token.expiry <= timezone.now())
