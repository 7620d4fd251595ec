"""One spelling of an e-mail address, whatever door it comes in by."""

import importlib

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments.teams.models.invitations import Invitation
from mentors.models.profiles import MentorProfile
from mentors.services.profiles import name_manager
from setframework.people.models import User
from setframework.web.addresses import canonical, readable
from setframework.web.mail import queue
from tests.accounts.people import log_in, sign_up
from tests.factories import NOW, make_mentor, make_user
from tests.teams.organisation import make_team

STREET = "ada@xn--strae-oqa.de"
SPELLINGS = [
    "ada@straße.de",
    "Ada@STRAßE.de",
    " ada@xn--strae-oqa.de ",
    "ada＠straße。de",
    "ADA@XN--STRAE-OQA.DE",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_one_address(spelling):
    assert canonical(spelling) == STREET


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada@straße.de", "ada@strasse.de"),
        ("ada@faß.example", "ada@fass.example"),
        ("ada@βόλος.com", "ada@βόλοσ.com"),
    ],
)
def test_domain_never_becomes_another_one(one, other):
    """By the older rules (IDNA 2003) each of these pairs was one domain."""
    assert canonical(one) != canonical(other)


def test_decomposed_letters_are_the_same_domain():
    assert canonical("ada@mu\u0308nchen.de") == canonical("ada@münchen.de")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ada\u200b@example.org", "invisible character"),
        ("ada@exam\u202eple.org", "invisible character"),
        ("ada\xa0@example.org", "invisible character"),
        ("ada @example.org", "invisible character"),
        ("a\x00da@example.org", "invisible character"),
        ("аda@example.org", "letters from a to z"),  # Cyrillic
        ("mi\u212ae@example.org", "letters from a to z"),  # the Kelvin sign
        ("ada@\u212aelvin.org", "This domain can't exist"),
        ('"ada"@example.org', "such as ada@example.org"),
        ("ada", "such as ada@example.org"),
        ("ada@-.org", "This domain can't exist"),
        ("ada@" + "a" * 300 + ".org", "This domain can't exist"),
        ("a" * 250 + "@example.org", "254"),
    ],
)
def test_text_that_is_no_address_is_refused_with_the_reason(text, says):
    with pytest.raises(ValidationError) as refused:
        canonical(text)
    assert says in refused.value.message


@given(st.text() | st.from_regex(r"[a-z]{1,5}@[^\s@]{1,12}\.[a-z]{2,3}", fullmatch=True))
def test_canonical_spelling_is_its_own_and_readable_leads_back(text):
    try:
        address = canonical(text)
    except ValidationError:
        return
    assert address.isascii()
    assert canonical(address) == address
    assert canonical(readable(address)) == address


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_log_in_and_reset_find_the_account_by_each_spelling(spelling):
    make_user("ada@straße.de")
    assert User.objects.get().email == STREET

    assert log_in(Client(), spelling).status_code == 302
    Client().post(reverse("account_reset_password"), {"email": spelling})

    assert mail.outbox[-1].to == [STREET]
    assert "/accounts/password/reset/key/" in str(mail.outbox[-1].body)


@pytest.mark.django_db
def test_second_account_of_another_spelling_is_not_made(client):
    sign_up(client, "ada@straße.de")
    sign_up(Client(), STREET)
    sign_up(Client(), "ada@strasse.de")  # somebody else

    assert set(User.objects.values_list("email", flat=True)) == {STREET, "ada@strasse.de"}
    assert set(EmailAddress.objects.values_list("email", flat=True)) == {STREET, "ada@strasse.de"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["mi\u212ae@example.org", "mike@example.org\u200b", "mıke@example.org"]
)
def test_reset_is_never_sent_for_a_look_alike(typed):
    make_user("mike@example.org")

    Client().post(reverse("account_reset_password"), {"email": typed})

    assert not mail.outbox


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_invitation_manager_and_new_address_are_stored_canonically(
    margaret, margaret_client, ada, spelling
):
    team = make_team(margaret)
    path = f"/teams/{team.code}/settings/invitations/"
    assert margaret_client.post(path, {"email": spelling}).status_code in {200, 302}
    make_mentor(ada)
    name_manager(person=ada, email=spelling, at=NOW)

    assert Invitation.objects.get().email == STREET
    assert MentorProfile.objects.get(person=ada).manager_email == STREET


