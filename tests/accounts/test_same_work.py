"""An answer takes as long for an address that has an account as for one that has none."""

from collections import Counter

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.people import log_in
from tests.factories import make_user

UNKNOWN = "nobody@example.org"
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed, which is what takes time."""
    kind, counts = type(get_hasher()), Counter()

    def encode(hasher, *args, _plain=kind.encode, **options):
        counts["hashed"] += 1
        return _plain(hasher, *args, **options)

    monkeypatch.setattr(kind, "encode", encode)
    return counts


@pytest.mark.django_db
def test_log_in_hashes_one_password_for_any_address(hashed):
    known = make_user()
    found = []
    for address in (known.email, UNKNOWN):
        hashed.clear()
        log_in(Client(), address, "wrong")
        found.append(hashed["hashed"])

    assert found == [1, 1]


@pytest.mark.django_db
def test_reset_writes_one_letter_for_any_address(hashed):
    known = make_user()
    found = []
    for address in (known.email, UNKNOWN):
        hashed.clear()
        mail.outbox.clear()
        with CaptureQueriesContext(connection) as queries:
            Client().post(reverse("account_reset_password"), {"email": address})
        writes = sum(each["sql"].startswith(WRITES) for each in queries)
        found.append((hashed["hashed"], len(mail.outbox), writes))

    assert found == [(0, 1, found[0][2])] * 2
