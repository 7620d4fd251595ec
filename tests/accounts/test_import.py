"""The page that imports a file, and reports new records or mistakes."""

import codecs
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.models.taking import Assessment
from setframework.portable.format import FORMAT
from tests.accounts.lives import live
from tests.accounts.people import reauthenticate
from tests.assessments.taking import text, title
from tests.factories import make_assessment, make_key_technology
from tests.portable.carrying import export_of, history_of

IMPORT = "/account/data/import/"
NEWER = json.dumps({"format": FORMAT + 1}).encode()


def upload(client: Any, content: bytes, name: str = "export.json") -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/json")
    return client.post(IMPORT, {"file": file})


def test_page_takes_the_file_that_it_gave(ada_client, mallory_client, ada, mallory):
    live(ada)
    reauthenticate(ada_client)
    file = ada_client.get("/account/data/export/").content

    page = mallory_client.get(upload(mallory_client, file)["Location"])

    assert "11 records were imported." in text(page)
    assert history_of(mallory) == history_of(ada)
    again = mallory_client.get(upload(mallory_client, file)["Location"])
    assert "0 records were imported. 11 were already here." in text(again)


def test_file_that_an_editor_saved_again_is_read(ada_client, mallory_client, ada):
    live(ada)
    reauthenticate(ada_client)
    file = ada_client.get("/account/data/export/").content

    page = mallory_client.get(upload(mallory_client, codecs.BOM_UTF8 + file)["Location"])

    assert "11 records were imported." in text(page)


def test_page_says_what_was_left_out(ada, ada_client, mallory, mallory_client):
    live(ada)
    reauthenticate(ada_client)
    file = ada_client.get("/account/data/export/").content
    make_assessment(mallory, completed=False)
    for name in ("Go", "SQL", "C"):
        make_key_technology(mallory, name)

    page = mallory_client.get(upload(mallory_client, file)["Location"])

    assert "9 records were imported." in text(page)
    assert "The open draft was left out" in text(page)
    assert "Key technologies were left out" in text(page)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Choose the file of your export."),
        (b"{", "The body is not valid JSON"),
        (b"\xff", "The body is not valid UTF-8."),
        (b"[" * 30_000, "The body is nested too deeply."),
        (b"[]", "Invalid data. Expected a dictionary, but got list."),
        (b"{}", "format: This field is required."),
        (NEWER, f"format: Ensure this value is less than or equal to {FORMAT}."),
        (b'{"format": 1, "assessments": [{}]}', "assessments/0/identity: This field is required."),
        (b'{"format": 1, "assessments": [{}, {}, {}]}', "There are more mistakes."),
        (b" " * (4 * 1024 * 1024 + 1), "at most 4 MiB are read."),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_page_says_what_is_wrong_with_a_file(ada_client, content, sentence):
    response = upload(ada_client, content)

    assert response.status_code == 200
    assert title(response).startswith("Error: ")
    assert sentence in text(response)
    assert list(response.context["form"].errors) == ["file"]
    assert not Assessment.objects.exists()


def test_page_asks_for_a_file(ada_client):
    assert "Choose the file of your export." in text(ada_client.post(IMPORT))


def test_page_shows_the_place_of_a_wrong_answer(ada, ada_client, grace):
    live(ada)
    document = export_of(ada)
    document["assessments"][1]["responses"]["team-trust"] = 5

    response = upload(ada_client, json.dumps(document).encode())

    assert "assessments/1/responses/team-trust:" in text(response)


def test_a_second_file_is_refused(ada_client):
    files = {"file": SimpleUploadedFile("a.json", b"{}"), "more": SimpleUploadedFile("b", b"x")}

    assert ada_client.post(IMPORT, files).status_code == 400


def test_large_file_leaves_nothing_in_memory_or_on_a_disk(rf):
    file = SimpleUploadedFile("export.json", b"x" * (5 * 1024 * 1024))

    received = rf.post(IMPORT, {"file": file}).FILES["file"]

    assert received.size == 5 * 1024 * 1024
    assert len(received.read()) <= 4 * 1024 * 1024


def test_address_of_the_import_is_the_page(ada_client):
    response = ada_client.get(IMPORT)

    assert title(response) == "Your data - SET Framework"
    assert response.context["form"].errors == {}
