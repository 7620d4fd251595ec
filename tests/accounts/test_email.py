"""The e-mail address: confirming and changing it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from setframework.people.models import User
from tests.accounts.people import log_in, mailed_link, reauthenticate, sign_up
from tests.factories import make_user

EMAIL = "/accounts/email/"
NEW = "new@example.org"


def test_link_confirms_after_a_click_on_the_page(client, db):
    sign_up(client, NEW)
    link = mailed_link()
    client.get(link)
    assert not EmailAddress.objects.get().verified

    client.post(link)

    assert EmailAddress.objects.get().verified


def test_second_click_says_that_nothing_is_left_to_do(client, db):
    sign_up(client, NEW)
    link = mailed_link()
    client.post(link)

    response = client.post(link)

    assert response.status_code == 200
    assert b"There is nothing left to do." in response.content


def test_old_link_offers_a_new_one(client, db):
    sign_up(client, NEW)
    link = mailed_link()
    cache.clear()
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        visitor = Client()
        assert b"This link is too old." in visitor.get(link).content
        assert b"This link is too old." in visitor.post(link).content
        assert not EmailAddress.objects.get().verified

        response = visitor.post(link, {"send_again": ""})

        assert response["Location"] == reverse("account_email_verification_sent")
        assert len(mail.outbox) == 2
        visitor.post(mailed_link())
    assert EmailAddress.objects.get().verified


def test_new_link_is_sent_once_in_a_while(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "1/3m/key"}
    sign_up(client, NEW)
    link = mailed_link()

    response = Client().post(link, {"send_again": ""})

    assert response["Location"] == reverse("account_email_verification_sent")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("key", ["x", "MQ:1abcde:wrong", "-", "a" * 5_000])
def test_made_up_link_does_not_work(client, db, key):
    address = reverse("account_confirm_email", args=[key])

    assert b"This link does not work." in client.get(address).content
    assert b"This link does not work." in client.post(address).content
    assert client.post(address, {"send_again": ""})["Location"] == reverse("account_login")
    assert mail.outbox == []


def test_confirmed_address_is_not_mailed_again(client, ada):
    address = EmailAddress.objects.get(user=ada)
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])

    client.post(link, {"send_again": ""})

    assert mail.outbox == []


def test_changing_the_address_takes_the_password_and_the_new_mailbox(ada, ada_client):
    asked = ada_client.post(EMAIL, {"email": NEW, "action_add": ""})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert mail.outbox == []

    reauthenticate(ada_client)
    ada_client.post(EMAIL, {"email": NEW, "action_add": ""})
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    assert mail.outbox[-1].to == [NEW]
    assert b"not confirmed yet" in ada_client.get(EMAIL).content

    ada_client.post(mailed_link())

    ada.refresh_from_db()
    assert ada.email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert "is now new@example.org" in mail.outbox[-1].body
    assert log_in(Client(), NEW)["Location"] == "/"


def test_change_can_be_called_off(ada, ada_client):
    reauthenticate(ada_client)
    ada_client.post(EMAIL, {"email": NEW, "action_add": ""})

    ada_client.post(EMAIL, {"email": NEW, "action_remove": ""})

    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["ada@example.org"]


@pytest.mark.parametrize("email", ["", "x", "nul\x00@example.org", "a" * 250 + "@example.org"])
def test_bad_new_address_is_refused(ada_client, email):
    response = ada_client.post(EMAIL, {"email": email, "action_add": ""})

    assert list(response.context["form"].errors) == ["email"]
    assert EmailAddress.objects.count() == 1


def test_address_of_another_account_gives_nothing_away(ada_client, grace):
    reauthenticate(ada_client)

    taken = ada_client.post(EMAIL, {"email": grace.email, "action_add": ""})
    free = ada_client.post(EMAIL, {"email": NEW, "action_add": ""})

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert User.objects.get(pk=grace.pk).email == "grace@example.org"


def test_address_that_another_account_never_confirmed_can_not_move(ada, ada_client):
    make_user(NEW, verified=False)
    reauthenticate(ada_client)
    ada_client.post(EMAIL, {"email": NEW, "action_add": ""})

    response = ada_client.post(mailed_link(), follow=True)

    ada.refresh_from_db()
    said = [str(message) for message in response.context["messages"]]
    assert said[-1] == (
        "Another account already has new@example.org, so it could not be confirmed."
    )
    assert ada.email == "ada@example.org"


def test_stranger_can_not_confirm_or_remove_anothers_address(ada, mallory_client):
    reauthenticate(mallory_client)

    mallory_client.post(EMAIL, {"email": ada.email, "action_remove": ""})
    mallory_client.post(EMAIL, {"email": ada.email, "action_primary": ""})
    mallory_client.post(EMAIL, {"email": ada.email, "action_send": ""})

    assert EmailAddress.objects.get(user=ada).verified
    assert mail.outbox == []
