"""What takes everything, erases it or opens a way in asks first whether it is them: one rule."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from setframework.people.models import Token, User
from tests.accounts.people import log_in
from tests.factories import PASSWORD

AGAIN = "/accounts/reauthenticate/"
# Address, and what is sent; without anything the page itself asks.
GUARDED = {
    "erase": ("/account/data/", {"confirm": "ada@example.org"}),
    "export": ("/account/data/export/", None),
    "token": ("/account/tokens/", {"name": "a nightly copy", "days": 30, "scopes": ["export"]}),
    "app": ("/accounts/2fa/totp/activate/", None),
    "passkey": ("/accounts/2fa/webauthn/add/", None),
    "recovery codes": ("/accounts/2fa/recovery-codes/generate/", None),
    "address": ("/accounts/email/", {"email": "new@example.org", "action_add": ""}),
}


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def browser(ada, clock):
    client = Client()
    log_in(client, ada.email)
    return client


def ask(client, door):
    address, sent = GUARDED[door]
    return client.get(address) if sent is None else client.post(address, sent)


def is_asked(response):
    return response.status_code == 302 and response["Location"].startswith(AGAIN)


@pytest.mark.parametrize("door", GUARDED)
def test_door_asks_quarter_of_an_hour_after_the_log_in(browser, clock, door):
    clock.shift(timedelta(minutes=15))

    assert is_asked(ask(browser, door))
    assert (User.objects.count(), Token.objects.count()) == (1, 0)


@pytest.mark.parametrize("door", GUARDED)
def test_door_is_open_until_then(browser, clock, door):
    clock.shift(timedelta(minutes=14, seconds=59))

    assert not is_asked(ask(browser, door))


@pytest.mark.parametrize("door", GUARDED)
def test_door_asks_a_session_whose_beginning_is_not_known(ada_client, door):
    assert is_asked(ask(ada_client, door))


def test_moment_in_the_future_is_no_confirmation(browser, clock):
    """The clock of the machine went back."""
    clock.shift(-timedelta(hours=1))

    assert is_asked(ask(browser, "export"))


def test_what_was_typed_waits_and_is_done_after_the_answer(ada, browser, clock):
    clock.shift(timedelta(hours=1))
    to = ask(browser, "token")["Location"]

    wrong = browser.post(to, {"password": "wrong"})
    assert wrong.context["form"].errors == {"password": ["This is not your password."]}
    done = browser.post(to, {"password": PASSWORD})

    token = Token.objects.get(user=ada)
    assert (token.name, token.scopes) == ("a nightly copy", ["export"])
    assert done.context["text"] in done.content.decode()
    assert "no-store" in done["Cache-Control"]


def test_mistake_in_the_form_is_told_before_the_question(browser, clock):
    clock.shift(timedelta(hours=1))

    response = browser.post("/account/tokens/", {"name": "", "days": 30})

    assert list(response.context["form"].errors) == ["name"]


def test_export_leads_back_to_the_page_with_the_button(browser, clock):
    """A browser that gets a file shows the old page on: it would go on asking."""
    clock.shift(timedelta(hours=1))
    to = ask(browser, "export")["Location"]

    assert browser.post(to, {"password": PASSWORD})["Location"] == reverse("accounts:data")
    assert ask(browser, "export")["Content-Type"] == "application/json"


def test_import_and_shutting_others_out_ask_nothing(ada, browser, clock):
    """The one only adds. The other must be quick."""
    clock.shift(timedelta(hours=1))

    assert browser.post("/account/data/import/").status_code == 200
    assert browser.post("/accounts/sessions/")["Location"] == "/accounts/sessions/"
