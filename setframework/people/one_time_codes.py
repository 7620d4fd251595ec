"""A code works once, and no secret can be read: what stands in for three functions of allauth.

allauth notes in the cache, for 30 of the 90 seconds that a code is good for, that it was used. A
cache may be one of each process, and may forget. Here the row itself keeps the last counter, under
a lock. A secret that is being set up lies sealed in the session, as it will in the table.
docs/decisions/15-codes-work-once.md says what goes when allauth does it.
"""

import time

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

COUNTER = "last_counter"


def mend_allauth() -> None:
    """Once, when the site starts."""
    auth.TOTP.validate_code = _use_code  # type: ignore[method-assign, assignment]
    RecoveryCodes.mark_as_viewed = _mark_as_viewed  # type: ignore[method-assign, assignment]
    auth.get_totp_secret = _pending_secret


@transaction.atomic
def _use_code(totp: auth.TOTP, code: str) -> bool:
    """True for a right code of a half minute later than that of the last one."""
    row = Authenticator.objects.select_for_update().filter(pk=totp.instance.pk).first()
    if row is None:  # turned off a moment ago
        return False
    secret = decrypt(row.data["secret"])
    counter = _counter_of(secret, code)
    if counter is None or counter <= row.data.get(COUNTER, 0):
        return False
    # Sealed with today's key, whichever key opened it.
    row.data |= {COUNTER: counter, "secret": encrypt(secret)}
    row.save(update_fields=["data"])
    totp.instance.data = row.data
    return True


@transaction.atomic
def _mark_as_viewed(codes: RecoveryCodes) -> None:
    """Only the mark: codes that were used meanwhile stay used."""
    row = Authenticator.objects.select_for_update().get(pk=codes.instance.pk)
    row.data.setdefault("viewed_at", time.time())
    row.save(update_fields=["data"])
    codes.instance.data = row.data


def _pending_secret(regenerate: bool = False) -> str:
    """The secret that the person is setting up; another one where the session has none."""
    session = context.request.session
    kept = "" if regenerate else session.get(auth.SECRET_SESSION_KEY, "")
    if kept:
        secret: str = decrypt(kept)
    else:
        secret = auth.generate_totp_secret()
        session[auth.SECRET_SESSION_KEY] = encrypt(secret)
    return secret


def _counter_of(secret: str, code: str) -> int | None:
    """The half minute whose code it is, counted from 1970, if it is one of those around now."""
    fits = None
    for counter in auth.yield_hotp_counters_from_time():
        expected = auth.format_hotp_value(auth.hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected):
            fits = counter
    return fits
