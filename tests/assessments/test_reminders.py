"""Reminders: when they are due, that none is ever sent twice, and how one stops them."""

from datetime import date, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from assessments import tasks
from assessments.models.reminders import RHYTHMS, Reminder
from assessments.selectors.reminders import find_reminder, get_next_day, list_due_reminders
from assessments.services import reminders
from assessments.services.reminders import (
    claim_reminder,
    send_due_reminders,
    set_reminder,
    stop_reminder,
)
from setframework.people.verified import EmailNotVerified
from tests.assessments.taking import text
from tests.assessments.test_services import together
from tests.factories import NOW, make_assessment, make_goal, make_reminder, make_user

at_once = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DUE = NOW + timedelta(days=92)  # three months later: 24 February


def on(person):
    return find_reminder(person).next_on


def recipients():
    return [address for message in mail.outbox for address in message.to]


# When


@pytest.mark.parametrize(
    ("months", "day", "then"),
    [
        (1, date(2027, 1, 31), date(2027, 2, 28)),
        (1, date(2028, 1, 31), date(2028, 2, 29)),
        (3, date(2026, 11, 30), date(2027, 2, 28)),
        (6, date(2026, 8, 31), date(2027, 2, 28)),
        (12, date(2028, 2, 29), date(2029, 2, 28)),
        (12, date(2026, 12, 31), date(2027, 12, 31)),
        (1, date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_month_on_is_the_same_day_or_the_last(months, day, then):
    assert Reminder(months=months).after(day) == then


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)), st.sampled_from(RHYTHMS))
def test_month_on_never_skips_a_month(day, months):
    then = Reminder(months=months).after(day)

    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day <= day.day
    assert then.day == day.day or (then + DAY).day == 1


def test_opt_in_counts_from_that_day(ada):
    set_reminder(person=ada, months=3, at=NOW)

    assert on(ada) == date(2027, 2, 24)


def test_same_rhythm_again_does_not_put_it_off(ada):
    set_reminder(person=ada, months=3, at=NOW)
    set_reminder(person=ada, months=3, at=NOW + 60 * DAY)
    assert on(ada) == date(2027, 2, 24)

    set_reminder(person=ada, months=1, at=NOW + 60 * DAY)
    assert on(ada) == date(2027, 2, 23)


def test_unconfirmed_address_is_refused(set_version):
    person = make_user(verified=False)

    with pytest.raises(EmailNotVerified):
        set_reminder(person=person, months=3, at=NOW)

    assert not Reminder.objects.exists()


@pytest.mark.parametrize("fields", [{"months": 2}, {"months": 3}, {"next_on": NOW.date()}])
def test_database_refuses_another_rhythm_and_halves(ada, fields):
    day = {"next_on": NOW.date()} if fields == {"months": 2} else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(person=ada, **fields, **day)


