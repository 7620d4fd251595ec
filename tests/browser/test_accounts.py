"""The way in and the account page in a real browser: every page, every width, passkeys too."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from setframework.accounts.services.tokens import create_token
from tests.accounts.people import code_now
from tests.factories import PASSWORD, make_user

WIDTHS = [320, 390, 1280]
OPEN_TO_ALL = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/x-y/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/x/",
    "/accounts/inactive/",
]
FOR_PEOPLE = [
    "/account/",
    "/account/data/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
]
AFTER_REAUTHENTICATION = [
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/add/",
]


@pytest.fixture
def person(live_server, set_version):
    return make_user("ada@example.org", name="Ada")


def _log_in(page, email="ada@example.org", password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def _log_out(page):
    page.get_by_role("button", name="Log out").click()
    _arrive(page, "/")


def _reauthenticate(page, path):
    """Goes to the page, by way of the question for the password."""
    page.goto(path)
    if "/reauthenticate/" in page.url:
        _confirm(page)
    _arrive(page, path)


def _confirm(page):
    """Answers the question whether it is them."""
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def _mailed_path() -> str:
    """The path of the link in the newest message."""
    link = next(word for word in str(mail.outbox[-1].body).split() if word.startswith("http"))
    return "/" + link.split("/", 3)[3]


def _arrive(page, path):
    """Waits for that page, whatever follows the path."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def _check(page, axe, fits):
    """The page as it stands, at every width, light and dark."""
    expect(page.locator("h1")).to_have_count(1)  # waits for a page that has only begun to arrive
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            fits(page)


def _check_all(page, axe, fits, paths):
    for path in paths:
        page.goto(path)
        _check(page, axe, fits)


def test_back_after_log_out_shows_nothing_private(page_at, person):
    page = page_at()
    _log_in(page)
    for path in ("/account/", "/account/data/", "/about/"):
        page.goto(path)
    page.goto("/account/")
    assert "ada@example.org" in page.content()
    page.get_by_role("button", name="Log out").click()
    _arrive(page, "/")

    for _step in range(3):
        page.go_back()
        assert "ada@example.org" not in page.content()
        expect(page.get_by_role("button", name="Log out")).to_have_count(0)


def test_pages_of_the_way_in_pass_axe_and_fit(page_at, person, axe, fits):
    page = page_at()
    _check_all(page, axe, fits, OPEN_TO_ALL)
    _log_in(page, password="wrong")
    assert page.locator(".error-summary").evaluate("box => box === document.activeElement")
    _check(page, axe, fits)


def test_pages_of_a_person_pass_axe_and_fit(page_at, person, log_in, axe, fits):
    for name in ("cron", "a name as long as the name of a token may be, so sixty letters"[:60]):
        create_token(person=person, name=name, days=90, at=timezone.now())
    EmailAddress.objects.create(user=person, email="a-rather-long-new-one@example.org")
    page = page_at()
    log_in(page, person)

    _check_all(page, axe, fits, FOR_PEOPLE)


def test_pages_of_the_second_step_pass_axe_and_fit(page_at, person, log_in, axe, fits):
    page = page_at()
    log_in(page, person)
    page.goto("/accounts/2fa/totp/activate/")
    _check(page, axe, fits)
    _reauthenticate(page, "/accounts/2fa/totp/activate/")
    secret = page.locator(".key").inner_text()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Turn on").click()
    page.locator(".error-summary").wait_for()
    _check(page, axe, fits)
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Turn on").click()
    _arrive(page, "/accounts/2fa/recovery-codes/")
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    _check_all(page, axe, fits, AFTER_REAUTHENTICATION)

    other = page_at()
    _log_in(other)
    _arrive(other, "/accounts/2fa/authenticate/")
    other.get_by_label("Code").fill("000000")
    other.get_by_role("button", name="Log in", exact=True).click()
    other.locator(".error-summary").wait_for()
    _check(other, axe, fits)
    other.get_by_label("Code").fill(codes[0])
    other.get_by_role("button", name="Log in", exact=True).click()
    other.wait_for_url(lambda url: "/2fa/" not in url)
    other.goto("/account/")
    other.get_by_text("On: a code from your app").wait_for()


def test_pages_of_tokens_pass_axe_and_fit(page_at, person, log_in, axe, fits):
    page = page_at()
    log_in(page, person)
    page.goto("/account/")
    page.get_by_role("button", name="Make token").click()
    page.locator(".error-summary").wait_for()
    _check(page, axe, fits)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Name of the token")).to_be_focused()

    page.get_by_label("Name of the token").fill("laptop")
    page.get_by_role("button", name="Make token").click()
    _confirm(page)
    assert page.locator("[data-token]").inner_text().startswith("set_")
    _check(page, axe, fits)


def test_pages_of_passkeys_pass_axe_and_fit(page_at, person, log_in, axe, fits):
    key = Authenticator.objects.create(
        user=person,
        type="webauthn",
        data={"name": "A phone", "credential": {"clientExtensionResults": {}}},
    )
    page = page_at()
    log_in(page, person)
    edit = reverse("mfa_edit_webauthn", args=[key.pk])
    _reauthenticate(page, edit)
    remove = reverse("mfa_remove_webauthn", args=[key.pk])
    _check_all(page, axe, fits, [edit, remove, "/accounts/2fa/webauthn/"])


