"""The one draft that a visitor's session holds, also through a sign-up or log-in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from setframework.people.models import User

DRAFT_SESSION_KEY = "draft"
# A draft that waits for the log-in of one address. No page shows that it waits.
SET_ASIDE_SESSION_KEY = "draft_set_aside"


@dataclass(frozen=True)
class Holder:
    """A person, or a visitor whose session holds one draft."""

    person: User | None = None
    draft_code: UUID | str | None = None


@dataclass(frozen=True)
class Draft:
    """A draft by its code. `complete`: its visitor has asked for the result already."""

    code: UUID
    complete: bool


def read(session: SessionBase) -> Draft | None:
    return _parse(session.get(DRAFT_SESSION_KEY))


def remember(session: SessionBase, code: UUID | str, complete: bool = False) -> None:
    session[DRAFT_SESSION_KEY] = {"code": str(code), "complete": complete}
    session.set_expiry(None)  # a session only for unsent words is shorter


def forget(session: SessionBase) -> None:
    session.pop(DRAFT_SESSION_KEY, None)


def set_aside(session: SessionBase, email: str) -> None:
    """Hide the draft until somebody logs in with that address.

    Any sign-up takes the draft out of the session. A sign-up with an address that has an
    account must look the same, but nobody may lose their answers.
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


def _parse(value: Any) -> Draft | None:
    """None, not an error, for a value of an older release or of a broken cookie."""
    try:
        return Draft(UUID(str(value["code"])), value["complete"] is True)
    except (KeyError, TypeError, ValueError):
        return None
