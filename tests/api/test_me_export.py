"""`GET me/export/`: everything of the person, in one JSON document."""

import json

import pytest
import time_machine

from setframework.portable.exporting import export_document
from tests.accounts.lives import live
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
    assert response.json() == ada_client.get("/account/data/export/").json()
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store, private"


def test_export_is_of_who_asks(as_mallory, ada):
    live(ada)

    document = as_mallory.get(EXPORT).json()

    assert document["assessments"] == []
    assert document["person"]["email"] == "mallory@example.org"


def test_nobody_gets_401(anyone):
    assert anyone.get(EXPORT).status_code == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_methods_are_not_allowed(as_ada, method):
    assert as_ada.send(method, EXPORT, b"{}").status_code == 405
