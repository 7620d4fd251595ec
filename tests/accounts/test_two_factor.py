"""Authenticator app, recovery codes and passkeys, and how they are protected themselves."""

import json
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from setframework.people import visitors
from tests.accounts.people import hold_draft, log_in, next_code, reauthenticate, turn_on_totp
from tests.factories import make_responses, make_user, make_visitor_draft

INDEX = "/accounts/2fa/"
ACTIVATE = "/accounts/2fa/totp/activate/"
DEACTIVATE = "/accounts/2fa/totp/deactivate/"
SECOND_STEP = "/accounts/2fa/authenticate/"
PASSKEY_LOGIN = "/accounts/2fa/webauthn/login/"
DEEP = "[" * 20_000
BROKEN_KEYS = [
    "",
    "{",
    "[]",
    "5",
    '"x"',
    "null",
    "{}",
    DEEP,
    '{"a":' * 20_000,
    json.dumps({"id": 5}),
    json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": []}),
    json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {"userHandle": "x"}}),
    json.dumps({"response": {"userHandle": None}}),
    json.dumps({"response": {"userHandle": "\u0000", "clientDataJSON": "e30"}}),
    json.dumps({"response": {"userHandle": "MQ", "clientDataJSON": "\ud800"}}),
    "\x00",
    "a" * 200_000,
]


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
)
def test_setting_up_asks_for_the_password_again(ada_client, name):
    response = ada_client.get(reverse(name))

    asked = urlencode({"next": reverse(name)})
    assert response["Location"] == f"/accounts/reauthenticate/?{asked}"


@pytest.mark.django_db(transaction=True)
def test_app_is_turned_on_by_its_code(ada, ada_client):
    turn_on_totp(ada_client)

    assert set(Authenticator.objects.filter(user=ada).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }
    assert mail.outbox[-1].subject == "Two-factor log-in is on"
    assert b"On: we ask for a code from your app" in ada_client.get(INDEX).content


def test_wrong_code_turns_nothing_on(ada_client):
    reauthenticate(ada_client)
    secret = ada_client.get(ACTIVATE).context["form"].secret

    response = ada_client.post(ACTIVATE, {"code": "000000"})

    assert response.context["form"].errors == {
        "code": ["This code or key is not right. Try again."]
    }
    assert response.context["form"].secret == secret
    assert not Authenticator.objects.exists()


def test_only_the_page_with_the_picture_may_show_one(ada_client):
    reauthenticate(ada_client)

    assert "img-src 'self' data:" in ada_client.get(ACTIVATE)["Content-Security-Policy"]
    wrong = ada_client.post(ACTIVATE, {"code": "x"})
    assert "img-src 'self' data:" in wrong["Content-Security-Policy"]
    assert "data:" not in ada_client.get(INDEX)["Content-Security-Policy"]


def test_unconfirmed_address_is_confirmed_first(client, db):
    make_user("new@example.org", verified=False)
    log_in(client, "new@example.org")
    reauthenticate(client)

    response = client.get(ACTIVATE, follow=True)

    assert response.redirect_chain == [(INDEX, 302)]
    assert b"Confirm your e-mail address first" in response.content


