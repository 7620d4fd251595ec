"""Limits that pages, API and services share. Their rates stand in ACCOUNT_RATE_LIMITS."""

import hashlib
import math
import time
from typing import Any

from allauth.core.internal.ratelimit import (
    apply_rate,
    cache_lock,
    parse_rates,
)
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from setframework.web.refusals import Refused


class TooMany(Refused):
    """A limit is reached; `seconds` says for how long."""

    says = _("You have done this too often for now. Wait, and try again.")
    status = 429

    def __init__(self, seconds: int):
        super().__init__()
        self.seconds = seconds


def count(action: str, key: str, refusal: type[TooMany] = TooMany) -> None:
    """Count one act of whoever the key names. Raises the refusal, and then counts nothing."""
    wait = find_wait(action, key)
    if wait is not None:
        raise refusal(wait)


def find_wait(action: str, key: str) -> int | None:
    """Count one act; if a limit is reached, count nothing and return the seconds to wait."""
    rates = parse_rates(settings.ACCOUNT_RATE_LIMITS.get(action))
    names = [_name(action, rate, key) for rate in rates]
    now = time.time()
    for is_dry in (True, False):  # none is counted where another one refuses
        for rate, name in zip(rates, names, strict=True):
            with cache_lock(name) as locked:
                if not locked:  # many at once, which is what limits are for
                    return 1
                allowed, history = apply_rate(cache.get(name, []), now, rate, dry_run=is_dry)
                if not allowed:
                    return max(1, math.ceil(history[rate.amount - 1] + rate.duration - now))
                if not is_dry:
                    cache.set(name, history, rate.duration)
    return None


def _name(action: str, rate: Any, key: str) -> str:
    """The key may be an address: the cache gets its digest."""
    return f"limits:{action}:{rate}:{hashlib.sha256(key.encode()).hexdigest()}"
