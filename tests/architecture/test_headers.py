"""Strict headers on every response: pages, errors, the API, static files."""

import pytest
from django.conf import settings
from django.test import Client

from setframework.views import programs
from tests.factories import PASSWORD, make_assessment

SAME_EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
# The only pages that need more: pictures that come as data.
DATA_IMAGES = {"/accounts/2fa/totp/activate/", "/api/docs/"}

ADDRESSES = {
    "/": 200,
    "/about/": 200,
    "/accounts/login/": 200,
    "/accounts/2fa/": 302,
    "/admin/": 302,
    "/api/docs/": 200,
    "/api/schema/": 200,
    "/api/v1/me/": 401,
    "/api/v1/questionnaires/": 200,
    "/api/v1/absent/": 404,
    "/absent/": 404,
    "/healthz": 200,
    "/favicon.ico": 302,
    "/static/probe.txt": 200,
    "/static/absent.css": 404,
}


def policy(response):
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def assert_strict(response, path="/"):
    assert {name: response[name] for name in SAME_EVERYWHERE} == SAME_EVERYWHERE
    expected = dict(POLICY)
    if path in DATA_IMAGES:
        expected["img-src"] = ["'self'", "data:"]
    assert policy(response) == expected


def log_in(person):
    """Through the page, so that the cookies are the real ones."""
    client = Client()
    client.get("/accounts/login/")
    response = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert response.status_code == 302
    return client


@pytest.fixture
def static_file(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    file = settings.STATIC_ROOT / "probe.txt"
    file.write_text("here")


@pytest.mark.parametrize(("path", "status"), ADDRESSES.items())
def test_every_kind_of_answer_is_strict(set_version, static_file, path, status):
    response = Client().get(path)
    response.close()

    assert response.status_code == status
    assert_strict(response, path)


def test_server_error_is_strict(db, monkeypatch):
    monkeypatch.setattr(programs, "MigrationExecutor", lambda connection: 1 / 0)

    response = Client(raise_request_exception=False).get("/readyz")

    assert response.status_code == 500
    assert_strict(response)


def test_wrong_host_is_strict(db):
    response = Client().get("/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert_strict(response)


def test_forged_form_is_strict(db):
    response = Client(enforce_csrf_checks=True).post("/display/", {"display": "dark"})

    assert response.status_code == 403
    assert_strict(response)


def test_wrong_method_is_strict(db):
    response = Client().delete("/about/")

    assert response.status_code == 405
    assert_strict(response)


def test_personal_pages_are_kept_by_nobody(ada, ada_client):
    code = make_assessment(ada).code
    for path in (f"/assessments/{code}/result/", "/account/", "/api/v1/me/"):
        response = ada_client.get(path)

        assert response.status_code == 200
        assert_strict(response, path)
        assert "private" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]


def test_two_factor_page_may_show_its_code_and_nothing_more(ada):
    client = log_in(ada)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    response = client.get("/accounts/2fa/totp/activate/")

    assert response.status_code == 200
    assert_strict(response, "/accounts/2fa/totp/activate/")


def test_cookies_stay_with_the_browser(ada):
    client = log_in(ada)

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["samesite"] == "Lax"
        assert cookie["httponly"] is True


def test_browsers_are_told_to_keep_to_https_in_production(db, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    for path in ("/", "/absent/", "/static/absent.css"):
        response = Client().get(path, secure=True)
        assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
