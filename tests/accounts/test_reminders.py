"""The part of the account page about reminders and the calendar."""

import re
from datetime import date

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail

from assessments.models.reminders import Reminder
from assessments.selectors.reminders import find_reminder
from tests.accounts.people import mailed_link
from tests.assessments.taking import tags, text
from tests.factories import NOW, make_reminder

ACCOUNT, REMINDERS, CALENDAR = "/account/", "/account/reminders/", "/account/calendar/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def choices(response):
    radios = tags(response, "input", type="radio", name="months")
    return [radio["value"] for radio in radios], [
        radio["value"] for radio in radios if "checked" in radio
    ]


def test_nobody_is_reminded_without_asking(ada_client):
    assert choices(ada_client.get(ACCOUNT)) == (["", "1", "3", "6", "12"], [""])
    assert not Reminder.objects.exists()


def test_choosing_says_when_the_next_one_comes(ada, ada_client):
    response = ada_client.post(REMINDERS, {"months": "6"})

    assert response["Location"] == ACCOUNT
    page = ada_client.get(ACCOUNT)
    assert choices(page)[1] == ["6"]
    assert "The next one comes on 24 May 2027." in text(page)
    assert find_reminder(ada).next_on == date(2027, 5, 24)


def test_never_turns_them_off(ada, ada_client):
    make_reminder(ada)

    for _ in range(2):
        assert ada_client.post(REMINDERS, {"months": ""})["Location"] == ACCOUNT

    assert not find_reminder(ada).is_on
    assert choices(ada_client.get(ACCOUNT))[1] == [""]


@pytest.mark.parametrize("months", ["2", "-1", "x", "\x00", "9" * 500])
def test_another_rhythm_is_refused(ada, ada_client, months):
    response = ada_client.post(REMINDERS, {"months": months})

    assert response.status_code == 200
    assert list(response.context["reminder_form"].errors) == ["months"]
    assert find_reminder(ada) is None


def test_unconfirmed_address_gets_the_link_again_instead(ada, ada_client):
    EmailAddress.objects.update(verified=False)

    page = ada_client.get(ACCOUNT)
    refused = ada_client.post(REMINDERS, {"months": "3"})

    assert choices(page) == ([], [])
    assert "ada@example.org is not confirmed yet." in text(page)
    assert list(refused.context["reminder_form"].errors) == ["months"]
    assert find_reminder(ada) is None
    ada_client.post("/accounts/email/", {"email": ada.email, "action_send": "yes"})
    assert mail.outbox[-1].to == [ada.email]
    assert "/accounts/confirm-email/" in mailed_link()


def test_what_is_on_can_be_turned_off_without_a_confirmed_address(ada, ada_client):
    make_reminder(ada)
    EmailAddress.objects.update(verified=False)

    assert choices(ada_client.get(ACCOUNT)) == (["", "3"], ["3"])
    ada_client.post(REMINDERS, {"months": ""})

    assert not find_reminder(ada).is_on


def shown_address(client):
    found = re.search(
        r"data-calendar>http://testserver([^<]+)<", client.get(ACCOUNT).content.decode()
    )
    return found and found[1]


def test_calendar_address_is_made_renewed_and_ended(ada_client, client):
    assert shown_address(ada_client) is None

    for _ in range(2):
        assert ada_client.post(CALENDAR, {"choice": "open"})["Location"] == ACCOUNT
    first = shown_address(ada_client)
    assert client.get(first)["Content-Type"].startswith("text/calendar")

    ada_client.post(CALENDAR, {"choice": "renew"})
    second = shown_address(ada_client)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200

    ada_client.post(CALENDAR, {"choice": "close"})
    assert shown_address(ada_client) is None
    assert client.get(second).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"choice": "burn"}])
def test_unclear_choice_changes_nothing(ada, ada_client, sent):
    make_reminder(ada, calendar=True)
    before = shown_address(ada_client)

    assert ada_client.post(CALENDAR, sent)["Location"] == ACCOUNT

    assert shown_address(ada_client) == before


def test_person_sees_and_changes_only_their_own(ada, ada_client, mallory_client):
    make_reminder(ada, calendar=True)

    assert shown_address(mallory_client) is None
    mallory_client.post(REMINDERS, {"months": ""})
    mallory_client.post(CALENDAR, {"choice": "close"})

    assert find_reminder(ada).is_on
    assert shown_address(ada_client)


def test_reminders_go_with_the_account(ada):
    make_reminder(ada, calendar=True)

    ada.delete()

    assert not Reminder.objects.exists()
