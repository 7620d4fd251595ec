"""A code opens once: at every door, after every pause, in every process."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.accounts.people import code_now, log_in, next_code, turn_on_totp
from tests.factories import client_of
from tests.racing import at_once

SECOND_STEP = "/accounts/2fa/authenticate/"
AGAIN = "/accounts/2fa/reauthenticate/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def app(ada):
    return totp.TOTP.activate(ada, SECRET).instance


def is_let_in(email, code):
    client = Client()
    log_in(client, email)
    client.post(SECOND_STEP, {"code": code})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("seconds", [0, 31, 45])
def test_code_logs_in_once_while_it_is_good(ada, app, seconds):
    """The other browser may be served by another process, which has a cache of its own."""
    with time_machine.travel(time.time() // 30 * 30, tick=False) as clock:
        code = next_code(SECRET)
        assert is_let_in(ada.email, code)
        cache.clear()
        clock.shift(seconds)

        assert not is_let_in(ada.email, code)


def test_next_code_logs_in_again(ada, app):
    with time_machine.travel(time.time(), tick=False) as clock:
        assert is_let_in(ada.email, code_now(SECRET))
        clock.shift(30)

        assert is_let_in(ada.email, code_now(SECRET))


def test_code_of_an_earlier_half_minute_is_no_longer_good(ada, app):
    earlier, later = code_now(SECRET), next_code(SECRET)
    assert is_let_in(ada.email, later)

    assert not is_let_in(ada.email, earlier)


def test_code_that_logged_in_does_not_confirm_again(ada, app):
    code = code_now(SECRET)
    assert is_let_in(ada.email, code)
    cache.clear()

    response = client_of(ada).post(AGAIN, {"code": code})

    assert response.context["form"].errors == {
        "code": ["This code or key is not right. Try again."]
    }


def test_code_that_confirmed_does_not_log_in(ada, app):
    code = code_now(SECRET)
    assert client_of(ada).post(AGAIN, {"code": code}).status_code == 302
    cache.clear()

    assert not is_let_in(ada.email, code)


@pytest.mark.django_db(transaction=True)
def test_code_that_set_up_the_app_does_not_log_in(ada, ada_client):
    secret = turn_on_totp(ada_client)
    cache.clear()

    assert not is_let_in(ada.email, code_now(secret))
    assert is_let_in(ada.email, next_code(secret))


def test_app_is_set_up_once_however_often_the_form_is_sent(ada, ada_client):
    secret = turn_on_totp(ada_client)
    app = Authenticator.objects.get(user=ada, type="totp")

    ada_client.post(reverse("mfa_activate_totp"), {"code": next_code(secret)})

    assert Authenticator.objects.get(user=ada, type="totp") == app


def test_used_code_does_not_make_guessing_free(ada, app, settings):
    """A right code forgets the wrong ones before it. A used one must not."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    code = code_now(SECRET)
    assert is_let_in(ada.email, code)

    client = Client()
    log_in(client, ada.email)
    for guess in ("000000", code, "000001"):
        client.post(SECOND_STEP, {"code": guess})
    response = client.post(SECOND_STEP, {"code": next_code(SECRET)})

    assert "Too many attempts" in str(response.context["form"].errors)


@pytest.mark.django_db(transaction=True)
def test_code_shown_in_many_places_at_once_opens_one(ada, app, settings):
    """Each place as its own process: no common cache."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    code = code_now(SECRET)

    def use():
        return Authenticator.objects.get(pk=app.pk).wrap().validate_code(code)

    assert sorted(at_once(use, use, use, use)) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_recovery_code_shown_in_many_places_at_once_opens_one(ada, app):
    codes = RecoveryCodes.activate(ada)
    code = codes.get_unused_codes()[3]

    def use():
        return Authenticator.objects.get(pk=codes.instance.pk).wrap().validate_code(code)

    assert sorted(at_once(use, use, use, use)) == [False, False, False, True]


def test_recovery_code_used_while_the_list_is_first_read_stays_used(ada, app):
    codes = RecoveryCodes.activate(ada)
    code = codes.get_unused_codes()[0]
    reading = Authenticator.objects.get(pk=codes.instance.pk).wrap()
    assert Authenticator.objects.get(pk=codes.instance.pk).wrap().validate_code(code)

    reading.mark_as_viewed()

    anew = Authenticator.objects.get(pk=codes.instance.pk).wrap()
    assert anew.did_view
    assert not anew.validate_code(code)


def test_code_of_an_app_that_was_turned_off_meanwhile_is_refused(ada, app):
    wrapped = app.wrap()
    Authenticator.objects.all().delete()

    assert wrapped.validate_code(code_now(SECRET)) is False
