"""Erasing the account: it asks for address and password, and leaves nothing."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models.taking import Assessment
from assessments.teams.models.teams import Team
from setframework.accounts.services.data import delete_person
from setframework.accounts.services.tokens import create_token
from setframework.people.models import Token, User
from tests.accounts.people import log_in, reauthenticate
from tests.accounts.tables import fill, owned_tables
from tests.factories import (
    PASSWORD,
)

DATA = "/account/data/"


def _owned(person: User) -> dict[str, int]:
    """Table and way -> how many rows of it are the person's."""
    return {
        f"{model._meta.label} {path}": model._default_manager.filter(**{path: person}).count()
        for model, paths in owned_tables().items()
        for path in paths
    }


def _rows() -> Iterator[tuple[str, str]]:
    """Every row of every table of the database, as text; what is in a session decoded."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from [(table, str(row)) for row in cursor.fetchall()]
    for session in Session.objects.all():
        yield "sessions", str(session.get_decoded())


def _tables_that_name(*signs: str) -> set[str]:
    found = ((table, row.lower()) for table, row in _rows())
    return {table for table, row in found if any(sign.lower() in row for sign in signs)}


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


def test_no_row_of_any_table_is_left(ada, mallory):
    fill(ada, mallory)
    fill(mallory, ada)
    before, others = _owned(ada), _owned(mallory)
    # A table that is new here: let fill put something of a person into it.
    assert [place for place, rows in before.items() if rows == 0] == []

    delete_person(person=ada)

    assert {place: rows for place, rows in _owned(ada).items() if rows} == {}
    lost = {
        "admin.LogEntry user": 2,  # what mallory did to ada's account
        "mentors.Block person": 1,
        "mentors.Block blocked": 1,
        "teams.Vouch person": 1,
        "teams.Vouch by": 1,
    }
    assert _owned(mallory) == {place: rows - lost.get(place, 0) for place, rows in others.items()}
    team = Team.objects.get(name=f"Team of {ada.pk}")
    assert team.manager is None


def test_nothing_in_the_database_names_the_person(ada, mallory):
    ada.name = "Augusta Ada King"
    ada.save()
    fill(ada, mallory)
    fill(mallory, ada)
    own = Assessment.objects.filter(person=ada).values_list("code", flat=True)
    signs = [ada.email, ada.name, str(ada.code), ada.code.hex, f"'_auth_user_id': '{ada.pk}'"]
    signs += [shape for code in own for shape in (str(code), code.hex)]
    assert _tables_that_name(*signs) >= {
        "account_emailaddress",
        "accounts_user",
        "assessments_assessment",
        "django_admin_log",
        "sessions",
        "teams_invitation",
    }

    delete_person(person=ada)

    assert _tables_that_name(*signs) == set()


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

    assert again["Location"] == "/"
    assert not Assessment.objects.filter(person=User.objects.get()).exists()


def test_second_click_finds_nobody_to_erase(ada, mallory):
    client = Client()
    log_in(client, ada.email)
    reauthenticate(client)
    client.post(DATA, {"confirm": ada.email})

    assert client.post(DATA, {"confirm": ada.email})["Location"].startswith("/accounts/login/")
    assert User.objects.get() == mallory
