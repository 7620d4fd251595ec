"""Closing an account ends all that opens it, and reopening brings none of that back."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.invitations import Invitation
from assessments.teams.services.invitations import invite
from mentors.models.alerts import SearchAlert
from mentors.selectors.search import Asked
from mentors.services.alerts import request_alert
from mentors.services.results import share_result
from setframework.accounts.services.tokens import create_token
from setframework.people.models import Token, User
from setframework.web.mail import queue
from setframework.web.mail.letters import send_letter
from setframework.web.mail.models import Letter
from tests.accounts.people import log_in, mailed_link, reauthenticate
from tests.factories import (
    client_of,
    make_assessment,
    make_mentorship,
    make_reminder,
    make_share_link,
    staff_client,
)
from tests.teams.organisation import make_team

ME = "/api/v1/me/"
RESET = "/accounts/password/reset/"
NOTHING = {"subject": "x", "text": "x", "url": "x"}


def set_active(person, *, to):
    person.is_active = to
    person.save()


@pytest.fixture
def doors(ada):
    """What opens something of ada's, by kind: each says whether it does."""
    at = timezone.now()
    browser, visitor = Client(), Client()
    log_in(browser, ada.email)
    _token, text = create_token(person=ada, name="cron", days=30, at=at)
    assessment = make_assessment(ada)
    link = make_share_link(assessment, at=at)
    reminder = make_reminder(ada, calendar=True, at=at)
    weeks = AnswerWeeksReminder.objects.create(person=ada)
    Client().post(RESET, {"email": ada.email})
    reset = mailed_link()

    def opens(name, *args):
        return visitor.get(reverse(name, args=args)).status_code == 200

    return {
        "session": lambda: browser.get("/account/").status_code == 200,
        "token": lambda: (
            visitor.get(ME, headers={"authorization": f"Bearer {text}"}).status_code == 200
        ),
        "share link": lambda: opens("assessments:shared", link.token),
        "calendar": lambda: opens("assessments:calendar", reminder.calendar_token),
        "reminder": lambda: opens("assessments:stop_reminders", reminder.stop_token),
        "team's reminder": lambda: opens("teams:stop_reminders", weeks.stop_token),
        "new password": lambda: Client().get(reset).status_code == 302,
    }


def opening(doors):
    return sorted(kind for kind, is_open in doors.items() if is_open())


def test_all_is_open_until_the_account_is_closed(doors):
    assert opening(doors) == sorted(doors)


def test_closing_by_the_admin_ends_all_and_reopening_brings_nothing_back(ada, doors):
    root = staff_client()
    page = f"/admin/accounts/user/{ada.pk}/change/"

    root.post(page, {})
    assert not User.objects.get(pk=ada.pk).is_active
    assert opening(doors) == []

    root.post(page, {"is_active": "on"})
    assert User.objects.get(pk=ada.pk).is_active
    assert opening(doors) == []


def test_closing_by_any_other_door_ends_all(ada, doors):
    set_active(ada, to=False)

    assert opening(doors) == []


def test_closing_past_the_services_opens_nothing(ada, doors):
    """A line of SQL runs no code of ours. It ends nothing, but what there is shows nothing."""
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert opening(doors) == []


def test_what_came_in_while_it_was_closed_is_ended_at_the_reopening(ada):
    set_active(ada, to=False)
    create_token(person=ada, name="cron", days=30, at=timezone.now())
    link = make_share_link(make_assessment(ada), at=timezone.now())

    set_active(ada, to=True)

    assert not Token.objects.exists()
    assert Client().get(reverse("assessments:shared", args=[link.token])).status_code == 404


def test_reopened_account_is_used_like_before(ada, doors, mailoutbox):
    set_active(ada, to=False)
    set_active(ada, to=True)
    client = Client()

    assert log_in(client, ada.email)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    Client().post(RESET, {"email": ada.email})
    assert Client().get(mailed_link()).status_code == 302


def test_other_change_of_an_account_ends_nothing(ada, doors):
    ada.refresh_from_db()
    ada.name = "Countess"
    ada.save()
    ada.save(update_fields=["is_active"])

    assert opening(doors) == sorted(doors)


def test_no_session_is_left_in_any_list(ada, doors):
    set_active(ada, to=False)

    assert not UserSession.objects.filter(user=ada).exists()


def test_address_that_waits_for_its_confirmation_can_not_take_over(ada):
    client = Client()
    log_in(client, ada.email)
    reauthenticate(client)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    confirm = mailed_link()

    set_active(ada, to=False)
    set_active(ada, to=True)
    Client().post(confirm)

    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    assert EmailAddress.objects.get(user=ada).email == ada.email


def test_letters_that_wait_are_not_sent_and_later_ones_neither(ada, grace, mailoutbox, settings):
    settings.EMAIL_BACKEND = "setframework.web.mail.backend.QueueBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    send_letter("pairing", ada.email, NOTHING)
    set_active(ada, to=False)
    assert not Letter.objects.exists()

    for person in (ada, grace):
        send_letter("pairing", person.email, NOTHING)
    queue.send_due()

    assert [message.to for message in mailoutbox] == [["grace@example.org"]]
    assert not Letter.objects.filter(next_try_at__isnull=False).exists()


def test_search_that_waits_and_invitations_end(ada):
    team = make_team(ada)
    invite(person=ada, code=team.code, email="new@example.org", at=timezone.now())
    request_alert(person=ada, asked=Asked(), at=timezone.now())

    set_active(ada, to=False)

    assert not Invitation.objects.exists()
    assert not SearchAlert.objects.exists()


def test_result_shown_in_a_mentorship_is_hidden(ada, grace):
    at = timezone.now()
    mentorship = make_mentorship(grace, ada)
    shown = make_assessment(ada)
    share = share_result(person=ada, code=mentorship.code, assessment=shown.code, at=at)
    page = reverse("mentors:shared_result", args=[mentorship.code, share.code])
    assert client_of(grace).get(page).status_code == 200

    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert client_of(grace).get(page).status_code == 404
    User.objects.filter(pk=ada.pk).update(is_active=True)
    ada.refresh_from_db()
    set_active(ada, to=False)
    set_active(ada, to=True)

    assert client_of(grace).get(page).status_code == 404


def test_nobody_else_loses_anything(ada, grace, doors):
    set_active(grace, to=False)

    assert opening(doors) == sorted(doors)


def test_page_of_the_admin_says_what_closing_ends(ada):
    root = staff_client()

    text = root.get(f"/admin/accounts/user/{ada.pk}/change/").content.decode()

    assert "It also ends, for good" in text
