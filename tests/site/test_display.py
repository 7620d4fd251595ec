"""Light, dark or as the device, and keys: cookies, for everybody."""

import pytest
from django.test import Client

YEAR = 365 * 24 * 60 * 60


def test_display_is_as_the_device_until_chosen(client):
    response = client.get("/display/")

    assert 'data-theme="device"' in response.content.decode()
    assert response.context["form"]["display"].value() == "device"


@pytest.mark.parametrize("choice", ["light", "dark", "device"])
def test_display_keeps_the_choice_for_a_year(client, choice):
    response = client.post("/display/", {"display": choice}, follow=True)

    cookie = client.cookies["display"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == (choice, YEAR, "Lax")
    assert cookie["httponly"]
    assert f'data-theme="{choice}"' in response.content.decode()
    assert "Saved on this device." in response.content.decode()


def test_display_cookie_is_secure_where_the_session_is(client, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert client.post("/display/", {"display": "dark"}).cookies["display"]["secure"]


def test_display_shows_the_choice_again(client):
    client.cookies["display"] = "dark"

    assert client.get("/display/").context["form"]["display"].value() == "dark"


def test_display_ignores_a_forged_cookie(client):
    client.cookies["display"] = '"><script>'

    response = client.get("/display/")

    assert 'data-theme="device"' in response.content.decode()


@pytest.mark.parametrize("choice", ["", "purple"])
def test_display_refuses_anything_else(client, choice):
    response = client.post("/display/", {"display": choice})

    assert response.status_code == 200
    assert "<title>Error: Display - SET Framework</title>" in response.content.decode()
    assert response.context["form"].errors.keys() == {"display"}
    assert "display" not in response.cookies


def test_display_goes_back_to_the_page_before(client):
    page = client.get("/display/", headers={"referer": "http://testserver/about/"})
    before = page.context["form"]["next"].value()

    response = client.post("/display/", {"display": "dark", "next": before})

    assert response.url == "http://testserver/about/"


@pytest.mark.parametrize(
    "address", ["https://evil.example.org/", "//evil.example.org", "javascript:alert(1)", ""]
)
def test_display_never_leads_to_another_site(client, address):
    response = client.post("/display/", {"display": "dark", "next": address})

    assert response.url == "/display/"


def test_display_needs_the_csrf_token():
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/display/", {"display": "dark"}).status_code == 403


def test_keys_are_on_until_they_are_turned_off(client):
    assert client.get("/display/").context["form"]["keys"].value() == "on"

    response = client.post("/display/", {"display": "device", "keys": "off"}, follow=True)

    cookie = client.cookies["keys"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("off", YEAR, "Lax")
    assert response.context["form"]["keys"].value() == "off"
    client.post("/display/", {"display": "device", "keys": "on"})
    assert client.get("/display/").context["form"]["keys"].value() == "on"


def test_form_without_the_keys_leaves_them_as_they_are(client):
    client.cookies["keys"] = "off"

    response = client.post("/display/", {"display": "dark"})

    assert "keys" not in response.cookies


def test_keys_refuse_anything_else(client):
    response = client.post("/display/", {"display": "dark", "keys": "purple"})

    assert response.context["form"].errors.keys() == {"keys"}
    assert "display" not in response.cookies
