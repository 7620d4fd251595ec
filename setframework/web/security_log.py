"""The security log: one line of JSON for each event of EVENTS, on the logger "security".

A line says when, what, who by their code, from which network address and in which request. It never
carries an answer, a note or a secret: an event carries only the facts that EVENTS names for it, and
each fact is a code, a number or one of our own words.
"""

import json
import logging
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, empty

logger = logging.getLogger("security")

# The longest fact: the name of a route. A longer one is a mistake of the code that records it.
MAX_FACT = 120


class Coded(Protocol):
    """A person, of whom the log knows only the code."""

    code: UUID


class Event(NamedTuple):
    """When it is recorded, and which facts it carries beside those of every line."""

    when: str
    carries: tuple[str, ...] = ()


EVENTS: dict[str, Event] = {
    "login": Event("Somebody is logged in.", ("method",)),
    "login.failed": Event("A password did not fit, or nobody has the address.", ("method",)),
    "logout": Event("Somebody logged out."),
    "logout.elsewhere": Event("Somebody ended the log-ins of all other browsers."),
    "signup": Event("An account was opened."),
    "reauthentication": Event("Somebody confirmed that it is them.", ("method",)),
    "password.changed": Event("A password was changed or set."),
    "password.reset": Event("A password was reset by a link from a mail."),
    "address.added": Event("A new address waits for its confirmation."),
    "address.confirmed": Event("An address was confirmed."),
    "address.changed": Event("A person logs in with another address from now on."),
    "address.removed": Event("An address was taken away."),
    "factor.added": Event("A second factor was set up.", ("factor",)),
    "factor.removed": Event("A second factor was taken away.", ("factor",)),
    "factor.renewed": Event("Recovery codes were made anew.", ("factor",)),
    "factor.failed": Event("A code or key did not fit, or was used before.", ("factor",)),
    "token.made": Event("An API token was made.", ("token",)),
    "token.revoked": Event("An API token was revoked.", ("token",)),
    "token.refused": Event("A program showed a token that does not work."),
    "share.made": Event("A link to a result was made.", ("share",)),
    "share.revoked": Event("A link to a result was revoked.", ("share",)),
    "share.opened": Event("Somebody else opened a link to a result.", ("share",)),
    "export": Event("A person took their data along."),
    "import": Event("A person brought data along."),
    "account.erased": Event("An account and all its data were erased."),
    "account.closed": Event("An account was closed, and all that opened it ended."),
    "account.reopened": Event("A closed account was opened again."),
    "role.given": Event("Somebody got a role.", ("role", "scope")),
    "role.taken": Event("Somebody lost a role.", ("role", "scope")),
    "staff.act": Event("Staff added, changed or deleted a row.", ("act", "model", "row")),
    "right.refused": Event("Somebody asked for what is not theirs.", ("route", "status")),
    "limit.hit": Event("A limit stopped a request.", ("limit", "status")),
}


@dataclass(frozen=True)
class Running:
    """The request that is being answered."""

    request: HttpRequest
    code: str


running: ContextVar[Running | None] = ContextVar("running", default=None)


def record(event: str, *, person: Coded | None = None, result: str = "ok", **facts: Any) -> None:
    """Write the event, with the person it is about; without one, whoever is logged in.

    `result`: "ok" is written when the transaction has been kept, anything else at once, because a
    refusal undoes the transaction. Raises KeyError for an event, ValueError for a fact that EVENTS
    does not list.
    """
    unlisted = set(facts) - set(EVENTS[event].carries)
    if unlisted:
        raise ValueError(f"{event} does not carry {', '.join(sorted(unlisted))}")
    line = _line(event, person, result, {name: _plain(fact) for name, fact in facts.items()})
    if result == "ok":
        transaction.on_commit(lambda: logger.info(line))
    else:
        logger.warning(line)


def _line(event: str, person: Coded | None, result: str, facts: dict[str, Any]) -> str:
    now = running.get()
    by = _logged_in(now.request) if now else None
    about = str(person.code) if person is not None else by
    content = {
        "time": timezone.now().isoformat(timespec="milliseconds"),
        "event": event,
        "result": result,
        "person": about,
        "by": by if by != about else None,
        "address": _address(now.request) if now else None,
        "request": now.code if now else None,
        **facts,
    }
    told = {name: value for name, value in content.items() if value is not None}
    return json.dumps(told, ensure_ascii=True)


def _logged_in(request: HttpRequest) -> str | None:
    """The code of who is logged in, if anything asked for it before. It asks no database."""
    person = request.__dict__.get("user")
    if isinstance(person, SimpleLazyObject) and person.__dict__["_wrapped"] is empty:
        return None
    code = getattr(person, "code", None)
    return str(code) if code is not None else None


def _address(request: HttpRequest) -> str | None:
    try:
        return get_client_ip(request) or None
    except PermissionDenied:  # the proxies in front are not those that the settings name
        return None


def _plain(fact: Any) -> Any:
    if fact is None or isinstance(fact, bool | int):
        return fact
    if not isinstance(fact, str | UUID) or len(str(fact)) > MAX_FACT:
        raise ValueError("a fact of the security log is a code, a number or a short word")
    return str(fact)
