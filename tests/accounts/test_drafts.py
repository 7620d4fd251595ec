"""The draft in a visitor's session, whatever else is found there."""

from uuid import uuid4

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore

from setframework.web import drafts
from setframework.web.drafts import DRAFT_SESSION_KEY, Draft

GARBAGE = [None, 5, "x", [], {}, {"code": "x", "complete": True}, {"code": None}, [1, 2], True]


@pytest.fixture
def session() -> SessionStore:
    return SessionStore()


def test_draft_is_read_as_it_was_remembered(session: SessionStore):
    code = uuid4()

    drafts.remember(session, code, True)

    assert drafts.read(session) == Draft(code, True)
    assert session[DRAFT_SESSION_KEY] == {"code": str(code), "complete": True}


def test_draft_is_gone_once_forgotten(session: SessionStore):
    drafts.remember(session, uuid4(), False)

    drafts.forget(session)
    drafts.forget(session)

    assert drafts.read(session) is None


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_the_session_is_no_draft(session: SessionStore, garbage: object):
    session[DRAFT_SESSION_KEY] = garbage

    assert drafts.read(session) is None
    drafts.set_aside(session, "ada@example.org")
    drafts.take_back(session, "ada@example.org")
    assert drafts.read(session) is None


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_set_aside_is_no_draft(session: SessionStore, garbage: object):
    session[drafts.SET_ASIDE_SESSION_KEY] = garbage
    drafts.take_back(session, "ada@example.org")

    session[drafts.SET_ASIDE_SESSION_KEY] = {"draft": garbage, "email": "ada@example.org"}
    drafts.take_back(session, "ada@example.org")

    assert drafts.read(session) is None


def test_draft_set_aside_comes_back_for_its_address_only(session: SessionStore):
    code = uuid4()
    drafts.remember(session, code, False)
    drafts.set_aside(session, "Ada@example.org")
    assert drafts.read(session) is None

    drafts.take_back(session, "ada@example.org")
    assert drafts.read(session) == Draft(code, False)

    drafts.set_aside(session, "ada@example.org")
    drafts.take_back(session, "mallory@example.org")
    assert drafts.read(session) is None


def test_newer_draft_stays_when_an_older_one_was_set_aside(session: SessionStore):
    drafts.remember(session, uuid4(), False)
    drafts.set_aside(session, "ada@example.org")
    newer = uuid4()
    drafts.remember(session, newer, False)

    drafts.take_back(session, "ada@example.org")

    assert drafts.read(session) == Draft(newer, False)
