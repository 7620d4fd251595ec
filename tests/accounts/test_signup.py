"""Signing up: the form, the answers of a visitor, and no hint about other accounts."""

import re

import pytest
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models.taking import Assessment
from setframework.people import visitors
from setframework.people.models import User
from tests.accounts.people import hold_draft, log_in, mailed_link, sign_up
from tests.factories import (
    PASSWORD,
    make_assessment,
    make_responses,
    make_visitor_draft,
    make_visitor_result,
)

NEW = "new@example.org"


@pytest.fixture
def _mandatory(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def draft(set_version) -> Assessment:
    """What a visitor answered: nine of the items."""
    answers = list(make_responses(set_version).items())[:9]
    return make_visitor_draft(dict(answers), at=timezone.now())


@pytest.fixture
def result(set_version) -> Assessment:
    """What a visitor answered, and whose result they have seen."""
    return make_visitor_result(at=timezone.now())


def test_page_asks_for_an_address_and_one_password(client, db):
    form = client.get(reverse("account_signup")).context["form"]

    assert list(form.fields) == ["email", "password1", "remember"]
    labels = ["E-mail address", "Password", "Stay logged in on this browser"]
    assert [field.label for field in form] == labels


def test_new_person_is_in_at_once_and_gets_a_link(client, db):
    response = sign_up(client, "New@Example.org")

    person = User.objects.get()
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.email == NEW
    assert person.check_password(PASSWORD)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        (NEW, False, True)
    ]
    assert [message.to for message in mail.outbox] == [[NEW]]
    assert mailed_link().startswith("/accounts/confirm-email/")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", PASSWORD),
        ("not an address", PASSWORD),
        ("nul\x00@example.org", PASSWORD),
        ("a" * 250 + "@example.org", PASSWORD),
        ("a" * 10_000, PASSWORD),
        ("\ud800@example.org".encode("utf-8", "surrogatepass"), PASSWORD),
        (NEW, ""),
        (NEW, "short"),
        (NEW, "password123"),
        (NEW, "1234567890123"),
        (NEW, "new@example.org"),
        (NEW, "nul\x00 in a long password"),
    ],
)
def test_bad_input_is_refused_and_stores_nothing(client, db, email, password):
    response = sign_up(client, email, password)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert b"There is a problem" in response.content
    assert b"<title>Error: " in response.content
    assert not User.objects.exists()


def test_draft_becomes_the_new_persons(client, draft):
    hold_draft(client, draft.code)

    response = sign_up(client, NEW)

    draft.refresh_from_db()
    assert draft.person == User.objects.get()
    assert not draft.is_completed
    assert visitors.read(client.session) is None
    assert response["Location"] == "/"


def test_result_becomes_the_new_persons_and_is_shown_next(client, result):
    hold_draft(client, result.code)
    url = reverse("assessments:result", args=[result.code])

    response = sign_up(client, NEW, next=url)

    seen_at = result.completed_at
    result.refresh_from_db()
    assert (result.person, result.completed_at) == (User.objects.get(), seen_at)
    assert response["Location"] == url
    assert client.get(url).status_code == 200
    assert visitors.read(client.session) is visitors.read_set_aside(client.session) is None


def test_draft_that_is_gone_does_not_stop_a_sign_up(client, draft):
    hold_draft(client, draft.code)
    draft.delete()

    sign_up(client, NEW)

    assert User.objects.get().email == NEW
    assert visitors.read(client.session) is None


def test_draft_of_somebody_else_stays_theirs(client, ada):
    hers = make_assessment(ada, completed=False)
    hold_draft(client, hers.code)

    sign_up(client, NEW)

    hers.refresh_from_db()
    assert hers.person == ada
    assert visitors.read(client.session) is None


def test_page_says_which_answers_will_be_saved(client, draft, questionnaire):
    page = reverse("account_signup")
    assert b"will be saved with this account" not in client.get(page).content
    hold_draft(client, draft.code)

    text = client.get(page).content.decode()

    assert f"Your answers (9 of {len(questionnaire.items)}, from " in text
    assert reverse("accounts:discard") in text


