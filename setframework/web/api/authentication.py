"""Bearer tokens: whatever the header holds, the answer is a person or 401."""

import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework.exceptions import AuthenticationFailed

TOKEN = re.compile(rb"[!-~]+")


class TokenAuthentication(KnoxAuthentication):
    """knox's, for headers that may hold anything and a user model that does not list its tokens."""

    def authenticate_credentials(self, token: bytes) -> tuple[Any, Any]:
        if not TOKEN.fullmatch(token):
            raise AuthenticationFailed(_("Invalid token."))
        user, found = super().authenticate_credentials(token)
        return user, found

    def _cleanup_token(self, auth_token: Any) -> bool:
        """Whether it has expired. A nightly job deletes those: reading must not write."""
        return bool(auth_token.expiry <= timezone.now())
