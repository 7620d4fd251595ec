"""The one draft that a visitor's session holds, also through a sign-up or log-in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from setframework.people.models import User

DRAFT_SESSION_KEY = "draft"
# What a sign-up took: it waits until its address is confirmed, or until it logs in.
SET_ASIDE_SESSION_KEY = "draft_set_aside"


@dataclass(frozen=True)
class Holder:
    """A person, or a visitor whose session holds one draft."""

    person: User | None = None
    draft_code: UUID | str | None = None


def read(session: SessionBase) -> UUID | None:
    """The code of the draft."""
    return _parse(session.get(DRAFT_SESSION_KEY))


def read_set_aside(session: SessionBase) -> UUID | None:
    """The code of the draft that a sign-up took. It can be looked at, not changed."""
    aside = session.get(SET_ASIDE_SESSION_KEY)
    return _parse(aside.get("draft")) if isinstance(aside, dict) else None


def remember(session: SessionBase, code: UUID | str) -> None:
    session[DRAFT_SESSION_KEY] = {"code": str(code)}
    session.set_expiry(None)  # a session only for unsent words is shorter


def forget(session: SessionBase) -> None:
    session.pop(DRAFT_SESSION_KEY, None)


def set_aside(session: SessionBase, email: str) -> None:
    """Take the draft out of the visitor's hands until somebody logs in with that address.

    Each sign-up does so. With an address that has an account it must look the same as with a new
    one, but nobody may lose their answers.
    """
    draft = session.pop(DRAFT_SESSION_KEY, None)
    if _parse(draft) is not None:
        session[SET_ASIDE_SESSION_KEY] = {"draft": draft, "email": email.lower()}


def take_back(session: SessionBase, email: str) -> None:
    """Undo `set_aside` for the person who logged in with that address. A newer draft stays."""
    aside = session.pop(SET_ASIDE_SESSION_KEY, None)
    if not isinstance(aside, dict) or aside.get("email") != email.lower():
        return
    if read(session) is None and _parse(aside.get("draft")) is not None:
        session[DRAFT_SESSION_KEY] = aside["draft"]


def _parse(value: Any) -> UUID | None:
    """None, not an error, for a value of an older release or of a broken cookie."""
    try:
        return UUID(str(value["code"]))
    except (KeyError, TypeError, ValueError):
        return None