def test_page_says_that_it_keeps_the_result(client, result):
    hold_draft(client, result.code)

    text = client.get(reverse("account_signup")).content.decode()

    assert "<h1>Keep your result</h1>" in text
    assert "Your answers (23 of 23, from " in text
    assert "and your notes will be saved with this account" in text
    assert reverse("assessments:result", args=[result.code]) in text


def test_refused_sign_up_keeps_the_draft(client, draft):
    hold_draft(client, draft.code)

    response = sign_up(client, NEW, "short")

    draft.refresh_from_db()
    assert draft.person is None
    assert visitors.read(client.session) is not None
    assert b"will be saved with this account" in response.content


def test_existing_address_is_refused_where_mail_is_not_confirmed(client, ada, draft):
    hold_draft(client, draft.code)

    response = sign_up(client, "Ada@example.org")

    assert response.context["form"].errors == {
        "email": ["There is an account with this e-mail address. Log in instead."]
    }
    assert User.objects.count() == 1
    assert visitors.read(client.session) is not None


def test_second_of_two_clicks_leads_to_the_log_in(client, db, monkeypatch):
    _sign_up_between_check_and_save(monkeypatch)

    response = sign_up(client, NEW)

    assert response["Location"] == reverse("account_login")
    assert User.objects.count() == 1
    assert b"Log in instead" in client.get(response["Location"]).content


@pytest.mark.usefixtures("_mandatory")
def test_second_of_two_clicks_looks_like_the_first_where_mail_is_confirmed(client, db, monkeypatch):
    _sign_up_between_check_and_save(monkeypatch)

    response = sign_up(client, NEW)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert User.objects.count() == 1


def _sign_up_between_check_and_save(monkeypatch):
    clean = AllauthSignupForm.clean

    def slow_clean(self):
        cleaned = clean(self)
        User.objects.create_user(NEW, PASSWORD)
        return cleaned

    monkeypatch.setattr(AllauthSignupForm, "clean", slow_clean)


