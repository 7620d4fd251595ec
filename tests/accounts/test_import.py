"""Bringing a file in on the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.models import Assessment
from assessments.services import log_share_visit
from setframework.accounts.selectors import export_document
from tests.assessments.taking import text
from tests.factories import NOW, make_assessment, make_share_link

URL = "/account/data/import/"


def send(client, content):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(URL, {"file": SimpleUploadedFile("e.json", content)}, follow=True)


def test_file_comes_in_and_the_page_says_how_much(ada, ada_client, grace):
    make_assessment(grace)

    first = send(ada_client, export_document(grace))
    second = send(ada_client, export_document(grace))

    assert "1 record came in." in text(first)
    assert "0 records came in. 1 was there already." in text(second)
    assert Assessment.objects.filter(person=ada).count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"\xff\xfe", "This is no export that can be read"),
        (b"<html>", "This is no export that can be read"),
        (b"[" * 50, "This is no export that can be read"),
        (b"{}", "format: This field is required."),
        (b'{"format": 1, "goals": [{}]}', "goals 0 assessment: This field is required."),
        (b"[1]", "Invalid data"),
    ],
)
def test_other_files_are_refused_in_words(ada_client, content, words):
    response = send(ada_client, content)

    assert "There is a problem" in text(response)
    assert words in text(response)
    assert not Assessment.objects.exists()


def test_no_file_is_said(ada_client):
    assert "Choose the file of your export." in text(ada_client.post(URL, {}))


def test_page_lists_who_saw_what(ada, ada_client):
    assert "Nobody has seen anything of yours." in text(ada_client.get("/account/data/"))
    log_share_visit(link=make_share_link(make_assessment(ada)), at=NOW)

    page = text(ada_client.get("/account/data/"))

    assert "Somebody with your link" in page
    assert "Nobody has seen anything of yours." not in page


def test_readings_of_another_are_not_listed(ada, mallory_client):
    log_share_visit(link=make_share_link(make_assessment(ada)), at=NOW)

    assert "Somebody with your link" not in text(mallory_client.get("/account/data/"))
