"""Pages of a person's account, and the ones of allauth that this site does differently."""

from setframework.accounts.views.account import (
    account,
    calendar,
    direction,
    name,
    reminders,
    revoke,
    tokens,
)
from setframework.accounts.views.data import data, export, import_file, measurement
from setframework.accounts.views.entrance import activate_totp, confirm_email, discard, signup

__all__ = [
    "account",
    "activate_totp",
    "calendar",
    "confirm_email",
    "data",
    "direction",
    "discard",
    "export",
    "import_file",
    "measurement",
    "name",
    "reminders",
    "revoke",
    "signup",
    "tokens",
]
