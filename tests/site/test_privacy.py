"""What is promised about data, against what the code does."""

from django.conf import settings as site_settings
from django.urls import reverse

from setframework.pages import DISPLAY_COOKIE_AGE


def test_privacy_names_the_operator(client, settings, text_of):
    settings.OPERATOR_NAME = "Example & Co"
    settings.OPERATOR_EMAIL = "privacy@example.org"

    response = client.get("/privacy/")

    assert "operated by Example & Co ." in text_of(response)
    assert 'href="mailto:privacy@example.org"' in response.content.decode()


def test_privacy_says_that_nobody_is_named(client, text_of):
    assert "has not given a name here" in text_of(client.get("/privacy/"))


def test_privacy_tells_what_the_operator_can_read(client, text_of):
    words = text_of(client.get("/privacy/"))

    assert "could read everything in them, your answers included" in words


def test_privacy_tells_what_coming_back_stores(client, text_of):
    words = text_of(client.get("/privacy/"))

    assert "which answers you only confirmed as still the same" in words
    assert "how you see answers of an earlier date with today's eyes" in words


def test_privacy_names_every_cookie_and_how_long_it_lasts(client, text_of):
    words = text_of(client.get("/privacy/"))

    for name in (site_settings.SESSION_COOKIE_NAME, site_settings.CSRF_COOKIE_NAME, "display"):
        assert f" {name} " in words
    session_days = site_settings.SESSION_COOKIE_AGE // (24 * 60 * 60)
    assert f"or which answers wait here {session_days} days" in words
    assert f"if you chose one {DISPLAY_COOKIE_AGE.days} days" in words
    assert f"your answers wait for {session_days} days after you started" in words


def test_privacy_links_the_page_that_deletes(client):
    assert f'href="{reverse("accounts:data")}"' in client.get("/privacy/").content.decode()


def test_privacy_asks_no_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/privacy/")
