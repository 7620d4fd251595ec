"""Secrets of second factors are sealed in the database, by a key that can be changed."""

from importlib import import_module
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from setframework.people.sealing import SEALED
from tests.accounts.people import code_now, log_in, reauthenticate, turn_on_totp

SECOND_STEP = "/accounts/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXP"
SEED = "0f" * 40
PAGES = ["mfa_index", "mfa_view_recovery_codes", "mfa_download_recovery_codes"]
migration = import_module("setframework.people.migrations.0004_seal_second_factors")


@pytest.fixture
def plain(ada):
    """The rows of the first version."""
    rows = [
        Authenticator(user=ada, type="totp", data={"secret": SECRET}),
        Authenticator(user=ada, type="recovery_codes", data={"seed": SEED, "used_mask": 5}),
        Authenticator(user=ada, type="webauthn", data={"name": "Phone", "credential": {}}),
    ]
    return Authenticator.objects.bulk_create(rows)


def stored():
    """All that a copy of the table tells."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return str(cursor.fetchall())


def data_of(kind):
    return Authenticator.objects.get(type=kind).data


def test_secret_that_is_being_set_up_can_not_be_read_in_the_session(ada_client):
    reauthenticate(ada_client)
    page = ada_client.get(reverse("mfa_activate_totp"))

    kept = ada_client.session[totp.SECRET_SESSION_KEY]
    assert kept.startswith(SEALED)
    assert page.context["form"].secret not in str(dict(ada_client.session))
    assert turn_on_totp(ada_client)


def second_step(email, code):
    client = Client()
    log_in(client, email)
    return client, client.post(SECOND_STEP, {"code": code})


def is_let_in(email, code):
    return "_auth_user_id" in second_step(email, code)[0].session


@pytest.mark.django_db(transaction=True)
def test_setting_up_stores_no_secret_that_can_be_read(ada_client):
    secret = turn_on_totp(ada_client)

    assert secret not in stored()
    assert data_of("totp")["secret"].startswith(SEALED)
    assert data_of("recovery_codes")["seed"].startswith(SEALED)


def test_migration_seals_what_was_plain_and_can_be_run_again(ada, plain):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()

    for _time in range(2):
        migration.seal_all(apps, None)

    assert SECRET not in stored()
    assert SEED not in stored()
    assert data_of("recovery_codes")["used_mask"] == 5
    assert data_of("webauthn") == {"name": "Phone", "credential": {}}
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes
    assert is_let_in(ada.email, code_now(SECRET))


def test_migration_can_be_taken_back(plain):
    migration.seal_all(apps, None)
    migration.unseal_all(apps, None)

    assert data_of("totp") == {"secret": SECRET}
    assert data_of("recovery_codes") == {"seed": SEED, "used_mask": 5}


def test_codes_of_another_product_are_sealed_too(ada):
    data = {"migrated_codes": ["12345678", "87654321"], "used_mask": 0}
    Authenticator.objects.create(user=ada, type="recovery_codes", data=data)

    migration.seal_all(apps, None)

    assert "12345678" not in stored()
    assert Authenticator.objects.get().wrap().get_unused_codes() == ["12345678", "87654321"]


def test_row_that_came_in_plain_is_sealed_when_it_is_used(ada, plain):
    assert is_let_in(ada.email, code_now(SECRET))

    assert SECRET not in stored()


def test_new_key_opens_with_the_old_one_beside_it(ada, settings):
    totp.TOTP.activate(ada, SECRET)
    settings.MFA_KEY, settings.MFA_KEY_FALLBACKS = "another key " * 4, [settings.MFA_KEY]

    assert is_let_in(ada.email, code_now(SECRET))


def test_sealing_all_makes_the_old_key_needless(ada, settings):
    totp.TOTP.activate(ada, SECRET)
    codes = RecoveryCodes.activate(ada).get_unused_codes()
    settings.MFA_KEY, settings.MFA_KEY_FALLBACKS = "another key " * 4, [settings.MFA_KEY]

    call_command("seal_factors", stdout=(out := StringIO()))
    settings.MFA_KEY_FALLBACKS = []

    assert "Sealed with MFA_KEY: 2." in out.getvalue()
    assert is_let_in(ada.email, code_now(SECRET))
    assert is_let_in(ada.email, codes[0])


def test_sealing_all_says_how_many_no_key_opens_and_seals_the_rest(ada, grace, settings):
    totp.TOTP.activate(ada, SECRET)
    settings.MFA_KEY = "another key " * 4
    totp.TOTP.activate(grace, SECRET)

    with pytest.raises(CommandError, match=r"No key opens 1 of them.*MFA_KEY_FALLBACKS"):
        call_command("seal_factors", stdout=(out := StringIO()))

    assert "Sealed with MFA_KEY: 1." in out.getvalue()
    assert is_let_in(grace.email, code_now(SECRET))


def test_other_key_is_refused_in_words_and_not_told_as_a_wrong_code(ada, settings, caplog):
    totp.TOTP.activate(ada, SECRET)
    settings.MFA_KEY = "another key " * 4

    client, response = second_step(ada.email, code_now(SECRET))

    assert response.status_code == 200
    assert b"We can&#x27;t check codes at the moment" in response.content
    assert "_auth_user_id" not in client.session
    assert "MFA_KEY and MFA_KEY_FALLBACKS do not open" in caplog.text


@pytest.mark.parametrize("name", [*PAGES, "mfa_generate_recovery_codes"])
def test_pages_lead_to_the_account_with_the_reason_under_another_key(
    ada, ada_client, settings, name
):
    totp.TOTP.activate(ada, SECRET)
    RecoveryCodes.activate(ada)
    reauthenticate(ada_client)
    settings.MFA_KEY = "another key " * 4

    response = ada_client.get(reverse(name), follow=True)

    assert response.redirect_chain == [("/account/", 302)]
    assert b"We can&#x27;t check codes at the moment" in response.content


@pytest.mark.parametrize("text", [f"{SEALED}x", f"{SEALED}é", SEALED])
def test_broken_seal_is_refused_like_another_key(ada, text):
    Authenticator.objects.create(user=ada, type="totp", data={"secret": text})

    _client, response = second_step(ada.email, "123456")

    assert b"We can&#x27;t check codes at the moment" in response.content
