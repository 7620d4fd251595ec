"""A password that is easily guessed is refused, with the reason, wherever one is set."""

import time
from contextlib import suppress

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from zxcvbn import feedback, matching

from setframework.accounts.forms import passwords
from setframework.accounts.forms.passwords import ADVICE, GuessableValidator
from setframework.people.models import User
from tests.accounts.people import mailed_link, sign_up
from tests.factories import PASSWORD, make_user

WEAK = "Password123!"
STRONG = "a much better battery"
HELPS = "Take four or five words that have nothing to do with each other."


def refusal(password, **person):
    with pytest.raises(ValidationError) as refused:
        GuessableValidator().validate(password, User(**person) if person else None)
    return refused.value.message


@pytest.mark.parametrize(
    ("password", "why"),
    [
        (WEAK, "It is much like one that many people use."),
        ("aaaaaaaaaaaaaa", "It repeats one character."),
        ("changemechangeme", "It repeats the same piece."),
        ("abcdefghijkl", "It counts up or down, like “abc” or “6543”."),
        ("qwertyuiop[]", "It is a row of keys."),
        ("Set Framework 2026", "It is made of your name, your address or the name of this site."),
        ("setframework1!", "It is made of your name, your address or the name of this site."),
    ],
)
def test_easily_guessed_password_is_refused_with_the_reason(password, why):
    assert refusal(password) == f"This password is easily guessed. {why} {HELPS}"


@pytest.mark.parametrize("password", ["ada.lovelace-4711", "Lovelace4711!", "analytical12"])
def test_own_name_and_address_are_the_first_guess(password):
    person = {"email": "ada.lovelace-4711@analytical.example", "name": "Ada Lovelace"}

    assert "your name, your address" in refusal(password, **person)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, STRONG, "лошадь батарея скоба", "Zq7#vT2!mL9p", "x" * 8 + "kw3 Rt8 vb2 Lm9"],
)
def test_phrase_passes(password):
    GuessableValidator().validate(password, User(email="ada@example.org", name="Ada"))


@pytest.mark.parametrize(
    "password",
    ["4@8({[<369!1|70$5+%2" * 50_000, "aB3$" * 250_000, "((((" * 250_000, "é" * 1_000_000],
)
def test_long_or_odd_password_costs_little(password):
    began = time.process_time()
    with suppress(ValidationError):
        GuessableValidator().validate(password)

    assert time.process_time() - began < 1


def test_every_reason_is_said_in_our_words(monkeypatch):
    """The keys of ADVICE are words of zxcvbn. A release that rewords one must not lose a reason."""
    said = []
    monkeypatch.setattr(feedback, "_", lambda text: said.append(text) or text)
    for name in ("passwords", "english_wikipedia", "surnames"):
        for rank, sole in ((1, True), (50, True), (5000, True), (5000, False)):
            match = {
                "pattern": "dictionary",
                "dictionary_name": name,
                "token": "word",
                "rank": rank,
                "reversed": False,
                "guesses_log10": 1,
            }
            said.append(feedback.get_match_feedback(match, sole)["warning"])
    for match in (
        {"pattern": "spatial", "turns": 1},
        {"pattern": "spatial", "turns": 2},
        {"pattern": "repeat", "base_token": "a"},
        {"pattern": "repeat", "base_token": "ab"},
        {"pattern": "sequence"},
        {"pattern": "regex", "regex_name": "recent_year"},
        {"pattern": "date"},
    ):
        said.append(feedback.get_match_feedback(match, True)["warning"])

    assert set(ADVICE) <= set(said)


def test_words_of_one_person_stay_out_of_the_next_look():
    refusal("lovelace ada 99", email="ada@lovelace.example", name="Ada Lovelace")
    GuessableValidator().validate("correct horse battery", User(email="x@example.org"))

    assert "lovelace" not in matching.RANKED_DICTIONARIES["user_inputs"]
    assert not passwords.ONE_AT_A_TIME.locked()


def test_sign_up_refuses_it(client, db):
    response = sign_up(client, "new@example.org", WEAK)

    assert "easily guessed" in str(response.context["form"].errors["password1"])
    assert not User.objects.filter(email="new@example.org").exists()


def test_sign_up_knows_the_address_that_is_typed(client, db):
    response = sign_up(client, "grace.hopper@example.org", "grace.hopper!")

    assert "your name, your address" in str(response.context["form"].errors["password1"])


def test_change_refuses_it(ada, ada_client):
    response = ada_client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": WEAK}
    )

    assert "easily guessed" in str(response.context["form"].errors["password1"])
    assert User.objects.get(pk=ada.pk).check_password(PASSWORD)


def test_reset_refuses_it_and_knows_the_person(client, db):
    person = make_user("grace.hopper@example.org", name="Grace")
    client.post(reverse("account_reset_password"), {"email": person.email})
    form = client.get(mailed_link())["Location"]
    for weak in (WEAK, "grace.hopper1"):
        response = client.post(form, {"password1": weak})
        assert "easily guessed" in str(response.context["form"].errors["password1"])

    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_setting_one_refuses_it(ada, ada_client):
    ada.set_unusable_password()
    ada.save()
    ada_client.force_login(ada)

    response = ada_client.post(reverse("account_set_password"), {"password1": WEAK})

    assert "easily guessed" in str(response.context["form"].errors["password1"])


def test_command_for_the_first_administrator_refuses_it(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", WEAK)
    with pytest.raises(CommandError, match="easily guessed"):
        call_command("createsuperuser", email="root@example.org", interactive=False, verbosity=0)
    assert not User.objects.exists()

    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", STRONG)
    call_command("createsuperuser", email="root@example.org", interactive=False, verbosity=0)
    assert User.objects.get().is_superuser


def test_demo_and_tests_use_one_that_passes():
    validate_password(PASSWORD, User(email="ada@example.org"))
