"""Links to a new password. Only the setting ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR imports this."""

from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator


class ResetLinks(EmailAwarePasswordResetTokenGenerator):
    """Like allauth's. A link from before the account was closed never works again."""

    def check_token(self, user: Any, token: str | None) -> bool:
        return bool(user and user.is_active and super().check_token(user, token))

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        value: str = super()._make_hash_value(user, timestamp)
        # Links that are on their way when the site is upgraded go on working.
        return f"{value}{user.closed_at.isoformat()}" if user.closed_at else value
