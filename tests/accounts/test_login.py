"""Logging in and out: the page that follows, and the answers that wait in the session."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models.taking import Assessment
from setframework.people import visitors
from setframework.people.models import User
from tests.accounts.people import hold_draft, log_in
from tests.factories import make_responses, make_user, make_visitor_draft, make_visitor_result

LOGIN = "/accounts/login/"


@pytest.fixture
def draft(set_version) -> Assessment:
    return make_visitor_draft(make_responses(set_version), at=timezone.now())


def test_log_in_leads_to_the_result(client, ada):
    response = log_in(client, " ADA@example.org ")

    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_log_in_leads_to_the_page_asked_for(client, ada):
    assert log_in(client, ada.email, next="/account/")["Location"] == "/account/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "http:evil.example",
        "https://testserver@evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        " //evil.example/",
        "\t//evil.example/",
        "/\t/evil.example/",
    ],
)
def test_log_in_never_leads_to_another_site(client, ada, address):
    page = client.get(LOGIN, {"next": address})
    assert page.status_code == 200

    assert log_in(client, ada.email, next=address)["Location"] == "/"


@pytest.mark.parametrize("address", ["/\x00", "/a\nSet-Cookie: x=y", "/" + "a" * 10_000])
def test_odd_next_is_no_error(client, ada, address):
    response = log_in(client, ada.email, next=address)

    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert "\n" not in response["Location"]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "wrong"),
        ("nobody@example.org", "wrong"),
        ("nobody@example.org", "correct horse battery"),
    ],
)
def test_wrong_pair_says_the_same_for_every_address(client, ada, email, password):
    response = log_in(client, email, password)

    assert response.context["form"].errors == {
        "__all__": ["The e-mail address or the password is wrong."]
    }


@pytest.mark.parametrize(
    "email", ["ada\x00@example.org", "a" * 10_000, b"\xed\xa0\x80@example.org", "", "☃"]
)
def test_bad_address_is_refused(client, ada, email):
    response = log_in(client, email)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["login"]


def test_wrong_password_for_an_unconfirmed_account_says_the_same(client, db, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    make_user("new@example.org", verified=False)

    wrong = log_in(client, "new@example.org", "wrong")
    nobody = log_in(Client(), "nobody@example.org", "wrong")

    assert wrong.context["form"].errors == nobody.context["form"].errors


def test_unconfirmed_person_gets_a_new_link_where_mail_is_confirmed(
    client, db, settings, mailoutbox
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    make_user("new@example.org", verified=False)

    response = log_in(client, "new@example.org")

    assert response["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    assert [message.to for message in mailoutbox] == [["new@example.org"]]


def test_closed_account_stays_out(client, ada):
    User.objects.filter(pk=ada.pk).update(is_active=False)

    response = log_in(client, ada.email)

    assert response["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("make", [make_visitor_draft, make_visitor_result])
def test_waiting_answers_are_asked_about_and_not_attached(client, ada, set_version, make):
    draft = make(make_responses(set_version), at=timezone.now())
    hold_draft(client, draft.code)
    key = client.session.session_key

    response = log_in(client, ada.email)

    assert response["Location"] == reverse("assessments:keep", args=[draft.code])
    draft.refresh_from_db()
    assert draft.person is None
    assert visitors.read(client.session) == draft.code
    assert client.session.session_key != key


@pytest.mark.parametrize("where", ["/account/", "result"])
def test_waiting_answers_come_before_the_page_asked_for(client, ada, draft, where):
    hold_draft(client, draft.code)
    if where == "result":
        where = reverse("assessments:result", args=[draft.code])

    response = log_in(client, ada.email, next=where)

    assert response["Location"] == reverse("assessments:keep", args=[draft.code])


def test_wrong_password_keeps_the_answers(client, ada, draft):
    hold_draft(client, draft.code)

    log_in(client, ada.email, "wrong")
    assert visitors.read(client.session) == draft.code
    response = log_in(client, ada.email)

    assert response["Location"] == reverse("assessments:keep", args=[draft.code])


def test_answers_that_are_gone_are_not_asked_about(client, ada, draft):
    hold_draft(client, draft.code)
    draft.delete()

    assert log_in(client, ada.email)["Location"] == "/"


def test_logging_out_leaves_nothing_for_the_next_person(client, ada, mallory, draft):
    log_in(client, ada.email)
    hold_draft(client, draft.code)
    client.post(reverse("account_logout"))
    assert dict(client.session) == {}

    response = log_in(client, mallory.email)

    assert response["Location"] == "/"
    assert visitors.read(client.session) is None
    assert b"ada@example.org" not in client.get("/account/").content


def test_logging_in_over_another_person_drops_their_session(client, ada, mallory):
    client.force_login(ada)
    session = client.session
    session["hers"] = "secret"
    session.save()
    client.cookies["other"] = "x"

    client.force_login(mallory)

    assert "hers" not in client.session


def test_signed_in_person_is_led_on(ada_client):
    assert ada_client.get(LOGIN)["Location"] == "/"
    assert ada_client.get(reverse("account_signup"))["Location"] == "/"
