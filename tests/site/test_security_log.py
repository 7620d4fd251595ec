"""The security log: every event of the list is walked, and no line carries more than it may."""

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from setframework.accounts.services.data import delete_person
from setframework.people.models import User
from setframework.portable.exporting import export_document
from setframework.web import security_log
from setframework.web.security_log import EVENTS, record
from tests.accounts.people import (
    log_in,
    mailed_link,
    reauthenticate,
    sign_up,
    turn_on_totp,
)
from tests.factories import (
    PASSWORD,
    make_assessment,
    make_share_link,
    make_user,
    staff_client,
)

# What every line may have; an event adds what EVENTS says that it carries.
ALWAYS = {"time", "event", "result", "person", "by", "address", "request"}
NEW_PASSWORD = "another horse battery 7"
SECRETS = (PASSWORD, NEW_PASSWORD, "ada@example.org", "new@example.org", "Ada", "my own words")


class Lines(logging.Handler):
    """What was written, as values and as text."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def emit(self, line: logging.LogRecord) -> None:
        self.texts.append(line.getMessage())

    def of(self, event: str) -> list[dict[str, Any]]:
        return [each for each in map(json.loads, self.texts) if each["event"] == event]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """What is written when a transaction is kept, is written at once: a test keeps none."""
    monkeypatch.setattr(security_log.transaction, "on_commit", lambda write, **_: write())
    handler = Lines()
    security_log.logger.addHandler(handler)
    yield handler
    security_log.logger.removeHandler(handler)


@pytest.fixture
def tight_limits(settings: Any) -> None:
    """One limit at its real height; the tests' own is a thousand times as high."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reset_password": "20/m/ip"}


def _log_in(ada: User) -> Client:
    client = Client()
    assert log_in(client, ada.email).status_code == 302
    return client


def _staff(ada: User) -> Client:
    return staff_client(make_user("root@example.org", is_staff=True, is_superuser=True))


def _fail(ada: User) -> None:
    log_in(Client(), ada.email, "a wrong password")


def _sign_up(ada: User) -> None:
    sign_up(Client(), "new@example.org")


def _confirm(ada: User) -> None:
    sign_up(Client(), "new@example.org")
    Client().post(mailed_link())


def _change_password(ada: User) -> None:
    client = _log_in(ada)
    given = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_change_password"), given)


def _reset_password(ada: User) -> None:
    Client().post(reverse("account_reset_password"), {"email": ada.email})
    client = Client()
    page = client.get(mailed_link(), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD})


def _change_address(ada: User) -> None:
    client = _log_in(ada)
    reauthenticate(client)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    client.post(mailed_link())


def _take_address_away(ada: User) -> None:
    client = _log_in(ada)
    reauthenticate(client)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    client.post(reverse("account_email"), {"email": "new@example.org", "action_remove": ""})


def _two_factor(ada: User) -> Client:
    client = _log_in(ada)
    turn_on_totp(client)
    return client


def _take_factor_away(ada: User) -> None:
    client = _two_factor(ada)
    client.post(reverse("mfa_deactivate_totp"))


def _renew_codes(ada: User) -> None:
    _two_factor(ada).post(reverse("mfa_generate_recovery_codes"))


def _fail_factor(ada: User) -> None:
    _two_factor(ada)
    client = Client()
    log_in(client, ada.email)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})


def _make_token(ada: User) -> Client:
    client = _log_in(ada)
    reauthenticate(client)
    client.post("/account/tokens/", {"name": "my own words", "days": 30})
    return client


def _revoke_token(ada: User) -> None:
    client = _make_token(ada)
    for token in client.get("/account/tokens/").context["tokens"]:
        client.post(reverse("accounts:revoke", args=[token.code]))


def _refuse_token(ada: User) -> None:
    Client().get("/api/v1/me/", headers={"authorization": "Bearer set_secret"})


def _share(ada: User) -> None:
    assessment = make_assessment(ada)
    path = reverse("assessments:share", args=[assessment.code])
    _log_in(ada).post(path, {"kind": "result", "scales": ["soft-skills"], "days": 7})


def _revoke_share(ada: User) -> None:
    link = make_share_link(make_assessment(ada))
    _log_in(ada).post(reverse("assessments:revoke_share", args=[link.code]))


def _open_share(ada: User) -> None:
    link = make_share_link(make_assessment(ada), at=timezone.now())
    Client().get(reverse("assessments:shared", args=[link.token]))


def _erase(ada: User) -> None:
    delete_person(person=ada)


def _close(ada: User) -> None:
    _staff(ada).post(f"/admin/accounts/user/{ada.pk}/change/", {})


def _reopen(ada: User) -> None:
    _close(ada)
    ada.refresh_from_db()
    ada.is_active = True
    ada.save()


def _give_role(ada: User) -> None:
    ada.is_staff = True
    ada.save()


def _take_role(ada: User) -> None:
    group = Group.objects.create(name="my own words")
    ada.groups.add(group)
    ada.groups.remove(group)


