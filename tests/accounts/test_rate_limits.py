"""Rate limits: allauth reads each one, and the page that reports one is ours."""

import runpy
from typing import Any

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from tests.accounts.people import log_in, sign_up

SETTINGS = str(django_settings.BASE_DIR / "setframework" / "settings.py")


def _limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, factor: str) -> dict[str, str]:
    monkeypatch.setenv("RATE_LIMIT_FACTOR", factor)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    read = runpy.run_path(SETTINGS)
    return read["ACCOUNT_RATE_LIMITS"] | read["MFA_RATE_LIMITS"]


@pytest.mark.parametrize("factor", ["0.001", "0.5", "1", "2.5", "1000"])
def test_every_limit_is_one_that_allauth_reads(monkeypatch, tmp_path, factor):
    for action, rates in _limits(monkeypatch, tmp_path, factor).items():
        parsed = parse_rates(rates)
        assert parsed, action
        assert all(rate.amount >= 1 and rate.duration > 0 for rate in parsed), action


def test_factor_multiplies_each_limit(monkeypatch, tmp_path):
    once = _limits(monkeypatch, tmp_path, "1")
    thrice = _limits(monkeypatch, tmp_path, "3")
    del once["confirm_email"], thrice["confirm_email"]

    for action, rates in once.items():
        for one, three in zip(parse_rates(rates), parse_rates(thrice[action]), strict=True):
            assert (three.amount, three.duration, three.per) == (
                one.amount * 3,
                one.duration,
                one.per,
            )


def test_too_many_log_ins_get_the_page_of_the_site(client, ada, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        assert log_in(client, ada.email, "wrong").status_code == 200

    response = log_in(client, ada.email)

    assert response.status_code == 429
    assert b'class="site-header"' in response.content
    assert int(response["Retry-After"]) > 0
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_guessing_stops_for_every_address_alike(ada, settings, email):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/5m/key"}
    for _ in range(2):
        log_in(Client(), email, "wrong")

    response = log_in(Client(), email)

    assert response.context["form"].errors == {
        "__all__": ["Too many attempts. Wait a few minutes and try again."]
    }


def test_too_many_sign_ups_are_stopped(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    sign_up(client, "one@example.org", "short")

    assert sign_up(client, "two@example.org").status_code == 429


def test_too_many_reset_mails_are_stopped(client, ada, settings, mailoutbox):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,1/m/key"}
    client.post(reverse("account_reset_password"), {"email": ada.email})

    response = client.post(reverse("account_reset_password"), {"email": ada.email.upper()})

    assert response.status_code == 429
    assert len(mailoutbox) == 1


def test_too_many_passkeys_are_stopped(client, db, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "1/m/ip"}
    client.post(reverse("mfa_login_webauthn"), {"credential": "{}"})

    assert client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code == 429


def test_address_behind_the_proxy_is_the_one_that_counts(ada, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for client_ip in ("192.0.2.1", "192.0.2.2"):
        client = Client(headers={"x-forwarded-for": f"198.51.100.7, {client_ip}"})
        assert log_in(client, ada.email, "wrong").status_code == 200
        assert log_in(client, ada.email, "wrong").status_code == 429
