"""Signing up, logging in and reading mail, as a person does it."""

import re
from typing import Any
from uuid import UUID

from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse

from setframework.people import visitors
from tests.factories import PASSWORD

LINK = re.compile(r"http://testserver(\S+)")


def sign_up(client: Client, email: str, password: str = PASSWORD, **others: Any) -> Any:
    fields = {"email": email, "password1": password, **others}
    return client.post(reverse("account_signup"), fields)


def log_in(client: Client, email: str, password: str = PASSWORD, **others: Any) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password, **others})


def log_out(client: Client) -> None:
    client.post(reverse("account_logout"))


def reauthenticate(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def hold_draft(client: Client, code: UUID) -> None:
    session = client.session
    visitors.remember(session, code)
    session.save()


def mailed_link(position: int = -1) -> str:
    """The path of the first link in that message."""
    found = LINK.search(str(mail.outbox[position].body))
    assert found is not None
    return found[1]


def code_now(secret: str) -> str:
    """The code of this half minute: that of the last one may be refused a moment later."""
    counters = list(totp.yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def next_code(secret: str) -> str:
    """The code after that of `code_now`, which is good already: each code works once."""
    counter = list(totp.yield_hotp_counters_from_time())[-1]
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def turn_on_totp(client: Client) -> str:
    """Sets up an authenticator app for who is logged in; returns its secret."""
    reauthenticate(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert response.status_code == 302, response.content
    return secret