def test_log_in_needs_the_code_then(ada, ada_client):
    secret = turn_on_totp(ada_client)
    client = Client()

    assert log_in(client, ada.email)["Location"] == SECOND_STEP
    assert "_auth_user_id" not in client.session
    assert client.get("/account/").status_code == 302
    assert client.post(SECOND_STEP, {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session

    response = client.post(SECOND_STEP, {"code": next_code(secret)})

    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_second_step_can_be_called_off(ada, ada_client):
    turn_on_totp(ada_client)
    client = Client()
    log_in(client, ada.email)

    response = client.post(reverse("account_logout"), {"next": "/accounts/login/"})

    assert response["Location"] == "/accounts/login/"
    assert client.get(SECOND_STEP)["Location"] == "/accounts/login/"


def test_answers_survive_the_second_step(ada, ada_client, set_version):
    secret = turn_on_totp(ada_client)
    draft = make_visitor_draft(make_responses(set_version), at=timezone.now())
    client = Client()
    hold_draft(client, draft.code)
    log_in(client, ada.email, next="/account/")

    response = client.post(SECOND_STEP, {"code": next_code(secret)})

    assert response["Location"] == reverse("assessments:keep", args=[draft.code])
    assert visitors.read(client.session) == draft.code


def test_recovery_code_lets_in_once(ada, ada_client):
    turn_on_totp(ada_client)
    page = ada_client.get(reverse("mfa_view_recovery_codes"))
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)

    client = Client()
    log_in(client, ada.email)
    assert client.post(SECOND_STEP, {"code": codes[0]})["Location"] == "/"

    other = Client()
    log_in(other, ada.email)
    assert other.post(SECOND_STEP, {"code": codes[0]}).status_code == 200
    assert "_auth_user_id" not in other.session


def test_recovery_codes_can_be_downloaded_and_replaced(ada_client):
    turn_on_totp(ada_client)
    codes = ada_client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]

    download = ada_client.get(reverse("mfa_download_recovery_codes"))
    assert download.content.decode().split() == codes
    assert "attachment" in download["Content-Disposition"]
    assert "no-store" in download["Cache-Control"]

    ada_client.post(reverse("mfa_generate_recovery_codes"))
    anew = ada_client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert not set(codes) & set(anew)


def test_turning_the_app_off_takes_the_codes_along(ada, ada_client):
    turn_on_totp(ada_client)
    assert b"Turn off the authenticator app?" in ada_client.get(DEACTIVATE).content

    ada_client.post(DEACTIVATE)

    assert not Authenticator.objects.filter(user=ada).exists()
    assert log_in(Client(), ada.email)["Location"] == "/"


def test_stranger_can_not_touch_anothers_passkey(ada, mallory_client):
    passkey = Authenticator.objects.create(
        user=ada, type="webauthn", data={"name": "Hers", "credential": {}}
    )
    reauthenticate(mallory_client)

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        address = reverse(name, args=[passkey.pk])
        assert mallory_client.get(address).status_code == 404
        assert mallory_client.post(address, {"name": "Mine"}).status_code == 404
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Hers"


@pytest.mark.parametrize("key", BROKEN_KEYS)
def test_broken_passkey_logs_nobody_in(client, ada, key):
    client.get(PASSKEY_LOGIN, headers={"accept": "application/json"})

    response = client.post(PASSKEY_LOGIN, {"credential": key})

    assert response["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("key", BROKEN_KEYS)
def test_broken_passkey_is_not_added(ada_client, key):
    reauthenticate(ada_client)
    address = reverse("mfa_add_webauthn")
    ada_client.get(address)

    response = ada_client.post(address, {"name": "x", "credential": key})

    assert response.status_code == 200
    assert b"There is a problem" in response.content
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("key", BROKEN_KEYS)
def test_broken_passkey_is_no_second_step(ada, ada_client, key):
    turn_on_totp(ada_client)
    client = Client()
    log_in(client, ada.email)
    client.get(SECOND_STEP)

    response = client.post(SECOND_STEP, {"credential": key})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["", "x" * 61, "x" * 10_000, "nul\x00"])
def test_bad_name_of_a_passkey_is_refused(ada, ada_client, name):
    passkey = Authenticator.objects.create(
        user=ada, type="webauthn", data={"name": "Phone", "credential": {}}
    )
    reauthenticate(ada_client)

    response = ada_client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": name})

    assert list(response.context["form"].errors) == ["name"]


@pytest.mark.parametrize("code", ["", "x" * 10_000, "\x00", "٣٣٣٣٣٣", "-1"])
def test_odd_code_is_refused(ada, ada_client, code):
    turn_on_totp(ada_client)
    client = Client()
    log_in(client, ada.email)

    assert client.post(SECOND_STEP, {"code": code}).status_code == 200
    assert "_auth_user_id" not in client.session
