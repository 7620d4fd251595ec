"""Every page of allauth that can be reached is this site's own template, not allauth's."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from setframework.people.models import User

OPEN_TO_ALL = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]
FOR_PEOPLE = [
    "account_change_password",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
]
# Log-in by a code is switched off, so its page always leads to the log-in; the other is a file.
NOT_PAGES = {"account/confirm_login_code.html", "mfa/recovery_codes/download.txt"}


def _view_templates() -> set[str]:
    """The templates of the class-based views behind every address below /accounts/."""
    found = set()
    for pattern in _walk(get_resolver().url_patterns, ""):
        view = getattr(pattern.callback, "view_class", None)
        if view is not None and getattr(view, "template_name", None):
            found.add(view.template_name)
    return found


def _walk(patterns: list, prefix: str) -> list:
    found = []
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += _walk(pattern.url_patterns, path)
        elif path.startswith("accounts/"):
            found.append(pattern)
    return found


def test_every_template_behind_accounts_is_ours():
    templates = _view_templates() - NOT_PAGES
    assert len(templates) > 20
    for name in templates:
        origin = Path(get_template(name).origin.name)
        assert origin.is_relative_to(settings.BASE_DIR / "templates"), name


@pytest.mark.parametrize("name", OPEN_TO_ALL)
def test_open_page_is_in_the_look_of_the_site(client: Client, db: None, name: str):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert b'class="site-header"' in response.content
    assert b"style=" not in response.content


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_page_of_a_person_needs_a_log_in(ada_client: Client, client: Client, name: str):
    response = ada_client.get(reverse(name))
    assert response.status_code == 200
    assert b'class="site-header"' in response.content
    assert b"style=" not in response.content

    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize(
    "name", ["account_request_login_code", "account_change_phone", "mfa_trust"]
)
def test_what_is_switched_off_has_no_address(name: str):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_logging_out_needs_a_post(ada: User, ada_client: Client):
    ada_client.get(reverse("account_logout"))
    assert ada_client.session["_auth_user_id"] == str(ada.pk)

    response = ada_client.post(reverse("account_logout"))

    assert response["Location"] == "/"
    assert dict(ada_client.session) == {}
