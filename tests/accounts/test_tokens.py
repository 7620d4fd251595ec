"""API tokens: made, shown once, used, run out, revoked."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from setframework.accounts.services.tokens import (
    MAX_TOKENS,
    NameTaken,
    TooManyTokens,
    create_token,
    revoke_token,
)
from setframework.people.models import Token
from tests.accounts.people import log_in
from tests.factories import NOW


@pytest.fixture
def ada_client(ada):
    """Logged in a moment ago."""
    client = Client()
    log_in(client, ada.email)
    return client


TOKENS, ME = "/account/tokens/", "/api/v1/me/"


def _make(client: Client, name: str = "cron", days: int = 30) -> str:
    return str(client.post(TOKENS, {"name": name, "days": days}).context["text"])


def _ask(text: str) -> int:
    return Client().get(ME, headers={"authorization": f"Bearer {text}"}).status_code


def test_token_is_shown_in_this_response_and_nowhere_else(ada, ada_client):
    response = ada_client.post(TOKENS, {"name": "cron", "days": "30"})

    text = response.context["text"]
    assert response.status_code == 200
    assert text in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert text not in str(dict(ada_client.session))
    assert text not in str([str(each) for each in get_messages(response.wsgi_request)])
    assert text not in str(ada_client.cookies)
    for path in ("/account/", TOKENS):
        assert text not in ada_client.get(path).content.decode()
    assert text not in str(list(Token.objects.values()))


def test_token_works_as_its_person(ada, ada_client):
    text = _make(ada_client)

    response = Client().get(ME, headers={"authorization": f"Bearer {text}"})

    assert response.json()["email"] == "ada@example.org"


@pytest.mark.parametrize("days", [30, 90, 365])
def test_token_runs_out(ada_client, days):
    text = _make(ada_client, days=days)

    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=-5), tick=False):
        assert _ask(text) == 200
    with time_machine.travel(timezone.now() + timedelta(days=days, minutes=5), tick=False):
        assert _ask(text) == 401


def test_page_lists_what_works_with_its_beginning(ada, ada_client):
    text = _make(ada_client, "cron")

    page = ada_client.get("/account/").content.decode()

    assert "cron" in page
    assert f"{text[:9]}…" in page
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        ada_client.force_login(ada)
        assert list(ada_client.get("/account/").context["tokens"]) == []


def test_revoked_token_stops_at_once(ada, ada_client):
    text = _make(ada_client)
    token = Token.objects.get(user=ada)
    assert _ask(text) == 200

    response = ada_client.post(f"{TOKENS}{token.code}/revoke/")

    assert response["Location"] == "/account/"
    assert _ask(text) == 401
    assert ada_client.post(f"{TOKENS}{token.code}/revoke/").status_code == 404


def test_revoking_needs_a_post(ada, ada_client):
    text = _make(ada_client)

    response = ada_client.get(f"{TOKENS}{Token.objects.get(user=ada).code}/revoke/")

    assert response.status_code == 405
    assert _ask(text) == 200


def test_strangers_token_is_not_there(ada, ada_client, mallory_client):
    text = _make(ada_client)
    token = Token.objects.get(user=ada)

    response = mallory_client.post(f"{TOKENS}{token.code}/revoke/")

    assert response.status_code == 404
    assert _ask(text) == 200
    assert "cron" not in mallory_client.get("/account/").content.decode()


def test_second_click_makes_no_second_token(ada, ada_client):
    _make(ada_client)

    response = ada_client.post(TOKENS, {"name": "cron", "days": "30"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["name"]
    assert 'href="#token_name"' in response.content.decode()
    assert Token.objects.filter(user=ada).count() == 1


def test_two_people_may_use_the_same_name(ada, mallory):
    for person in (ada, mallory):
        create_token(person=person, name="cron", days=30, at=NOW)

    assert Token.objects.count() == 2


def test_name_of_a_token_that_ran_out_is_free_again(ada, ada_client):
    _make(ada_client)

    with time_machine.travel(timezone.now() + timedelta(days=31)):
        log_in(ada_client, ada.email)
        assert _ask(_make(ada_client)) == 200

    assert Token.objects.filter(user=ada).count() == 1


def test_person_has_at_most_so_many_tokens(ada, ada_client):
    at = timezone.now()
    for number in range(MAX_TOKENS):
        create_token(person=ada, name=str(number), days=30, at=at)

    with pytest.raises(TooManyTokens):
        create_token(person=ada, name="one more", days=30, at=at)
    response = ada_client.post(TOKENS, {"name": "one more", "days": "30"})

    assert list(response.context["form"].errors) == ["__all__"]
    assert Token.objects.count() == MAX_TOKENS


@pytest.mark.parametrize(
    ("name", "days", "wrong"),
    [
        ("", "30", "name"),
        ("   ", "30", "name"),
        ("a" * 61, "30", "name"),
        ("a" * 10_000, "30", "name"),
        ("nul\x00", "30", "name"),
        ("cron", "", "days"),
        ("cron", "31", "days"),
        ("cron", "99999999999999999999", "days"),
        ("cron", "-30", "days"),
        ("cron", "\x00", "days"),
    ],
)
def test_bad_input_makes_no_token(ada_client, name, days, wrong):
    response = ada_client.post(TOKENS, {"name": name, "days": days})

    assert list(response.context["form"].errors) == [wrong]
    assert not Token.objects.exists()


def test_name_is_shown_as_text(ada_client):
    response = ada_client.post(TOKENS, {"name": "<script>x</script>", "days": "30"})

    assert b"<script>x" not in response.content
    assert b"<script>x" not in ada_client.get("/account/").content


def test_service_refuses_a_name_twice(ada):
    at = timezone.now()
    create_token(person=ada, name="cron", days=30, at=at)

    with pytest.raises(NameTaken):
        create_token(person=ada, name="cron", days=30, at=at)


def test_service_revokes_nobody_elses(ada, mallory):
    token, _text = create_token(person=ada, name="cron", days=30, at=NOW)

    with pytest.raises(Token.DoesNotExist):
        revoke_token(person=mallory, code=token.code)


def test_database_refuses_a_name_twice_and_a_token_for_ever(ada):
    token, _text = create_token(person=ada, name="cron", days=30, at=NOW)

    with pytest.raises(IntegrityError, match=r"one_token_a_name|UNIQUE"), transaction.atomic():
        Token.objects.create(user=ada, name="cron")
    with pytest.raises(IntegrityError, match="a_token_expires"), transaction.atomic():
        Token.objects.filter(pk=token.pk).update(expiry=None)
