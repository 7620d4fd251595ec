"""Wrong passwords and codes stop the guesser, and nobody else."""

import json
import logging

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from setframework.people import devices
from setframework.people.models import User
from tests.accounts.people import code_now, log_in, log_out, turn_on_totp
from tests.factories import PASSWORD, make_user

NEW_PASSWORD = "a much better battery"
TOO_MANY = "Too many attempts. Wait a few minutes and try again."
LIMITS = {
    "login_failed": "5/5m/key",
    "login_failed_network": "100/10m/ip",
    "login_failed_address": "50/h/key",
    "login_failed_codes": "20/h/key",
    "login_known": "10/5m/key",
}


@pytest.fixture(autouse=True)
def strict(settings):
    """The rates of production; tests have a thousand times as much."""
    settings.ACCOUNT_RATE_LIMITS = django_settings.ACCOUNT_RATE_LIMITS | LIMITS


def at(address, **options):
    """A browser at that network address."""
    return Client(REMOTE_ADDR=address, **options)


def guess(client, email, times=5):
    for _ in range(times):
        response = log_in(client, email, "wrong")
    return response


def is_stopped(response):
    return response.status_code == 200 and TOO_MANY in str(response.context["form"].errors)


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_five_guesses_stop_their_network_only(ada, email):
    guess(at("192.0.2.1"), email)

    assert is_stopped(log_in(at("192.0.2.1"), email))
    assert not is_stopped(log_in(at("192.0.2.2"), email))


def test_owner_elsewhere_is_not_locked_out(ada):
    guess(at("192.0.2.1"), ada.email, 8)

    client = at("198.51.100.7")
    assert log_in(client, ada.email)["Location"] == "/"
    assert is_in(client)


def test_another_spelling_of_the_address_is_the_same_account(ada):
    guess(at("192.0.2.1"), ada.email)

    assert is_stopped(log_in(at("192.0.2.1"), " ADA@example.org "))


def test_one_network_of_the_new_internet_is_one(ada):
    for number in range(5):
        guess(at(f"2001:db8:1:2::{number + 1}"), ada.email, 1)

    assert is_stopped(log_in(at("2001:db8:1:2:ffff::1"), ada.email))
    assert not is_stopped(log_in(at("2001:db8:1:3::1"), ada.email))


