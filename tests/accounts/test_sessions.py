"""The list of browsers in which a person is logged in."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from setframework.accounts.services.tokens import create_token
from setframework.people import visitors
from setframework.web.middleware import sessions
from tests.accounts.people import code_now, hold_draft, log_in, sign_up, turn_on_totp
from tests.architecture.test_settings import PRODUCTION
from tests.factories import make_visitor_draft

SESSIONS = "/accounts/sessions/"


def test_page_lists_the_browsers_and_ends_the_others(ada):
    here, there = Client(headers={"user-agent": "Here"}), Client(headers={"user-agent": "There"})
    log_in(here, ada.email)
    log_in(there, ada.email)
    text = here.get(SESSIONS).content.decode()
    assert "Here" in text
    assert "There" in text

    here.post(SESSIONS)

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert b"You are logged in nowhere else." in here.get(SESSIONS).content


def test_page_shows_nobody_elses(ada, mallory):
    hers, his = Client(headers={"user-agent": "Hers"}), Client(headers={"user-agent": "His"})
    log_in(hers, ada.email)
    log_in(his, mallory.email)

    assert b"Hers" not in his.get(SESSIONS).content
    his.post(SESSIONS)

    assert hers.get("/account/").status_code == 200


def test_odd_browser_name_is_shown_as_text(ada):
    client = Client(headers={"user-agent": "<script>x</script>" + "a" * 10_000})

    log_in(client, ada.email)

    assert b"&lt;script&gt;" in client.get(SESSIONS).content
    assert len(UserSession.objects.get().user_agent) == 200


@pytest.fixture
def at():
    """Moves the clock to so many days from now."""
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        yield lambda days: clock.move_to(begun + timedelta(days=days))


def is_in(client):
    return client.get("/account/").status_code == 200


def test_log_in_ends_after_two_weeks_without_use(ada, at):
    client = Client()
    log_in(client, ada.email, remember="on")

    at(13.9)
    assert is_in(client)
    at(27.8)
    assert is_in(client)
    at(41.9)
    assert not is_in(client)


def test_log_in_ends_after_thirty_days_however_often_it_is_used(ada, at):
    client = Client()
    log_in(client, ada.email, remember="on")
    for day in (5, 10, 15, 20, 25, 29.9):
        at(day)
        assert is_in(client)

    at(30)
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_use_is_written_once_a_day_at_most(ada, at):
    client = Client()
    log_in(client, ada.email)
    seen = client.session[sessions.SEEN]
    at(0.9)
    is_in(client)
    assert client.session[sessions.SEEN] == seen

    at(1.1)
    is_in(client)
    assert client.session[sessions.SEEN] > seen


def test_log_in_of_an_earlier_release_begins_now(ada, at):
    client = Client()
    log_in(client, ada.email)
    session = client.session
    del session[sessions.BEGAN], session[sessions.SEEN]
    session.save()

    at(20)
    assert is_in(client)
    at(33)
    assert is_in(client)
    at(48)
    assert not is_in(client)


@pytest.mark.parametrize("door", ["login", "sign-up"])
@pytest.mark.parametrize("stays", [True, False])
def test_browser_keeps_the_log_in_only_if_asked_to(ada, door, stays):
    client, choice = Client(), {"remember": "on"} if stays else {}
    if door == "login":
        log_in(client, ada.email, **choice)
    else:
        sign_up(client, "new@example.org", **choice)

    assert "_auth_user_id" in client.session
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == (sessions.LONGEST.total_seconds() if stays else "")


@pytest.mark.parametrize("stays", [True, False])
def test_choice_waits_for_the_second_factor(ada, ada_client, stays):
    secret = turn_on_totp(ada_client)
    client = Client()
    log_in(client, ada.email, **({"remember": "on"} if stays else {}))
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})

        assert "_auth_user_id" in client.session
        assert client.session.get_expire_at_browser_close() is not stays


def test_session_of_a_visitor_lasts_as_before(client, set_version, at):
    draft = make_visitor_draft({}, at=timezone.now())
    hold_draft(client, draft.code)

    at(29)
    assert visitors.read(client.session) is not None
    assert sessions.BEGAN not in client.session
    assert client.session.get_expire_at_browser_close() is False


def test_nothing_of_a_person_is_stored_by_the_browser(ada):
    client = Client()
    entered = log_in(client, ada.email)
    addresses = ("/account/", "/about/", "/", "/result/", "/absent/", "/api/v1/me/", "/healthz")

    for response in (entered, *(client.get(each) for each in addresses)):
        assert "no-store" in response["Cache-Control"], response
        assert "Clear-Site-Data" not in response
    assert "no-store" not in Client().get("/about/")["Cache-Control"]


def test_log_out_clears_what_the_browser_has_cached(ada):
    client = Client()
    log_in(client, ada.email)

    left = client.post(reverse("account_logout"))

    assert left["Clear-Site-Data"] == '"cache"'
    assert "no-store" in left["Cache-Control"]
    assert "Clear-Site-Data" not in client.get("/")


def test_answer_to_a_token_is_stored_by_nobody(ada):
    token = create_token(person=ada, name="cron", days=30, at=timezone.now())[1]

    response = Client(headers={"authorization": f"Bearer {token}"}).get("/api/v1/me/")

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_cookies_belong_to_this_host_alone_in_production():
    names = """
from setframework import settings
from django.conf import settings as django
import django as d; d.setup()
from setframework.people import devices
from setframework.web import context, flashes
from setframework.web.middleware import unsent
print(django.SESSION_COOKIE_NAME, django.CSRF_COOKIE_NAME, django.LANGUAGE_COOKIE_NAME,
    context.DISPLAY_COOKIE, unsent.WRITER_COOKIE, flashes.HostCookieStorage.cookie_name,
    devices.COOKIE)
"""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "setframework.settings"}
    for more, prefix in ((PRODUCTION, "__Host-"), ({}, "")):
        run = subprocess.run(
            [sys.executable, "-c", names],
            cwd=settings.BASE_DIR,
            env=environment | more,
            capture_output=True,
            text=True,
            check=True,
        )
        cookies = run.stdout.split()
        bare = [
            "sessionid",
            "csrftoken",
            "django_language",
            "display",
            "writer",
            "messages",
            "device",
        ]
        assert cookies == [prefix + name for name in bare]
