"""Error pages in the look of the site, with the next step. The API gets JSON."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import path

from setframework import urls
from setframework.views import errors


def refuse(request: HttpRequest) -> None:
    raise PermissionDenied


def break_down(request: HttpRequest) -> None:
    raise RuntimeError("a secret detail")


def suspect(request: HttpRequest) -> None:
    raise SuspiciousOperation("a secret detail")


broken = [
    path(f"{start}{name}/", view)
    for start in ("broken/", "api/broken/")
    for name, view in [("refuse", refuse), ("break", break_down), ("suspect", suspect)]
]
urlpatterns = [*broken, *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


ADDRESSES = [
    ("/broken/suspect/", 400, "We could not read that", "send it once more"),
    ("/broken/refuse/", 403, "This is not open to you", "log in with that one"),
    ("/nothing-here/", 404, "Nothing here", "Check the address"),
    ("/broken/break/", 500, "Something went wrong", "go back and try again"),
]


@pytest.mark.urls("tests.site.test_errors")
@pytest.mark.parametrize(("address", "status", "title", "advice"), ADDRESSES)
def test_error_page_has_the_look_and_says_what_to_do(
    visitor, text_of, address, status, title, advice
):
    response = visitor.get(address)

    assert response.status_code == status
    page = response.content.decode()
    assert f"<h1>{title}</h1>" in page
    assert '<a class="brand" href="/">' in page
    assert "css/site.css" in page
    assert advice in text_of(response)
    assert "a secret detail" not in page
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.urls("tests.site.test_errors")
@pytest.mark.parametrize(("address", "status", "title", "advice"), ADDRESSES)
def test_error_page_follows_the_display_cookie(visitor, address, status, title, advice):
    visitor.cookies["display"] = "dark"

    assert 'data-theme="dark"' in visitor.get(address).content.decode()


@pytest.mark.urls("tests.site.test_errors")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/broken/suspect/", 400),
        ("/api/broken/refuse/", 403),
        ("/api/nothing-here/", 404),
        ("/api/broken/break/", 500),
    ],
)
def test_error_under_api_is_json(visitor, address, status):
    response = visitor.get(address)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    assert response.json().keys() == {"detail"}
    assert "a secret detail" not in response.json()["detail"]


@pytest.mark.parametrize("address", ["/display/", "/accounts/login/"])
def test_form_without_csrf_token_is_explained(text_of, address):
    response = Client(enforce_csrf_checks=True).post(address)

    assert response.status_code == 403
    assert "nothing was changed" in text_of(response)
    assert "allow cookies for this site" in text_of(response)


def test_csrf_failure_under_api_is_json(rf: RequestFactory):
    response = errors.csrf_failure(rf.post("/api/v1/nothing/"))

    assert (response.status_code, response["Content-Type"]) == (403, "application/json")


def test_too_many_requests_says_when_to_try_again(rf: RequestFactory, text_of, db):
    request = rf.post("/accounts/login/")

    response = errors.too_many_requests(request)

    assert (response.status_code, response["Retry-After"]) == (429, "300")
    assert "You can try again in 5 minutes." in text_of(response)


def test_allauth_answers_too_many_attempts_with_our_page(client, settings, db, text_of):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "reset_password": "1/m/ip"}
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})

    response = client.post("/accounts/password/reset/", {"email": "ada@example.org"})

    assert (response.status_code, response["Retry-After"]) == (429, "300")
    assert "Too many tries" in text_of(response)


@pytest.mark.parametrize("page", [errors.server_error, None])
def test_broken_errors_render_without_database_and_session(rf: RequestFactory, page):
    # No `db` fixture, no middleware: a query or a look at the session would raise.
    request = rf.get("/broken/")

    response = page(request) if page else errors.bad_request(request, SuspiciousOperation())

    assert response.status_code == (500 if page else 400)
    assert '<a class="brand" href="/">' in response.content.decode()


def test_server_error_has_an_answer_when_templates_fail(rf: RequestFactory, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise OperationalError

    monkeypatch.setattr(engines["django"], "get_template", fail)

    response = errors.server_error(rf.get("/broken/"))

    assert response.status_code == 500
    assert "<h1>Something went wrong</h1>" in response.content.decode()


def test_host_that_is_not_ours_gets_the_page_for_400(visitor):
    response = visitor.get("/about/", headers={"host": "evil.example.org"})

    assert response.status_code == 400
    assert "<h1>We could not read that</h1>" in response.content.decode()
