"""The text and the HTML of the messages."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from tests.accounts.people import log_in, mailed_link, reauthenticate, sign_up

FOLDER = Path(settings.BASE_DIR) / "templates"
MESSAGES = sorted(
    str(path.relative_to(FOLDER)).removesuffix("_message.txt")
    for path in FOLDER.glob("*/email/*_message.txt")
    if not path.name.startswith("base_")
)


def test_message_has_text_and_html_with_the_same_link(client, db):
    sign_up(client, "new@example.org")

    message = mail.outbox[0]

    assert message.subject == "Confirm your e-mail address"
    (html,) = [str(part.content) for part in message.alternatives]
    assert f'<a href="http://testserver{mailed_link()}"' in html
    assert "style=" not in html


def test_words_of_strangers_are_text_in_the_html(ada):
    client = Client(headers={"user-agent": "<img src=x>"})
    log_in(client, ada.email)
    reauthenticate(client)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": "correct horse battery", "password1": "a much better battery"},
    )

    message = mail.outbox[-1]

    assert "- browser <img src=x>" in message.body
    (html,) = [str(part.content) for part in message.alternatives]
    assert "&lt;img src=x&gt;" in html


@pytest.mark.parametrize("prefix", MESSAGES)
def test_message_is_plain_and_has_a_short_subject(rf, prefix):
    context = {
        "request": rf.get("/"),
        "current_site": {"domain": "testserver"},
        "email": "o'neil&co@example.org",
        "to_email": "o'neil&co@example.org",
        "deleted_email": "o'neil&co@example.org",
        "user_agent": "A & B",
    }

    subject = render_to_string(f"{prefix}_subject.txt", context).strip()
    text = render_to_string(f"{prefix}_message.txt", context)

    assert 0 < len(subject) < 60
    assert "\n" not in subject
    assert "http://testserver" in text
    assert "&amp;" not in text
    assert "&#x27;" not in text
