"""The page that gives everything as a file."""

import json
from datetime import UTC, datetime

import time_machine

from setframework.portable.exporting import export_document
from tests.accounts.lives import live
from tests.accounts.people import reauthenticate

EXPORT = "/account/data/export/"


@time_machine.travel(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), tick=False)
def test_download_is_a_file_that_no_cache_keeps(ada, ada_client):
    live(ada)

    reauthenticate(ada_client)
    response = ada_client.get(EXPORT)

    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == (
        'attachment; filename="set-framework-2026-11-24.json"'
    )
    assert "no-store" in response["Cache-Control"]
    assert response.json() == {
        "exported_at": "2026-11-24T09:30:00Z",
        **json.loads(json.dumps(export_document(ada))),
    }


def test_page_links_to_the_download_and_lets_a_question_come_first(ada_client):
    """With `download` on the link, a browser would save the question as a file."""
    page = ada_client.get("/account/data/").content.decode()

    assert f'href="{EXPORT}">' in page


def test_download_needs_its_person(client, ada):
    assert client.get(EXPORT)["Location"].startswith("/accounts/login/")


def test_words_of_any_script_stay_readable(ada, ada_client):
    ada.name = "Łucja 🌱 أدا"
    ada.save()

    reauthenticate(ada_client)
    body = ada_client.get(EXPORT).content.decode()

    assert "Łucja 🌱 أدا" in body
