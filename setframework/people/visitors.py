"""Who takes an assessment: a person, or a visitor by the one draft that their session holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from setframework.people.models import User

DRAFT_SESSION_KEY = "draft"
# A draft that waits for one address to log in; nothing on the site shows that it does.
SET_ASIDE_SESSION_KEY = "draft_set_aside"


@dataclass(frozen=True)
class Holder:
    """Who is asking: a person, or a visitor whose session holds one draft."""

    person: User | None = None
    draft_code: UUID | str | None = None


@dataclass(frozen=True)
class Draft:
    """Which draft, and whether its visitor has asked for the result already."""

    code: UUID
    complete: bool


def read(session: SessionBase) -> Draft | None:
    return _parse(session.get(DRAFT_SESSION_KEY))


def remember(session: SessionBase, code: UUID | str, complete: bool = False) -> None:
    session[DRAFT_SESSION_KEY] = {"code": str(code), "complete": complete}
    session.set_expiry(None)  # it may have been a short one, for unsent words alone


def forget(session: SessionBase) -> None:
    session.pop(DRAFT_SESSION_KEY, None)


def set_aside(session: SessionBase, email: str) -> None:
    """Hide the draft until somebody logs in by that address.

    Signing up with an address that has an account must look like any other
    sign-up, where the draft leaves the session; but nobody's answers get lost.
    """
    draft = session.pop(DRAFT_SESSION_KEY, None)
    if _parse(draft) is not None:
        session[SET_ASIDE_SESSION_KEY] = {"draft": draft, "email": email.lower()}


def take_back(session: SessionBase, email: str) -> None:
    """Undo `set_aside` for the person who has logged in by that address; a newer draft stays."""
    aside = session.pop(SET_ASIDE_SESSION_KEY, None)
    if not isinstance(aside, dict) or aside.get("email") != email.lower():
        return
    if read(session) is None and _parse(aside.get("draft")) is not None:
        session[DRAFT_SESSION_KEY] = aside["draft"]


def _parse(value: Any) -> Draft | None:
    """Whatever an older release or a broken cookie left there is no draft, never an error."""
    try:
        return Draft(UUID(str(value["code"])), value["complete"] is True)
    except (KeyError, TypeError, ValueError):
        return None