def test_pages_behind_mailed_links_pass_axe_and_fit(page_at, person, axe, fits):
    address = EmailAddress.objects.create(user=person, email="new@example.org")
    key = EmailConfirmationHMAC(address).key
    page = page_at()
    _check_all(page, axe, fits, [reverse("account_confirm_email", args=[key])])

    page.goto("/accounts/password/reset/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_role("button", name="Send the link").click()
    _arrive(page, "/accounts/password/reset/done/")
    _check_all(page, axe, fits, [_mailed_path()])
    page.get_by_label("New password").fill("a much better battery")
    page.get_by_role("button", name="Save password").click()
    _arrive(page, "/accounts/password/reset/key/done/")
    _log_in(page, password="a much better battery")
    page.wait_for_url(lambda url: "/login/" not in url)


class Authenticators:
    """Chromium's virtual authenticator: a device that agrees to everything."""

    def __init__(self, page: Any) -> None:
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = added["authenticatorId"]

    def refuse(self) -> None:
        self.cdp.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False}
        )


def test_passkey_is_added_and_logs_in(page_at, person, axe):
    page = page_at()
    Authenticators(page)
    _log_in(page)
    _reauthenticate(page, "/accounts/2fa/webauthn/add/")
    page.get_by_label("Name of the passkey").fill("My laptop")
    page.get_by_role("button", name="Add passkey").click()
    _arrive(page, "/accounts/2fa/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/")
    assert "My laptop" in page.locator("dl").inner_text()
    assert "Logs you in without a password." in page.locator("dl").inner_text()
    axe(page)

    page.goto("/account/")
    _log_out(page)
    page.goto("/accounts/login/?next=/account/data/")
    page.get_by_role("button", name="Log in with a passkey").click()
    _arrive(page, "/account/data/")

    _reauthenticate_by_passkey(page)
    page.goto("/account/")
    _log_out(page)
    _log_in(page)
    _arrive(page, "/accounts/2fa/authenticate/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/2fa/" not in url)
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def _reauthenticate_by_passkey(page):
    """Of one's own accord: the log-in was a moment ago, so nothing asks."""
    page.goto("/accounts/reauthenticate/?next=/accounts/2fa/webauthn/add/")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    _arrive(page, "/accounts/2fa/webauthn/add/")


def test_passkey_that_fails_is_said_and_leaves_the_console_empty(page_at, person):
    page = page_at()
    Authenticators(page).refuse()
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Log in with a passkey").click()

    problem = page.locator("[data-passkey-problem]")
    problem.get_by_text("That did not work").wait_for()
    assert page.url.endswith("/accounts/login/")


def test_without_script_passkeys_are_not_offered(no_js_page, person):
    no_js_page.goto("/accounts/login/")

    assert no_js_page.get_by_role("button", name="Log in with a passkey").count() == 0
    _log_in(no_js_page)
    no_js_page.wait_for_url(lambda url: "/login/" not in url)
    no_js_page.goto("/account/")
    no_js_page.get_by_label("Your name").fill("Augusta Ada")
    no_js_page.get_by_role("button", name="Save name").click()
    no_js_page.get_by_text("Your name is saved.").wait_for()
    assert no_js_page.get_by_label("Your name").input_value() == "Augusta Ada"


def test_account_is_erased_after_address_and_password(page_at, person, log_in):
    page = page_at(390)
    log_in(page, person)
    page.goto("/account/data/")
    page.get_by_label("Type your e-mail address").fill(person.email)
    page.get_by_role("button", name="Erase my account").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()

    page.get_by_text("Your account and everything in it is erased.").wait_for()
    assert not type(person).objects.exists()


def test_token_is_not_shown_again_on_the_way_back(page_at, person, log_in):
    page = page_at()
    log_in(page, person)
    page.goto("/account/")
    page.get_by_label("Name of the token").fill("laptop")
    page.get_by_role("button", name="Make token").click()
    _confirm(page)
    text = page.locator("[data-token]").inner_text()

    page.get_by_role("link", name="I have copied it").click()
    _arrive(page, "/account/")
    # The browser would have to send the form again, which makes no second token of that name.
    with pytest.raises(PlaywrightError, match="ERR_CACHE_MISS"):
        page.go_back()

    assert page.get_by_text(text).count() == 0


def test_old_link_offers_a_new_one(page_at, live_server, axe, fits):
    person = make_user("new@example.org", verified=False)
    address = EmailAddress.objects.get(user=person)
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        key = EmailConfirmationHMAC(address).key
    page = page_at()
    _check_all(page, axe, fits, [reverse("account_confirm_email", args=[key])])

    page.get_by_role("button", name="Send a new link").click()
    page.wait_for_url(lambda url: "/confirm-email/" not in url or url.endswith("/confirm-email/"))
    page.goto(_mailed_path())
    page.get_by_role("button", name="Yes, confirm it").click()
    _arrive(page, "/accounts/login/")
    address.refresh_from_db()
    assert address.verified
