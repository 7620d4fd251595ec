"""The admin opens to staff, after a second step, at each of its addresses."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.accounts.people import code_now, log_in, next_code, reauthenticate
from tests.architecture.site import address, routes
from tests.factories import PASSWORD, client_of, make_user, staff_client

ADMIN = [route for route in routes() if route.startswith("admin/")]
SET_UP = "/accounts/2fa/totp/activate/"
AGAIN = "/accounts/2fa/reauthenticate/"
SECOND_STEP = "/accounts/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def administrator(db):
    return make_user("root@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def moderator(db):
    """Staff that may only decide reports."""
    person = make_user("judge@example.org", is_staff=True)
    person.user_permissions.set(Permission.objects.filter(content_type__model="report"))
    return person


def leads_to(response):
    return response.status_code, response.get("Location", "").split("?")[0]


@pytest.mark.parametrize("route", ADMIN)
def test_no_address_opens_before_a_second_step_is_set_up(administrator, route):
    client = client_of(administrator)
    path = address(route, app_label="accounts", object_id=administrator.pk, url="x")

    for response in (client.get(path), client.post(path)):
        assert leads_to(response) in {(302, SET_UP), (302, "/admin/")}, path
    assert leads_to(client.get("/admin/")) == (302, SET_UP)


@pytest.mark.parametrize("who", ["administrator", "moderator"])
def test_first_visit_leads_to_the_set_up_and_back(request, who):
    person = request.getfixturevalue(who)
    client = Client()
    page = "/admin/mentors/report/?state__exact=open"

    asked = client.get(page, follow=True)
    assert asked.request["PATH_INFO"] == "/accounts/login/"
    into = asked.redirect_chain[-1][0].split("?", 1)[1]
    log_in_page = client.post(
        f"/accounts/login/?{into}", {"login": person.email, "password": PASSWORD}, follow=True
    )
    assert log_in_page.request["PATH_INFO"] == SET_UP
    assert b"The admin opens only with a second step" in log_in_page.content
    form = log_in_page.context["form"]
    back = log_in_page.context["redirect_field_value"]

    response = client.post(SET_UP, {"code": code_now(form.secret), "next": back})

    assert response["Location"] == page
    assert client.get(page).status_code == 200
    messages = client.get("/admin/mentors/report/").context
    assert messages is not None


def test_set_up_leads_to_no_other_site(administrator):
    client = client_of(administrator)
    reauthenticate(client)
    secret = client.get(SET_UP).context["form"].secret

    response = client.post(SET_UP, {"code": code_now(secret), "next": "https://evil.example/"})

    assert "evil" not in response["Location"]


def test_log_in_with_the_second_step_opens_it(administrator):
    TOTP.activate(administrator, SECRET)
    client = Client()
    log_in(client, administrator.email, next="/admin/")

    assert client.get("/admin/").status_code == 302
    response = client.post(SECOND_STEP, {"code": code_now(SECRET)})

    assert response["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_session_from_before_the_second_step_has_to_show_it(administrator):
    """Whoever has only the password may have been logged in before its owner set up the app."""
    client = client_of(administrator)
    TOTP.activate(administrator, SECRET)

    response = client.get("/admin/accounts/user/")
    assert leads_to(response) == (302, AGAIN)
    response = client.post(response["Location"], {"code": next_code(SECRET)})

    assert response["Location"] == "/admin/accounts/user/"
    assert client.get("/admin/accounts/user/").status_code == 200


def test_passkey_alone_is_asked_for_as_a_passkey(administrator):
    client = client_of(administrator)
    data = {"name": "Phone", "credential": {}}
    Authenticator.objects.create(user=administrator, type="webauthn", data=data)

    assert leads_to(client.get("/admin/")) == (302, "/accounts/2fa/webauthn/reauthenticate/")


def test_recovery_codes_alone_are_no_second_step(administrator):
    client = staff_client(administrator)
    Authenticator.objects.update(type="recovery_codes", data={"seed": "0f" * 40, "used_mask": 0})

    assert leads_to(client.get("/admin/")) == (302, SET_UP)


def test_turning_the_app_off_shuts_the_admin(administrator):
    client = staff_client(administrator)
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.all().delete()

    assert leads_to(client.get("/admin/")) == (302, SET_UP)


def test_log_in_of_the_admin_logs_nobody_in(administrator):
    """Not even somebody else, for staff that is inside already."""
    client = staff_client()
    inside = client.session["_auth_user_id"]
    given = {"username": administrator.email, "password": PASSWORD, "next": "/admin/"}

    assert leads_to(client.post("/admin/login/", given)) == (302, "/admin/")

    assert client.session["_auth_user_id"] == inside
    assert leads_to(Client().post("/admin/login/", given)) == (302, "/accounts/login/")


def test_log_in_leads_back_and_to_no_other_site(db):
    for wanted, then in [("/admin/auth/", "%2Fadmin%2Fauth%2F"), ("https://evil.example/", None)]:
        to = Client().get("/admin/login/", {"next": wanted})["Location"]

        assert to == f"/accounts/login/?next={then or '%2Fadmin%2F'}"


def test_password_is_changed_on_the_page_of_the_site(administrator):
    client = staff_client(administrator)

    response = client.post(
        "/admin/password_change/", {"old_password": PASSWORD, "new_password1": "x"}
    )

    assert response["Location"] == reverse("account_change_password")


def test_second_step_opens_nothing_to_a_member(ada):
    client = staff_client(ada)

    assert leads_to(client.get("/admin/")) == (302, "/admin/login/")
    assert client.get("/admin/login/").status_code == 403
