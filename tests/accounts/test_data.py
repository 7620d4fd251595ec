"""Erasing the account: what is asked, and that nothing is left."""

import json
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Direction
from assessments.selectors import Holder, read_questionnaire
from assessments.services import (
    Evidence,
    log_share_visit,
    report_unclear,
    save_response,
    set_direction,
)
from setframework.accounts.models import Token, User
from setframework.accounts.services import create_token, delete_person
from tests.accounts.people import log_in, reauthenticate
from tests.factories import PASSWORD, make_assessment, make_brief, make_share_link

DATA = "/account/data/"


def _fill(person: User, other: User) -> None:
    """Something of the person in every table that can hold it."""
    at = datetime(2026, 5, 4, tzinfo=UTC)
    completed = make_assessment(person, at=at)
    draft = make_assessment(person, completed=False, at=at)
    holder = Holder(person=person)
    item = read_questionnaire(draft.version).items[0].key
    note = Evidence(f"a secret of {person.email}")
    save_response(holder=holder, code=draft.code, item=item, value=3, note=note)
    log_share_visit(link=make_share_link(make_brief(completed).assessment), at=at)
    report_unclear(holder=holder, code=draft.code, item=item, at=at, word="what?")
    set_direction(person=person, level="a", aims_at="b", path="c", at=at)
    create_token(person=person, name="cron", days=30, at=timezone.now())
    log_in(Client(), person.email)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    for actor, about in ((other, person), (person, other)):
        LogEntry.objects.create(
            user=actor,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(about.pk),
            object_repr=about.email,
            action_flag=CHANGE,
        )


def _rows() -> list[str]:
    """Every row of every table, as text; sessions decoded."""
    rows = []
    for model in apps.get_models(include_auto_created=True):
        if model is Session:
            rows += [json.dumps(each.get_decoded()) for each in Session.objects.all()]
        else:
            rows += serializers.serialize("jsonl", model._default_manager.all()).splitlines()
    return rows


def _about(person: User) -> list[str]:
    """The rows that name the person: by address, code, name, or as a foreign key."""
    signs = [person.email, str(person.code), f'"{person.name}"']
    keys = [f'"{name}": {person.pk}' for name in ("user", "person")]
    keys.append(f'"_auth_user_id": "{person.pk}"')
    return [row for row in _rows() if any(sign in row for sign in signs + keys)]


def test_page_says_what_goes(ada, ada_client):
    make_assessment(ada)
    create_token(person=ada, name="cron", days=30, at=timezone.now())

    text = ada_client.get(DATA).content.decode()

    assert "ada@example.org" in text
    assert "1 assessment, with its answers and notes" in text
    assert "1 token for programs" in text


def test_erasing_asks_for_the_password_and_then_goes_on(ada, ada_client):
    asked = ada_client.post(DATA, {"confirm": "Ada@Example.org"})
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccount%2Fdata%2F"
    assert User.objects.filter(pk=ada.pk).exists()

    response = ada_client.post(
        reverse("account_reauthenticate"), {"password": PASSWORD, "next": DATA}, follow=True
    )

    assert response.redirect_chain == [("/", 302)]
    assert b"Your account and everything in it is erased." in response.content
    assert not User.objects.filter(pk=ada.pk).exists()


def test_wrong_password_erases_nothing(ada, ada_client):
    ada_client.post(DATA, {"confirm": ada.email})

    ada_client.post(reverse("account_reauthenticate"), {"password": "wrong", "next": DATA})

    assert User.objects.filter(pk=ada.pk).exists()


@pytest.mark.parametrize(
    "confirm", ["", "yes", "mallory@example.org", "nul\x00@example.org", "a" * 10_000]
)
def test_wrong_address_erases_nothing(ada, ada_client, confirm):
    reauthenticate(ada_client)

    response = ada_client.post(DATA, {"confirm": confirm})

    assert list(response.context["form"].errors) == ["confirm"]
    assert b"<title>Error: " in response.content
    assert User.objects.filter(pk=ada.pk).exists()


def test_nothing_is_left_in_any_table(ada, mallory, ada_client):
    _fill(ada, mallory)
    _fill(mallory, ada)
    tables = {row.split('"model": "')[1].split('"')[0] for row in _about(ada) if "model" in row}
    assert tables >= {
        "account.emailaddress",
        "accounts.token",
        "accounts.user",
        "admin.logentry",
        "assessments.assessment",
        "assessments.direction",
        "assessments.note",
        "mfa.authenticator",
        "usersessions.usersession",
    }
    hers = len(_about(mallory))

    delete_person(person=ada)

    # A session that was made without logging in is known by its cookie only; it opens nothing.
    ada_client.cookies.clear()
    left = [row for row in _about(ada) if '"_auth_user_id"' not in row]
    assert left == []
    assert hers - len(_about(mallory)) == 4  # the lines of the staff's log between them
    assert Assessment.objects.filter(person=mallory).count() == 2
    assert Direction.objects.filter(person=mallory).count() == 1


def test_every_session_and_token_ends(ada):
    here, there = Client(), Client()
    log_in(here, ada.email)
    log_in(there, ada.email)
    _token, text = create_token(person=ada, name="cron", days=30, at=timezone.now())
    reauthenticate(here)

    response = here.post(DATA, {"confirm": ada.email})

    assert response["Location"] == "/"
    assert "_auth_user_id" not in here.session
    assert there.get("/account/").status_code == 302
    bearer = {"authorization": f"Bearer {text}"}
    assert Client().get("/api/v1/me/", headers=bearer).status_code == 401
    assert [Session.objects.filter(pk=there.session.session_key).exists()] == [False]
    assert (UserSession.objects.count(), Token.objects.count()) == (0, 0)
    assert not EmailAddress.objects.exists()


def test_address_is_free_again(ada, client):
    delete_person(person=ada)

    again = client.post(reverse("account_signup"), {"email": ada.email, "password1": PASSWORD})

    assert again["Location"] == "/result/"
    assert not Assessment.objects.filter(person=User.objects.get()).exists()


def test_second_click_finds_nobody_to_erase(ada, mallory):
    client = Client()
    log_in(client, ada.email)
    reauthenticate(client)
    client.post(DATA, {"confirm": ada.email})

    assert client.post(DATA, {"confirm": ada.email})["Location"].startswith("/accounts/login/")
    assert User.objects.get() == mallory
