"""A new SECRET_KEY, with the old one among SECRET_KEY_FALLBACKS."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from setframework.people import devices
from tests.accounts.people import log_in, log_out
from tests.factories import make_assessment, make_share_link

NEW = "a new key " * 6


@pytest.fixture
def link(ada):
    return make_share_link(make_assessment(ada), at=timezone.now())


def change_key(settings, *, keep):
    old, settings.SECRET_KEY = settings.SECRET_KEY, NEW
    settings.SECRET_KEY_FALLBACKS = [old] if keep else []


@pytest.mark.parametrize(("keep", "status"), [(True, 200), (False, 404)])
def test_share_link_of_the_old_key_opens_while_that_is_kept(client, link, settings, keep, status):
    address = reverse("assessments:shared", args=[link.token])

    change_key(settings, keep=keep)

    assert client.get(address).status_code == status


def test_link_is_signed_with_the_new_key_from_now_on(link, settings):
    old = link.token

    change_key(settings, keep=True)

    assert link.token != old
    assert type(link).code_in(link.token) == type(link).code_in(old) == link.code


@pytest.mark.parametrize(("keep", "status"), [(True, 200), (False, 302)])
def test_session_of_the_old_key_stays_while_that_is_kept(ada, settings, keep, status):
    client = Client()
    log_in(client, ada.email)

    change_key(settings, keep=keep)

    assert client.get("/account/").status_code == status
    assert client.get("/account/").status_code == status


def test_session_that_stayed_can_be_ended_from_elsewhere(ada, settings):
    """Nobody is logged out by a look at the list, and nobody falls out of it."""
    here, there = Client(), Client()
    log_in(here, ada.email)
    log_in(there, ada.email)
    change_key(settings, keep=True)
    assert here.get("/accounts/sessions/").context["session_count"] == 2
    assert there.get("/account/").status_code == 200
    assert here.get("/accounts/sessions/").context["session_count"] == 2

    here.post("/accounts/sessions/")

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_list_leaves_out_what_has_ended(ada, settings):
    here, there, gone = Client(), Client(), Client()
    for client in (here, there, gone):
        log_in(client, ada.email)
    Session.objects.filter(pk=gone.session.session_key).delete()
    assert here.get("/accounts/sessions/").context["session_count"] == 2

    change_key(settings, keep=False)
    log_in(here, ada.email)

    assert here.get("/accounts/sessions/").context["session_count"] == 1


@pytest.mark.parametrize("keep", [True, False])
def test_device_of_the_old_key_is_known_while_that_is_kept(ada, settings, rf, keep):
    client = Client()
    log_in(client, ada.email)
    request = rf.get(
        "/", headers={"cookie": f"{devices.COOKIE}={client.cookies[devices.COOKIE].value}"}
    )
    request.user = AnonymousUser()
    assert devices.find(request, ada) is not None

    change_key(settings, keep=keep)

    assert (devices.find(request, ada) is not None) is keep


@pytest.mark.parametrize("keep", [True, False])
def test_unsent_words_of_before_wait_while_the_old_key_is_kept(ada, settings, keep):
    client = Client()
    log_in(client, ada.email)
    log_out(client)
    client.post("/direction/technologies/", {"name": "Rust", "evidence": "Wrote a parser in it"})

    change_key(settings, keep=keep)
    client.force_login(ada, "allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/direction/technologies/").content.decode()
    assert ("Wrote a parser in it" in page) is keep