def test_address_behind_the_proxy_counts(ada, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    guess(at("10.0.0.1", headers={"x-forwarded-for": "203.0.113.9, 192.0.2.1"}), ada.email)

    same = at("10.0.0.1", headers={"x-forwarded-for": "203.0.113.10, 192.0.2.1"})
    other = at("10.0.0.1", headers={"x-forwarded-for": "203.0.113.9, 192.0.2.2"})
    assert is_stopped(log_in(same, ada.email))
    assert not is_stopped(log_in(other, ada.email))


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_guesses_from_everywhere_come_to_an_end(ada, settings, email):
    settings.ACCOUNT_RATE_LIMITS |= {"login_failed_address": "12/h/key"}
    for number in range(12):
        guess(at(f"192.0.2.{number}"), email, 1)

    assert is_stopped(log_in(at("198.51.100.7"), email))


def test_one_network_over_all_accounts_comes_to_an_end(ada, settings):
    settings.ACCOUNT_RATE_LIMITS |= {"login_failed_network": "6/10m/ip"}
    for number in range(6):
        guess(at("192.0.2.1"), f"person{number}@example.org", 1)

    assert is_stopped(log_in(at("192.0.2.1"), ada.email))


def test_known_device_gets_through_whatever_others_guess(ada, settings):
    settings.ACCOUNT_RATE_LIMITS |= {
        "login_failed_address": "12/h/key",
        "login_failed_network": "12/10m/ip",
    }
    known = at("192.0.2.1")
    log_in(known, ada.email)
    log_out(known)
    for number in range(12):
        guess(at(f"192.0.2.{number + 1}"), ada.email, 2)
    guess(at("192.0.2.1"), ada.email, 12)
    assert is_stopped(log_in(at("192.0.2.1"), ada.email))

    log_in(known, ada.email, "wrong")
    log_in(known, ada.email)

    assert is_in(known)


def test_known_device_has_a_limit_of_its_own(ada):
    known = at("192.0.2.1")
    log_in(known, ada.email)
    log_out(known)

    guess(known, ada.email, 10)

    assert is_stopped(log_in(known, ada.email))
    assert not is_stopped(log_in(at("192.0.2.1"), ada.email))


def test_device_is_known_to_its_own_person_only(ada, mallory):
    hers = at("192.0.2.1")
    log_in(hers, mallory.email)
    log_out(hers)
    guess(at("192.0.2.1"), ada.email)

    assert is_stopped(log_in(hers, ada.email))


def test_device_knows_both_who_share_it(ada, mallory):
    shared = at("192.0.2.1")
    for person in (ada, mallory):
        log_in(shared, person.email)
        log_out(shared)
        guess(at("192.0.2.1"), person.email)

    for person in (ada, mallory):
        log_in(shared, person.email)
        assert is_in(shared)
        log_out(shared)


def test_new_password_makes_every_device_unknown(ada):
    known = at("192.0.2.1")
    log_in(known, ada.email)
    log_out(known)
    ada.set_password("a much better battery")
    ada.save()
    guess(at("192.0.2.1"), ada.email)

    assert is_stopped(log_in(known, ada.email, "a much better battery"))


@pytest.mark.parametrize("value", ["", "x", "W10:1:x", "é" * 5000])
def test_made_up_device_is_unknown(ada, value):
    client = at("192.0.2.1")
    client.cookies[devices.COOKIE] = value
    guess(at("192.0.2.1"), ada.email)

    assert is_stopped(log_in(client, ada.email))


def test_cookie_of_the_device_names_nobody_and_stays(ada):
    client = at("192.0.2.1")
    log_in(client, ada.email)
    cookie = client.cookies[devices.COOKIE]
    log_out(client)

    assert client.cookies[devices.COOKIE].value == cookie.value
    assert cookie["max-age"] == devices.COOKIE_AGE
    assert cookie["httponly"]
    assert str(ada.code) not in cookie.value
    assert ada.email not in cookie.value


def test_right_passwords_are_not_counted(ada):
    for _ in range(8):
        client = at("192.0.2.1")
        log_in(client, ada.email)
        assert is_in(client)


def test_strangers_do_not_stop_the_question_for_the_password(ada):
    client = at("192.0.2.1")
    log_in(client, ada.email)
    guess(at("192.0.2.1"), ada.email, 8)

    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert response.status_code == 302


def test_question_for_the_password_comes_to_an_end(ada):
    client = at("192.0.2.1")
    log_in(client, ada.email)
    for _ in range(10):
        client.post(reverse("account_reauthenticate"), {"password": "wrong"})

    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert is_stopped(response)


def enter(client, email, code="000000"):
    log_in(client, email)
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_wrong_codes_stop_their_network_and_not_the_owner(ada, ada_client):
    secret = turn_on_totp(ada_client)
    stranger = at("192.0.2.1")
    for _ in range(5):
        enter(stranger, ada.email)
    assert is_stopped(enter(stranger, ada.email, code_now(secret)))

    response = enter(at("198.51.100.7"), ada.email)
    assert "This code or key is not right." in str(response.context["form"].errors)


def test_codes_from_everywhere_come_to_an_end(ada, ada_client, settings):
    settings.ACCOUNT_RATE_LIMITS |= {"login_failed_codes": "6/h/key"}
    secret = turn_on_totp(ada_client)
    for number in range(6):
        enter(at(f"192.0.2.{number}"), ada.email)

    assert is_stopped(enter(at("198.51.100.7"), ada.email, code_now(secret)))


def test_guesses_at_the_current_password_count_like_those_at_the_log_in(ada, ada_client, caplog):
    """Somebody at an open browser can't guess quicker there than where people log in."""
    change = reverse("account_change_password")
    with caplog.at_level(logging.INFO, logger="security"):
        for _ in range(10):
            ada_client.post(change, {"oldpassword": "wrong", "password1": NEW_PASSWORD})

    events = [json.loads(each.message) for each in caplog.records if each.name == "security"]
    assert [each["event"] for each in events] == ["login.failed"] * 10
    ada_client.post(change, {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})
    assert User.objects.get(pk=ada.pk).check_password(PASSWORD)


def test_stop_stands_in_the_security_log(ada, caplog):
    with caplog.at_level(logging.INFO, logger="security"):
        guess(at("192.0.2.1"), ada.email, 6)

    events = [json.loads(each.message) for each in caplog.records if each.name == "security"]
    assert [each["limit"] for each in events if each["event"] == "limit.hit"] == ["login_failed"]
    assert ada.email not in caplog.text


def test_stranger_learns_nothing_from_the_stop(db):
    make_user("ada@example.org")
    answers = []
    for email in ("ada@example.org", "nobody@example.org"):
        client = at("192.0.2.1")
        guess(client, email)
        response = log_in(client, email)
        answers.append((response.status_code, str(response.context["form"].errors)))

    assert answers[0] == answers[1]
