"""`GET me/export/`: everything of the person, in one JSON document."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from setframework.accounts.services.tokens import create_token
from setframework.portable.exporting import export_document
from tests.accounts.lives import live
from tests.accounts.people import log_in, reauthenticate
from tests.api.client import Api
from tests.factories import NOW

EXPORT = "me/export/"


@time_machine.travel(NOW, tick=False)
def test_export_is_the_document_of_the_page(as_ada, ada, ada_client):
    live(ada)

    response = as_ada.get(EXPORT)

    assert response.json() == {
        "exported_at": "2026-11-24T09:30:00Z",
        **json.loads(json.dumps(export_document(ada))),
    }
    reauthenticate(ada_client)
    assert response.json() == ada_client.get("/account/data/export/").json()
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store, private"


def test_export_is_of_who_asks(as_mallory, ada):
    live(ada)

    document = as_mallory.get(EXPORT).json()

    assert document["assessments"] == []
    assert document["person"]["email"] == "mallory@example.org"


def test_exports_are_limited_by_account_on_page_and_api_together(
    as_ada, as_mallory, ada_client, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"export": "2/5m/key"}
    reauthenticate(ada_client)
    assert as_ada.get(EXPORT).status_code == 200
    assert ada_client.get("/account/data/export/").status_code == 200

    refused = as_ada.get(EXPORT)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 300
    assert ada_client.get("/account/data/export/").status_code == 429
    assert as_mallory.get(EXPORT).status_code == 200


def test_nobody_gets_401(anyone):
    assert anyone.get(EXPORT).status_code == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_methods_are_not_allowed(as_ada, method):
    assert as_ada.send(method, EXPORT, b"{}").status_code == 405


def test_token_exports_only_with_the_scope(ada):
    _token, text = create_token(person=ada, name="cron", days=30, at=NOW)

    response = Api(headers={"Authorization": f"Bearer {text}"}).get(EXPORT)

    assert response.status_code == 403
    assert (response.json()["code"], response.json()["scope"]) == ("scope_required", "export")
    assert "Make one on the account page" in response.json()["detail"]


def test_session_exports_for_a_while_after_the_log_in(ada):
    client = Client()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(client, ada.email)
        clock.shift(timedelta(minutes=14, seconds=59))
        assert Api(client).get(EXPORT).status_code == 200
        clock.shift(timedelta(seconds=1))
        response = Api(client).get(EXPORT)

    assert response.status_code == 403
    assert response.json()["code"] == "reauthentication_required"