@pytest.mark.usefixtures("_mandatory")
class TestWhereMailIsConfirmed:
    """EMAIL_VERIFICATION=mandatory, as in production."""

    def test_new_person_waits_for_the_link_and_still_sees_the_result(self, client, result):
        hold_draft(client, result.code)
        url = reverse("assessments:result", args=[result.code])

        response = sign_up(client, NEW, next=url)

        result.refresh_from_db()
        assert response["Location"] == reverse("account_email_verification_sent")
        assert "_auth_user_id" not in client.session
        assert result.person == User.objects.get()
        assert url in client.get(response["Location"]).content.decode()
        shown = client.get(url)
        assert "Open the link in it to keep this result." in shown.content.decode()
        assert shown["Cache-Control"] == "no-store, private"
        # It can be looked at, not changed, and no other browser shows it.
        check = reverse("assessments:check", args=[result.code])
        assert client.get(check)["Location"] == f"/accounts/login/?next={check}"
        assert Client().get(url)["Location"] == f"/accounts/login/?next={url}"

    def test_confirmed_address_ends_that_this_browser_shows_it(self, client, result):
        hold_draft(client, result.code)
        url = reverse("assessments:result", args=[result.code])
        sign_up(client, NEW)

        Client().post(mailed_link())

        assert client.get(url)["Location"] == f"/accounts/login/?next={url}"
        assert log_in(client, NEW, next=url)["Location"] == url
        assert client.get(url).status_code == 200

    def test_unfinished_draft_is_no_longer_shown(self, client, draft):
        hold_draft(client, draft.code)
        url = reverse("assessments:result", args=[draft.code])

        sign_up(client, NEW)

        assert Assessment.objects.get().person == User.objects.get()
        assert client.get(url)["Location"] == f"/accounts/login/?next={url}"

    def test_link_in_the_same_browser_leads_to_the_result(self, client, result):
        hold_draft(client, result.code)
        url = reverse("assessments:result", args=[result.code])
        sign_up(client, NEW, next=url)
        link = mailed_link()
        assert b"Is <strong>new@example.org</strong> your address?" in client.get(link).content

        response = client.post(link)

        assert response["Location"] == url
        assert "_auth_user_id" in client.session
        assert visitors.read(client.session) is visitors.read_set_aside(client.session) is None

    def test_link_on_another_device_confirms_and_logs_nobody_in(self, client, draft):
        hold_draft(client, draft.code)
        sign_up(client, NEW)
        phone = Client()

        response = phone.post(mailed_link())

        assert response["Location"] == reverse("account_login")
        assert "_auth_user_id" not in phone.session
        assert EmailAddress.objects.get().verified

        assert log_in(client, NEW)["Location"] == "/"
        assert Assessment.objects.get().person == User.objects.get()

    @pytest.mark.parametrize("make", [make_visitor_draft, make_visitor_result])
    def test_existing_address_looks_like_a_new_one(self, ada, make):
        answers, at = [], timezone.now()
        for email in (NEW, "ada@example.org"):
            client = Client()
            code = make(at=at).code
            hold_draft(client, code)
            posted = sign_up(client, email)
            pages = [posted["Location"], reverse("account_signup"), "/", "/assessments/start/"]
            pages += [f"/assessments/{code}/{name}/" for name in ("result", "check", "keep")]
            shown = [client.get(page) for page in pages]
            answers.append(
                [posted.status_code, posted["Location"], visitors.read(client.session)]
                + [page.status_code for page in shown]
                + [_text(page, email).replace(str(code), "CODE") for page in shown]
            )

        assert answers[0] == answers[1]
        assert [message.to for message in mail.outbox] == [[NEW], ["ada@example.org"]]
        assert "already have an account" in mail.outbox[1].subject

    def test_second_sign_up_looks_the_same_too(self, ada):
        answers = []
        for email in (NEW, "ada@example.org"):
            client = Client()
            sign_up(client, email)
            posted = sign_up(client, email)
            shown = client.get(posted["Location"])
            answers.append([posted.status_code, posted["Location"], _text(shown, email)])

        assert answers[0] == answers[1]

    def test_hashing_takes_the_same_time(self, client, ada, monkeypatch):
        hashed = []
        monkeypatch.setattr(User, "set_password", lambda self, text: hashed.append(text))

        sign_up(client, "ada@example.org")

        assert hashed == [PASSWORD]

    def test_answers_wait_for_the_owner_of_the_account(self, client, ada, draft):
        hold_draft(client, draft.code)
        sign_up(client, "ada@example.org")
        draft.refresh_from_db()
        assert draft.person is None

        response = log_in(client, "ada@example.org")

        assert response["Location"] == reverse("assessments:keep", args=[draft.code])
        draft.refresh_from_db()
        assert draft.person is None

    def test_result_waits_for_the_owner_of_the_account(self, client, ada, result):
        hold_draft(client, result.code)
        sign_up(client, "ada@example.org")
        assert client.get(reverse("assessments:result", args=[result.code])).status_code == 200

        response = log_in(client, "ada@example.org")

        assert response["Location"] == reverse("assessments:keep", args=[result.code])

    def test_answers_do_not_tell_another_account_that_the_first_exists(
        self, client, ada, grace, draft
    ):
        hold_draft(client, draft.code)
        sign_up(client, "ada@example.org")

        response = log_in(client, "grace@example.org")

        assert response["Location"] == "/"


def _text(page, email):
    """The page without what differs by chance or by what was typed."""
    text = page.content.decode().replace(email, "ADDRESS")
    # Each page has its own token, and a form of a fresh start its own signed code.
    return re.sub(r'name="(csrfmiddlewaretoken|visitor)" value="[^"]+"', "", text)
