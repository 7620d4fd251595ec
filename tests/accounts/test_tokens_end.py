"""Who shuts others out ends programs and waiting addresses too; the pages say so before."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from setframework.accounts.services.tokens import create_token
from setframework.people.models import User
from tests.accounts.people import log_in, mailed_link, reauthenticate
from tests.factories import PASSWORD

ME = "/api/v1/me/"
RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
SESSIONS = "/accounts/sessions/"
BETTER = "a much better battery"
NEWER = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


@pytest.fixture
def works(ada, grace):
    """Whether ada's token works. Grace's has to, whatever ada does."""
    texts = [
        create_token(person=person, name="cron", days=30, at=timezone.now())[1]
        for person in (ada, grace)
    ]

    def ask():
        hers, others = (
            Client().get(ME, headers={"authorization": f"Bearer {text}"}).status_code
            for text in texts
        )
        assert others == 200
        return hers == 200

    assert ask()
    return ask


def addresses_of(person):
    return EmailAddress.objects.filter(user=person).values_list("email", flat=True)


def logged_in(person):
    client = Client()
    log_in(client, person.email)
    return client


def change(ada):
    logged_in(ada).post(CHANGE, {"oldpassword": PASSWORD, "password1": BETTER})


def reset(ada):
    client = Client()
    client.post(RESET, {"email": ada.email})
    form = client.get(mailed_link())["Location"]
    assert b"your tokens for programs stop working" in client.get(form).content
    client.post(form, {"password1": BETTER})


def choose_first(ada):
    """Of an account that had passkeys alone."""
    User.objects.filter(pk=ada.pk).update(password=make_password(None))
    client = Client()
    client.force_login(User.objects.get(pk=ada.pk))
    client.post(reverse("account_set_password"), {"password1": BETTER})


def by_command(ada):
    """As `manage.py changepassword` does it."""
    person = User.objects.get(pk=ada.pk)
    person.set_password(BETTER)
    person.save()


def log_out_elsewhere(ada):
    logged_in(ada).post(SESSIONS)


SHUT_OUT = [change, reset, choose_first, by_command, log_out_elsewhere]


@pytest.mark.parametrize("act", SHUT_OUT)
def test_token_ends_with(ada, works, act):
    act(ada)

    assert not works()


@pytest.fixture
def link_to_take_over(ada):
    """Where somebody at ada's browser had a link sent by which her account gets their address."""
    client = logged_in(ada)
    client.post(reverse("account_email"), {"email": "mallory@example.org", "action_add": ""})
    return mailed_link()


@pytest.mark.parametrize("act", SHUT_OUT)
def test_new_address_that_waits_ends_with(ada, link_to_take_over, act):
    act(ada)

    Client().post(link_to_take_over)

    assert User.objects.get(pk=ada.pk).email == ada.email
    assert list(addresses_of(ada)) == [ada.email]


def wrong_password(ada):
    logged_in(ada).post(CHANGE, {"oldpassword": "wrong", "password1": BETTER})


def ask_for_reset(ada):
    Client().post(RESET, {"email": ada.email})


def change_address(ada):
    client = logged_in(ada)
    reauthenticate(client)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    client.post(mailed_link())
    assert User.objects.get(pk=ada.pk).email == "new@example.org"


def store_a_newer_hash(ada):
    """A log-in after the site has chosen another way to hash."""
    old = User.objects.get(pk=ada.pk).password
    with override_settings(PASSWORD_HASHERS=[NEWER, *settings.PASSWORD_HASHERS]):
        logged_in(ada)
    assert User.objects.get(pk=ada.pk).password != old


def log_out(ada):
    logged_in(ada).post(reverse("account_logout"))


@pytest.mark.parametrize(
    "act", [wrong_password, ask_for_reset, change_address, store_a_newer_hash, log_out]
)
def test_token_outlives(ada, works, act):
    act(ada)

    assert works()


@pytest.mark.parametrize("act", [ask_for_reset, log_out])
def test_new_address_outlives(ada, link_to_take_over, act):
    act(ada)

    Client().post(link_to_take_over)

    assert User.objects.get(pk=ada.pk).email == "mallory@example.org"


def test_pages_say_so_before(ada, works):
    client = logged_in(ada)
    log_in(Client(), ada.email)

    assert b"your tokens for programs stop working" in client.get(CHANGE).content
    assert b"a new address that is not confirmed yet is forgotten" in client.get(CHANGE).content
    assert b"ends your tokens for programs too" in client.get(SESSIONS).content
    assert b"All of them end when you change or" in client.get("/account/").content
