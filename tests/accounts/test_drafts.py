"""The draft in a visitor's session, and broken values in its place."""

from uuid import uuid4

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore

from setframework.people import visitors
from setframework.people.visitors import DRAFT_SESSION_KEY

GARBAGE = [None, 5, "x", [], {}, {"code": "x", "complete": True}, {"code": None}, [1, 2], True]


@pytest.fixture
def session() -> SessionStore:
    return SessionStore()


def test_draft_is_read_as_it_was_remembered(session: SessionStore):
    code = uuid4()

    visitors.remember(session, code)

    assert visitors.read(session) == code
    assert session[DRAFT_SESSION_KEY] == {"code": str(code)}


def test_draft_of_an_earlier_release_is_read(session: SessionStore):
    code = uuid4()
    session[DRAFT_SESSION_KEY] = {"code": str(code), "complete": True}

    assert visitors.read(session) == code


def test_draft_is_gone_once_forgotten(session: SessionStore):
    visitors.remember(session, uuid4())

    visitors.forget(session)
    visitors.forget(session)

    assert visitors.read(session) is None


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_the_session_is_no_draft(session: SessionStore, garbage: object):
    session[DRAFT_SESSION_KEY] = garbage

    assert visitors.read(session) is None
    visitors.set_aside(session, "ada@example.org")
    visitors.take_back(session, "ada@example.org")
    assert visitors.read(session) is None
    assert visitors.read_set_aside(session) is None


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_set_aside_is_no_draft(session: SessionStore, garbage: object):
    session[visitors.SET_ASIDE_SESSION_KEY] = garbage
    visitors.take_back(session, "ada@example.org")

    session[visitors.SET_ASIDE_SESSION_KEY] = {"draft": garbage, "email": "ada@example.org"}
    assert visitors.read_set_aside(session) is None
    visitors.take_back(session, "ada@example.org")

    assert visitors.read(session) is None


def test_draft_set_aside_comes_back_for_its_address_only(session: SessionStore):
    code = uuid4()
    visitors.remember(session, code)
    visitors.set_aside(session, "Ada@example.org")
    assert visitors.read(session) is None
    assert visitors.read_set_aside(session) == code

    visitors.take_back(session, "ada@example.org")
    assert visitors.read(session) == code

    visitors.set_aside(session, "ada@example.org")
    visitors.take_back(session, "mallory@example.org")
    assert visitors.read(session) is None


def test_newer_draft_stays_when_an_older_one_was_set_aside(session: SessionStore):
    visitors.remember(session, uuid4())
    visitors.set_aside(session, "ada@example.org")
    newer = uuid4()
    visitors.remember(session, newer)

    visitors.take_back(session, "ada@example.org")

    assert visitors.read(session) == newer
