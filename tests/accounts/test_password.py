"""The password: changing it, and getting a new one by mail."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from setframework.people.models import User
from tests.accounts.people import log_in, mailed_link
from tests.factories import PASSWORD

RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"
BETTER = "a much better battery"


def _open_reset_form(client: Client) -> str:
    """Follows the link of the mail; returns the address of the form."""
    return str(client.get(mailed_link())["Location"])


def test_reset_link_leads_to_a_new_password(client, ada):
    assert client.post(RESET, {"email": ada.email})["Location"] == f"{RESET}done/"
    assert [message.to for message in mail.outbox] == [[ada.email]]
    form = _open_reset_form(client)
    assert list(client.get(form).context["form"].fields) == ["password1"]

    client.post(form, {"password1": BETTER})

    ada.refresh_from_db()
    assert ada.check_password(BETTER)
    assert log_in(Client(), ada.email, BETTER)["Location"] == "/"


def test_reset_says_the_same_for_an_address_without_account(ada):
    answers = []
    for email in (ada.email, "nobody@example.org"):
        client = Client()
        posted = client.post(RESET, {"email": email})
        shown = client.get(posted["Location"])
        token = str(shown.context.get("csrf_token"))
        answers.append(
            [posted.status_code, posted["Location"], shown.content.decode().replace(token, "")]
        )

    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[ada.email], ["nobody@example.org"]]
    assert "no account with this address" in mail.outbox[1].body


def test_reset_is_not_mailed_to_an_address_that_is_only_typed(client, ada, mailoutbox):
    EmailAddress.objects.create(user=ada, email="mistyped@example.org")

    client.post(RESET, {"email": "mistyped@example.org"})

    assert "no account with this address" in mailoutbox[-1].body


def test_reset_ends_every_session(client, ada, ada_client):
    assert ada_client.get("/account/").status_code == 200
    client.post(RESET, {"email": ada.email})

    client.post(_open_reset_form(client), {"password1": BETTER})

    assert ada_client.get("/account/").status_code == 302


def test_reset_link_works_once(client, ada):
    client.post(RESET, {"email": ada.email})
    link = mailed_link()
    client.post(_open_reset_form(client), {"password1": BETTER})

    response = Client().get(link)

    assert b"This link does not work" in response.content
    assert User.objects.get(pk=ada.pk).check_password(BETTER)


@pytest.mark.parametrize("key", ["x-y", "1-\x00", "zzzzzzzzzzzzzzzzzzzzzz-x", "1-set-password"])
def test_made_up_reset_link_does_not_work(client, ada, key):
    response = client.get(f"{RESET}key/{key}/")

    assert response.status_code == 200
    assert b"This link does not work" in response.content


def test_reset_in_anothers_browser_logs_them_out(ada, mallory_client):
    Client().post(RESET, {"email": ada.email})

    mallory_client.post(_open_reset_form(mallory_client), {"password1": BETTER})

    assert "_auth_user_id" not in mallory_client.session


def test_change_needs_the_current_password(ada, ada_client):
    response = ada_client.post(CHANGE, {"oldpassword": "wrong", "password1": BETTER})

    assert response.context["form"].errors == {
        "oldpassword": ["This is not your current password."]
    }
    assert User.objects.get(pk=ada.pk).check_password(PASSWORD)


def test_change_keeps_this_browser_and_ends_the_others(ada, ada_client):
    here = Client()
    log_in(here, ada.email)

    response = here.post(CHANGE, {"oldpassword": PASSWORD, "password1": BETTER})

    assert response["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert ada_client.get("/account/").status_code == 302
    assert "password of your account was changed" in mail.outbox[-1].body


def test_account_without_password_is_asked_to_choose_one(ada, ada_client):
    ada.set_unusable_password()
    ada.save()
    ada_client.force_login(ada)

    assert ada_client.get(CHANGE)["Location"] == reverse("account_set_password")
    page = ada_client.get(reverse("account_set_password"))
    assert list(page.context["form"].fields) == ["password1"]
    ada_client.post(reverse("account_set_password"), {"password1": BETTER})

    assert User.objects.get(pk=ada.pk).check_password(BETTER)


@pytest.mark.parametrize(
    "password", ["", "short", "password123", "9876543210987", "x\x00yyyyyyyyyyy"]
)
def test_bad_new_password_is_refused(ada, ada_client, password):
    response = ada_client.post(CHANGE, {"oldpassword": PASSWORD, "password1": password})

    assert list(response.context["form"].errors) == ["password1"]
    assert User.objects.get(pk=ada.pk).check_password(PASSWORD)
