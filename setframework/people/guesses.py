"""Wrong passwords and codes are counted so that they stop a guesser, and nobody else.

What counts is the account together with the network that guesses; a wider limit holds for a network
over all accounts, and one for an account over all networks. A known device has a count of its own,
so strangers never lock its owner out.
"""

from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from setframework.people import devices
from setframework.people.models import User
from setframework.web.security_log import record


@dataclass(frozen=True)
class Guess:
    """A try that is counted. If it was right, it is taken back."""

    uses: list[Any]

    def take_back(self) -> None:
        for use in self.uses:
            use.rollback()


def count(
    request: HttpRequest, account: str, person: User | None, *, everywhere: str
) -> Guess | None:
    """Count a try before it is looked at; None if there were too many.

    `account` is the address or code that is tried, whether it exists or not. `everywhere` names the
    limit for it over all networks.
    """
    device = devices.find(request, person) if person is not None else None
    limits = {
        "login_failed": f"{account} {ratelimit.get_ip(request)}",
        "login_failed_network": None,
        everywhere: account,
    }
    if device is not None:
        limits = {"login_known": f"{account} {device}"}
    guess = Guess([])
    for action, key in limits.items():
        use = ratelimit.consume(request, app="allauth.account", action=action, key=key)
        if use is None:
            guess.take_back()
            record("limit.hit", person=person, result="refused", limit=action)
            return None
        guess.uses.append(use)
    return guess


def forgive(request: HttpRequest, account: str, *, everywhere: str) -> None:
    """Forget the wrong tries of this network at that account: its owner has a new password."""
    pair = f"{account} {ratelimit.get_ip(request)}"
    for action, key in {"login_failed": pair, everywhere: account}.items():
        ratelimit.clear(request, app="allauth.account", action=action, key=key)
