"""`/api/v1/me/`: reading and erasing the account."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from assessments.services.direction import set_direction
from setframework.accounts.services.tokens import create_token
from setframework.people.models import User
from tests.accounts.people import log_in, reauthenticate
from tests.factories import make_user

ME = "/api/v1/me/"


def _bearer(person: User) -> dict[str, str]:
    _token, text = create_token(person=person, name="test", days=30, at=timezone.now())
    return {"authorization": f"Bearer {text}"}


def _delete(client: Client, body: object, **extra: object):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.delete(ME, text, content_type="application/json", **extra)


def test_me_is_the_person_of_the_token(client, ada):
    set_direction(person=ada, level="staff", aims_at="", path="technologist", at=timezone.now())

    body = client.get(ME, headers=_bearer(ada)).json()

    assert body == {
        "code": str(ada.code),
        "email": "ada@example.org",
        "email_verified": True,
        "name": "Ada",
        "level": "staff",
        "aims_at": None,
        "path": "technologist",
        "joined_at": body["joined_at"],
    }
    assert body["joined_at"].endswith("Z")


def test_me_is_the_person_of_the_session(mallory_client):
    assert mallory_client.get(ME).json()["email"] == "mallory@example.org"


def test_address_that_is_not_confirmed_is_said_so(client, db):
    person = make_user("new@example.org", verified=False)

    assert client.get(ME, headers=_bearer(person)).json()["email_verified"] is False


@pytest.mark.parametrize("method", ["get", "delete"])
def test_nobody_gets_401(client, ada, method):
    response = getattr(client, method)(ME)

    assert response.status_code == 401
    assert User.objects.filter(pk=ada.pk).exists()


def test_delete_erases_the_person(client, ada, mallory):
    bearer = _bearer(ada)
    log_in(client, ada.email)

    response = _delete(client, {"confirm": "Ada@example.org"})

    assert (response.status_code, response.content) == (204, b"")
    assert User.objects.get() == mallory
    assert client.get(ME, headers=bearer).status_code == 401


@pytest.mark.parametrize("body", [{"confirm": "ada@example.org"}, {}, {"confirm": "x"}])
def test_token_never_erases(client, ada, body):
    """Not even one with a scope, from a browser in which its person has just logged in."""
    log_in(client, ada.email)
    _token, text = create_token(
        person=ada, name="test", days=30, at=timezone.now(), scopes=["export"]
    )

    response = _delete(client, body, headers={"authorization": f"Bearer {text}"})

    assert response.status_code == 403
    assert response.json()["code"] == "reauthentication_required"
    assert "A token can't do this. Log in on the site" in response.json()["detail"]
    assert User.objects.filter(pk=ada.pk).exists()


def test_session_that_was_not_confirmed_of_late_erases_nobody(ada):
    client = Client()
    with time_machine.travel(timezone.now() - timedelta(minutes=16), tick=False):
        log_in(client, ada.email)

    response = _delete(client, {"confirm": ada.email})

    assert response.status_code == 403
    assert response.json()["code"] == "reauthentication_required"
    assert "/accounts/reauthenticate/" in response.json()["detail"]
    assert User.objects.filter(pk=ada.pk).exists()
    reauthenticate(client)
    assert _delete(client, {"confirm": ada.email}).status_code == 204


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "confirm"),
        ({"confirm": "mallory@example.org"}, "confirm"),
        ({"confirm": ""}, "confirm"),
        ({"confirm": None}, "confirm"),
        ({"confirm": 5}, "confirm"),
        ({"confirm": True}, "confirm"),
        ({"confirm": ["ada@example.org"]}, "confirm"),
        ({"confirm": "a" * 10_000}, "confirm"),
        ({"confirm": "ada@example.org", "force": True}, "force"),
    ],
)
def test_wrong_confirmation_erases_nobody(client, ada, body, field):
    log_in(client, ada.email)

    response = _delete(client, body)

    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert isinstance(response.json()[field], list)
    assert User.objects.filter(pk=ada.pk).exists()


@pytest.mark.parametrize(
    "body",
    ["", "[]", "null", "5", '"x"', "{", b"\xff", "[" * 20_000, '{"confirm": "nul\\u0000"}'],
)
def test_unreadable_body_erases_nobody(client, ada, body):
    log_in(client, ada.email)

    response = _delete(client, body)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/json"
    assert User.objects.filter(pk=ada.pk).exists()


def test_session_needs_its_csrf_token(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    response = _delete(client, {"confirm": ada.email})

    assert response.status_code == 403
    assert User.objects.filter(pk=ada.pk).exists()


def test_session_with_its_csrf_token_erases_and_ends(ada):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/accounts/login/")
    log_in(client, ada.email, csrfmiddlewaretoken=str(page.context["csrf_token"]))
    token = client.cookies["csrftoken"].value

    response = _delete(client, {"confirm": ada.email}, headers={"x-csrftoken": token})

    assert response.status_code == 204
    assert not User.objects.exists()
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_other_methods_are_not_allowed(ada_client, method):
    assert getattr(ada_client, method)(ME).status_code == 405