def _ask_for_another(ada: User) -> None:
    theirs = make_assessment(make_user("mallory@example.org"))
    _log_in(ada).get(reverse("assessments:result", args=[theirs.code]))


def _import(ada: User) -> None:
    document = json.dumps(export_document(ada), default=str).encode()
    file = SimpleUploadedFile("mine.json", document, "application/json")
    _log_in(ada).post(reverse("accounts:import"), {"file": file})


def _act_as_staff(ada: User) -> None:
    _staff(ada).post(f"/admin/accounts/user/{ada.pk}/change/", {"is_active": ""})


def _hit_limit(ada: User) -> None:
    """The limit on reset mails, at its real height."""
    for _ in range(30):
        Client().post(reverse("account_reset_password"), {"email": ada.email})


# What makes each event happen, through the door by which people reach it.
WALKS: dict[str, Callable[[User], Any]] = {
    "login": _log_in,
    "login.failed": _fail,
    "logout": lambda ada: _log_in(ada).post(reverse("account_logout")),
    "logout.elsewhere": lambda ada: _log_in(ada).post(reverse("usersessions_list")),
    "signup": _sign_up,
    "reauthentication": lambda ada: reauthenticate(_log_in(ada)),
    "password.changed": _change_password,
    "password.reset": _reset_password,
    "address.added": _change_address,
    "address.confirmed": _confirm,
    "address.changed": _change_address,
    "address.removed": _take_address_away,
    "factor.added": _two_factor,
    "factor.removed": _take_factor_away,
    "factor.renewed": _renew_codes,
    "factor.failed": _fail_factor,
    "token.made": _make_token,
    "token.revoked": _revoke_token,
    "token.refused": _refuse_token,
    "share.made": _share,
    "share.revoked": _revoke_share,
    "share.opened": _open_share,
    "export": lambda ada: _log_in(ada).get(reverse("accounts:export")),
    "import": _import,
    "account.erased": _erase,
    "account.closed": _close,
    "account.reopened": _reopen,
    "role.given": _give_role,
    "role.taken": _take_role,
    "staff.act": _act_as_staff,
    "right.refused": _ask_for_another,
    "limit.hit": _hit_limit,
}


def test_every_event_has_its_walk():
    assert set(WALKS) == set(EVENTS)


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_event_is_recorded_and_carries_only_what_is_listed(event, ada, lines, tight_limits):
    WALKS[event](ada)

    found = lines.of(event)
    assert found
    for line in found:
        assert set(line) <= ALWAYS | set(EVENTS[event].carries), line
        assert "\n" not in json.dumps(line)
    told = "\n".join(lines.texts)
    for secret in SECRETS:
        assert secret not in told, secret


def test_line_says_who_where_and_in_which_request(ada, lines):
    response = log_in(Client(REMOTE_ADDR="192.0.2.7"), ada.email)

    (line,) = lines.of("login")
    assert line["person"] == str(ada.code)
    assert line["address"] == "192.0.2.7"
    assert line["request"] == response["X-Request-ID"]
    assert (line["result"], line["method"]) == ("ok", "password")


def test_wrong_password_names_the_person_but_never_the_address_that_was_typed(ada, lines):
    log_in(Client(), ada.email, "a wrong password")
    log_in(Client(), "nobody@example.org", "a wrong password")

    known, unknown = lines.of("login.failed")
    assert (known["person"], known["result"]) == (str(ada.code), "refused")
    assert "person" not in unknown
    assert "nobody@example.org" not in "".join(lines.texts)


def test_act_on_another_person_names_both(ada, lines):
    root = make_user("root@example.org", is_staff=True, is_superuser=True)
    staff_client(root).post(f"/admin/accounts/user/{ada.pk}/change/", {"is_active": ""})

    line = lines.of("staff.act")[-1]
    assert (line["person"], line["by"]) == (str(ada.code), str(root.code))


def test_code_of_a_request_is_never_taken_from_outside(client, db):
    response = client.get("/", headers={"x-request-id": "planted"})

    assert len(response["X-Request-ID"]) == 32
    assert response["X-Request-ID"] != client.get("/")["X-Request-ID"]


def test_mistyped_address_is_no_refusal(ada_client, lines):
    ada_client.get("/nothing/here/")

    assert not lines.of("right.refused")


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_is_not_recorded_and_a_refusal_is(ada):
    handler = Lines()
    security_log.logger.addHandler(handler)
    try:
        with transaction.atomic():
            record("export", person=ada)
            record("token.refused", person=ada, result="refused")
            transaction.set_rollback(True)
    finally:
        security_log.logger.removeHandler(handler)

    assert not handler.of("export")
    assert handler.of("token.refused")


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("export", {"note": "x"}),
        ("token.made", {"token": "x" * 200}),
        ("share.made", {"share": []}),
    ],
)
def test_fact_that_is_not_listed_or_not_plain_is_a_mistake(event, facts):
    with pytest.raises(ValueError, match=r"carry|fact"):
        record(event, **facts)
