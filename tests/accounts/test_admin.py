"""People in the admin: the staff never sees their keys or answers."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from setframework.people.models import User
from tests.factories import PASSWORD, make_user, staff_client

PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def staff(db) -> Client:
    return staff_client()


def test_secrets_are_not_in_the_admin():
    names = {model._meta.label_lower for model in admin.site._registry}

    assert "accounts.user" in names
    assert not names & {
        "accounts.token",
        "account.emailaddress",
        "mfa.authenticator",
        "usersessions.usersession",
        "sessions.session",
        "assessments.assessment",
        "assessments.note",
    }


def test_staff_lists_and_opens_people(staff, ada):
    assert b"ada@example.org" in staff.get(PEOPLE).content

    text = staff.get(f"{PEOPLE}{ada.pk}/change/").content.decode()

    assert "ada@example.org" in text
    assert ada.password not in text


def test_staff_closes_an_account_and_changes_nothing_else(staff, ada, ada_client):
    staff.post(f"{PEOPLE}{ada.pk}/change/", {"email": "x@example.org", "name": "X"})

    ada.refresh_from_db()
    assert (ada.email, ada.name, ada.is_active) == ("ada@example.org", "Ada", False)
    assert ada_client.get("/account/").status_code == 302


def test_staff_neither_adds_nor_deletes_people(staff, ada):
    assert staff.get(f"{PEOPLE}add/").status_code == 403
    assert staff.post(f"{PEOPLE}{ada.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=ada.pk).exists()


def test_admin_has_no_log_in_of_its_own(client, db):
    make_user("staff@example.org", is_staff=True, is_superuser=True)

    response = client.post(
        "/admin/login/", {"username": "staff@example.org", "password": PASSWORD, "next": "/admin/"}
    )

    assert response["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_staff_with_a_second_step_can_not_go_around_it(staff):
    client = Client()

    client.post("/admin/login/", {"username": "staff@example.org", "password": PASSWORD})

    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_member_is_kept_out(ada_client):
    assert ada_client.get("/admin/login/").status_code == 403
