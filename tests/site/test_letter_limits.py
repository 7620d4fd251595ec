"""E-mails that one person causes to others: one limit for every door, by sender and by receiver."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from assessments.teams.models.invitations import Invitation
from assessments.teams.models.ties import Tie
from assessments.teams.services import ties
from mentors.models.meetings import Meeting
from mentors.models.requests import MentorshipRequest
from mentors.services import meetings, mentorships
from setframework.web.mail.letters import TooManyLetters
from tests.accounts.people import sign_up
from tests.api.conftest import token_of
from tests.factories import NOW, make_mentor, make_mentorship, make_user
from tests.teams.organisation import join, make_team

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def narrow(settings):
    settings.ACCOUNT_RATE_LIMITS = {"letter_sender": "3/h/key", "letter_receiver": "2/h/key"}


def api(person):
    return Client(headers={"Authorization": f"Bearer {token_of(person)}"})


def invite(client, team, email):
    path = f"/api/v1/teams/{team.code}/invitations/"
    return client.post(path, {"email": email}, content_type="application/json")


def receivers():
    return [message.to[0] for message in mail.outbox]


# By sender


def test_sender_is_stopped_by_page_and_api_together(margaret, margaret_client):
    team, program = make_team(margaret), api(margaret)
    for number in range(2):
        assert invite(program, team, f"{number}@example.org").status_code == 201
    path = f"/teams/{team.code}/settings/invitations/"
    assert margaret_client.post(path, {"email": "2@example.org"}).status_code == 200

    refused = invite(program, team, "3@example.org")
    page = margaret_client.post(path, {"email": "4@example.org"}).content.decode()

    assert refused.status_code == 429
    assert 3500 < int(refused["Retry-After"]) <= 3600
    assert "Too many e-mails have gone out" in page
    assert len(receivers()) == Invitation.objects.count() == 3


def test_sender_is_stopped_over_doors_of_different_kinds(ada, grace, settings):
    settings.ACCOUNT_RATE_LIMITS = {"letter_sender": "3/h/key"}
    mentorship = make_mentorship(grace, ada)  # letters about what the two agreed on
    mail.outbox.clear()
    team, program = make_team(ada), api(ada)
    who = {"person": ada, "code": mentorship.code, "at": NOW}
    invite(program, team, "new@example.org")
    mentorships.pause(until=None, **who)
    mentorships.resume(**who)
    meetings.plan_meeting(starts_at=NOW + DAY, minutes=30, agenda="", **who)

    with pytest.raises(TooManyLetters):
        meetings.plan_meeting(starts_at=NOW + 2 * DAY, minutes=30, agenda="", **who)
    assert invite(program, team, "other@example.org").status_code == 429

    assert (len(receivers()), Meeting.objects.count()) == (3, 1)
    mentorships.end_early(**who)  # to end is never refused
    # That it ended, and to both that the meeting went with it.
    assert sorted(receivers()[3:]) == sorted([grace.email, grace.email, ada.email])


def test_request_by_api_is_refused_as_a_whole(ada, settings):
    settings.ACCOUNT_RATE_LIMITS = {"letter_sender": "1/h/key"}
    make_mentor(ada, wants=["tough-feedback"], is_listed=False)
    asked = [make_mentor(offers=["tough-feedback"]).person for _ in range(2)]
    body = {"kind": "mentor", "message": "Teach me."}
    program = api(ada)

    answers = [
        program.post(
            "/api/v1/mentorship-requests/",
            {"to": str(person.code), **body},
            content_type="application/json",
        )
        for person in asked
    ]

    assert [answer.status_code for answer in answers] == [201, 429], answers[0].content
    assert int(answers[1]["Retry-After"]) > 0
    assert MentorshipRequest.objects.count() == 1


# By receiver


@pytest.mark.parametrize("has_account", [True, False])
def test_receiver_is_spared_from_many_senders_alike_with_and_without_account(has_account):
    address = "target@example.org"
    if has_account:
        make_user(address)
    answers = []
    for _ in range(3):
        manager = make_user()
        answers.append(invite(api(manager), make_team(manager), address.title()))

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2].json() == {
        "detail": "Too many e-mails have gone out. Nothing was sent: wait, and try again later."
        f" Expected available in {answers[2]['Retry-After']} seconds."
    }
    assert len(receivers()) == 2


def test_whom_many_ask_gets_each_request_but_not_each_mail(settings):
    settings.ACCOUNT_RATE_LIMITS = {"letter_receiver": "1/h/key"}
    asked = make_mentor(offers=["tough-feedback"]).person
    body = {"to": str(asked.code), "kind": "mentor", "message": "Teach me."}
    for _ in range(2):
        sender = make_mentor(wants=["tough-feedback"], is_listed=False).person
        answer = api(sender).post(
            "/api/v1/mentorship-requests/", body, content_type="application/json"
        )
        assert answer.status_code == 201, answer.content

    assert (MentorshipRequest.objects.count(), receivers()) == (2, [asked.email])


def test_what_the_page_says_too_is_left_out_and_the_step_is_taken(ada, grace, settings):
    settings.ACCOUNT_RATE_LIMITS = {"letter_receiver": "1/h/key"}
    mentorship = make_mentorship(grace, ada)
    mail.outbox.clear()
    for days in (1, 2):
        meetings.plan_meeting(
            person=ada,
            code=mentorship.code,
            starts_at=NOW + days * DAY,
            minutes=30,
            agenda="",
            at=NOW,
        )

    assert receivers() == [grace.email]
    assert Meeting.objects.count() == 2


def test_ties_agreed_again_and_again_are_refused_and_fill_no_mailbox(ada, margaret, grace):
    part, whole = make_team(margaret, name="Part"), make_team(grace, name="Whole")
    join(part, ada)
    for _ in range(2):
        tie = Tie.objects.create(team=part, parent=whole, asked_at=NOW)
        ties.agree_tie(person=grace, code=whole.code, tie=tie.code, at=NOW)
        ties.end_tie(person=grace, code=whole.code, tie=tie.code, at=NOW)
    tie = Tie.objects.create(team=part, parent=whole, asked_at=NOW)

    with pytest.raises(TooManyLetters):
        ties.agree_tie(person=grace, code=whole.code, tie=tie.code, at=NOW)

    tie.refresh_from_db()
    assert tie.agreed_at is None  # nobody is put together with a team they were not told of
    assert receivers() == [ada.email] * 2


def test_mails_of_others_never_use_up_ones_own_reset(ada, client):
    for _ in range(3):
        manager = make_user()
        invite(api(manager), make_team(manager), ada.email)
    mail.outbox.clear()

    client.post("/accounts/password/reset/", {"email": ada.email})

    assert receivers() == [ada.email]


# Links that anybody can ask for


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_reset_links_stop_silently_and_alike(ada, settings, email):
    settings.ACCOUNT_RATE_LIMITS = {"account_letter": "2/h/key"}
    answers = [
        Client(REMOTE_ADDR="192.0.2.1").post("/accounts/password/reset/", {"email": spelt})
        for spelt in (email, email.upper(), email)
    ]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/accounts/password/reset/done/")
    }
    assert len(mail.outbox) == 2
    Client(REMOTE_ADDR="198.51.100.7").post("/accounts/password/reset/", {"email": email})
    assert len(mail.outbox) == 3  # a stranger has used up only their own network's


def test_reset_links_have_a_wider_end_from_anywhere(ada, settings):
    settings.ACCOUNT_RATE_LIMITS = {"account_letter_anywhere": "2/d/key"}
    for number in range(4):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            "/accounts/password/reset/", {"email": ada.email}
        )

    assert len(mail.outbox) == 2


def test_sign_ups_with_the_address_of_somebody_stop_too(ada, settings):
    settings.ACCOUNT_RATE_LIMITS = {"account_letter": "1/h/key"}
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    for _ in range(3):
        assert sign_up(Client(), ada.email).status_code == 302

    assert receivers() == [ada.email]