def test_person_has_one_reminder(ada):
    Reminder.objects.create(person=ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(person=ada)


def test_tokens_are_long_random_and_apart(ada, mallory):
    first, second = make_reminder(ada, calendar=True), make_reminder(mallory, calendar=True)

    tokens = {token for each in (first, second) for token in (each.stop_token, each.calendar_token)}
    assert len(tokens) == 4
    assert {len(token) for token in tokens} == {43}


# Sending


def test_nothing_is_sent_before_its_day(ada):
    make_reminder(ada)

    assert send_due_reminders(at=DUE - DAY) == 0
    assert mail.outbox == []


def test_due_one_is_sent_once_and_the_next_is_a_period_later(ada):
    make_reminder(ada)

    assert send_due_reminders(at=DUE) == 1
    assert send_due_reminders(at=DUE) == 0
    assert send_due_reminders(at=DUE + 80 * DAY) == 0

    assert recipients() == ["ada@example.org"]
    assert on(ada) == date(2027, 5, 24)
    assert find_reminder(ada).claimed_at == DUE


def test_worker_that_slept_for_a_year_sends_one(ada):
    make_reminder(ada, 1)

    assert send_due_reminders(at=NOW + 365 * DAY) == 1
    assert send_due_reminders(at=NOW + 366 * DAY) == 0
    assert on(ada) == date(2027, 12, 24)


def test_assessment_puts_it_off(ada):
    make_reminder(ada)
    make_assessment(ada, at=NOW + 60 * DAY)

    assert get_next_day(find_reminder(ada)) == date(2027, 4, 23)
    assert send_due_reminders(at=DUE) == 0
    assert (on(ada), find_reminder(ada).claimed_at) == (date(2027, 4, 23), None)
    assert send_due_reminders(at=NOW + 150 * DAY) == 1


def test_draft_or_old_assessment_puts_nothing_off(ada):
    make_reminder(ada)
    make_assessment(ada, at=NOW - 60 * DAY)
    make_assessment(ada, completed=False, at=NOW + 60 * DAY)

    assert send_due_reminders(at=DUE) == 1


@pytest.mark.parametrize("change", ["stopped", "closed", "unconfirmed", "moved"])
def test_nobody_is_reminded_who_must_not_be(ada, change):
    reminder = make_reminder(ada)
    if change == "stopped":
        stop_reminder(reminder=reminder)
    elif change == "closed":
        ada.is_active = False
        ada.save()
    elif change == "unconfirmed":
        EmailAddress.objects.update(verified=False)
    else:
        ada.email = "elsewhere@example.org"
        ada.save()

    assert send_due_reminders(at=DUE) == 0
    assert mail.outbox == []


def test_job_sends_what_is_due_now(ada):
    make_reminder(ada)

    with time_machine.travel(DUE, tick=False):
        assert tasks.send_due_reminders.func() == 1


# Never twice


@at_once
def test_two_workers_at_once_send_one(ada):
    make_reminder(ada)

    results = together(*[lambda: send_due_reminders(at=DUE)] * 2)

    assert sorted(results) == [0, 1]
    assert recipients() == ["ada@example.org"]


@at_once
def test_eight_claims_at_once_give_it_to_one(ada):
    make_reminder(ada)
    (due,) = list_due_reminders(DUE.date())

    results = together(*[lambda: claim_reminder(reminder=due, at=DUE)] * 8)

    assert sorted(results) == [False] * 7 + [True]


@at_once
def test_kill_between_claim_and_mail_neither_loses_nor_doubles_it(ada, monkeypatch):
    make_reminder(ada)

    class Killed(BaseException):
        pass

    def die(reminder):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(reminders, "compose_reminder", die)
        with pytest.raises(Killed):
            send_due_reminders(at=DUE)

    assert mail.outbox == []
    assert [send_due_reminders(at=DUE), send_due_reminders(at=DUE)] == [1, 0]
    assert recipients() == ["ada@example.org"]


def test_stopped_just_before_the_claim_is_not_sent(ada):
    make_reminder(ada)
    (due,) = list_due_reminders(DUE.date())

    stop_reminder(reminder=due)

    assert claim_reminder(reminder=due, at=DUE) is False
    assert find_reminder(ada).next_on is None


# The mail


@pytest.fixture
def message(ada, settings):
    """What ada gets, whose answers, notes and goals could leak."""
    settings.SITE_URL = "https://set.example.org"
    ada.name = "Ada <b>& co"
    ada.save()
    make_assessment(ada, {"team-trust": 3}, at=NOW - 300 * DAY, level="staff")
    make_goal(ada, text="Be braver")
    make_reminder(ada)
    send_due_reminders(at=DUE)
    (message,) = mail.outbox
    return message


def test_mail_says_why_it_comes_and_what_to_do(message, ada):
    stop_url = f"https://set.example.org/reminders/stop/{find_reminder(ada).stop_token}/"
    (html,) = [str(part.content) for part in message.alternatives]

    assert message.subject == "Time to see what has changed"
    assert message.body.startswith("Hello Ada <b>& co,\n")
    assert "Hello Ada &lt;b&gt;&amp; co," in html
    for part in (message.body, html):
        assert "You asked this site to remind you every 3 months." in part
        assert "https://set.example.org/assessments/start/" in part
        assert "https://set.example.org/plan/" in part
        assert stop_url in part
    assert "style=" not in html
    assert "<img" not in html


def test_mail_has_the_headers_for_one_click(message, ada):
    sent = message.message()

    stop_url = f"https://set.example.org/reminders/stop/{find_reminder(ada).stop_token}/"
    assert sent["List-Unsubscribe"] == f"<{stop_url}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parseaddr(sent["To"])[1] == ada.email


def test_mail_tells_no_score_answer_level_or_goal(message):
    for part in (message.body, str(message.alternatives[0].content), message.subject):
        for secret in ("braver", "Staff", "staff", " of 4", "trusted", "%"):
            assert secret not in part


def test_monthly_mail_says_so(ada):
    make_reminder(ada, 1)
    send_due_reminders(at=DUE)

    assert "remind you every month." in mail.outbox[0].body


# Stopping


@pytest.fixture
def stop_url(ada):
    return f"/reminders/stop/{make_reminder(ada).stop_token}/"


def test_looking_at_the_link_stops_nothing(client, ada, stop_url):
    response = client.get(stop_url)

    assert "Stop reminders?" in text(response)
    assert b'<form method="post">' in response.content
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}
    client.head(stop_url)
    assert find_reminder(ada).is_on


def test_one_click_stops_without_log_in_or_csrf(ada, stop_url):
    program = Client(enforce_csrf_checks=True)

    response = program.post(stop_url, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "Reminders are off" in text(response)
    assert not find_reminder(ada).is_on
    assert send_due_reminders(at=DUE) == 0


def test_second_click_is_harmless_and_old_links_go_on_stopping(client, ada, stop_url):
    client.post(stop_url)
    assert client.post(stop_url).status_code == 200
    assert "Reminders are off" in text(client.get(stop_url))

    set_reminder(person=ada, months=1, at=NOW)
    client.post(stop_url)

    assert not find_reminder(ada).is_on


def test_link_says_nothing_about_the_person(client, ada, stop_url):
    make_goal(ada, text="Be braver")

    said = text(client.get(stop_url)) + text(client.post(stop_url))

    for secret in (ada.email, "Ada", "braver", "3 months"):
        assert secret not in said


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 500])
def test_wrong_link_is_not_found(client, ada, stop_url, token):
    for response in (client.get(f"/reminders/stop/{token}/"), client.post("/reminders/stop/x/")):
        assert response.status_code == 404
    assert find_reminder(ada).is_on


def test_calendar_address_stops_nothing(client, ada):
    reminder = make_reminder(ada, calendar=True)

    assert client.post(f"/reminders/stop/{reminder.calendar_token}/").status_code == 404
    assert find_reminder(ada).is_on