@pytest.mark.django_db
def test_api_invites_by_the_same_spelling_and_says_what_is_wrong(margaret, margaret_client):
    path = f"/api/v1/teams/{make_team(margaret).code}/invitations/"

    refused = margaret_client.post(
        path, {"email": "ada\u200b@example.org"}, content_type="application/json"
    )
    made = margaret_client.post(path, {"email": "Ada@STRAßE.de"}, content_type="application/json")

    assert refused.status_code == 400
    assert "invisible character" in refused.json()["email"][0]
    assert made.status_code == 201
    assert Invitation.objects.get().email == STREET


@pytest.mark.django_db
def test_stored_addresses_are_respelled_unless_another_account_has_it():
    one, other, third = make_user(), make_user(STREET), make_user()
    User.objects.filter(pk=one.pk).update(email="ada@straße.de")
    User.objects.filter(pk=third.pk).update(email="ada@faß.example")
    EmailAddress.objects.filter(user=third).update(email="ada@faß.example")
    migration = importlib.import_module("mentors.migrations.0012_one_spelling_of_addresses")

    migration.respell(apps, None)

    found = dict(User.objects.values_list("pk", "email"))
    assert found[one.pk] == "ada@straße.de"
    assert found[other.pk] == STREET
    assert found[third.pk] == canonical("ada@faß.example")
    assert EmailAddress.objects.get(user=third).email == canonical("ada@faß.example")


@pytest.mark.django_db
def test_confirmed_address_is_spelled_as_the_mail_to_confirm_went():
    """The first version wrote to strasse.de; whoever owns straße.de confirmed nothing."""
    confirmed, waiting = make_user(STREET), make_user(canonical("eve@straße.de"))
    late, first = make_user(canonical("bo@straße.de")), make_user("bo@strasse.de")
    EmailAddress.objects.filter(user=waiting).update(verified=False)
    migration = importlib.import_module("mentors.migrations.0016_where_mail_arrived")

    migration.respell(apps, None)

    found = dict(User.objects.values_list("pk", "email"))
    assert found[confirmed.pk] == "ada@strasse.de"
    assert EmailAddress.objects.get(user=confirmed).email == "ada@strasse.de"
    assert found[waiting.pk] == canonical("eve@straße.de")
    assert (found[late.pk], found[first.pk]) == (canonical("bo@straße.de"), "bo@strasse.de")
    assert not EmailAddress.objects.get(user=late).verified


# What sign-up took in the first version, and is no address by today's rules.
OLD = ["ada@\u2603.net", '"ada"@example.org', "ada@[127.0.0.1]", "m\u0131ke@example.org"]


def make_old(address):
    person = make_user()
    User.objects.filter(pk=person.pk).update(email=address)
    EmailAddress.objects.filter(user=person).update(email=address)
    return person


@pytest.mark.django_db
@pytest.mark.parametrize("address", OLD)
def test_old_address_still_logs_in_gets_a_new_password_and_can_be_erased(client, address):
    make_old(address)
    make_user("mike@example.org")

    Client().post(reverse("account_reset_password"), {"email": address})
    assert [message.to for message in mail.outbox] == [[address]]
    assert log_in(client, address).status_code == 302
    client.post("/account/data/", {"confirm": address})

    assert list(User.objects.values_list("email", flat=True)) == ["mike@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["mi\u212ae@example.org", "m\u0131ke@example.org"])
def test_look_alike_never_logs_in(client, typed):
    make_user("mike@example.org")

    assert log_in(client, typed).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_mail_never_goes_to_the_domain_of_the_older_rules(settings):
    """An account that could not be respelled still has the letter ß in its address."""
    settings.EMAIL_BACKEND = "setframework.web.mail.backend.QueueBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"

    send_mail("Hello", "You", None, ["ada@straße.de"])
    queue.send_due()

    assert mail.outbox[0].to == [STREET]
    assert mail.outbox[0].message()["To"] == STREET


@pytest.mark.django_db
def test_people_read_an_address_as_its_owner_writes_it(client, ada, ada_client):
    make_user("ada@straße.de")
    log_in(client, STREET)
    make_mentor(ada)
    name_manager(person=ada, email=STREET, at=NOW)

    pages = [client.get("/account/"), client.get(reverse("account_email"))]
    pages.append(ada_client.get("/mentors/profile/"))

    for page in pages:
        assert "ada@straße.de" in page.content.decode()


def test_domain_of_mixed_alphabets_is_shown_as_dns_has_it():
    address = canonical("ada@p\u0430ypal.example")  # a Cyrillic letter

    assert readable(address) == address
