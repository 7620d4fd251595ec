"""Erasing the account: what is asked, and that nothing is left."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import CASCADE, ForeignKey, Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models.taking import Assessment, IdempotencyKey
from assessments.services.measurement import set_measurement_consent
from assessments.services.sharing import log_share_visit
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.commitments import Commitment
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.teaching import TeachingOffer
from assessments.teams.models.teams import Team
from assessments.teams.services.invitations import invite
from mentors.matching.filters import Filters
from mentors.models.blocks import Block
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Feedback, Mentorship, MentorshipGoal, MentorshipNote
from mentors.models.pulse import Pulse
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.models.results import ResultRead, ResultShare
from mentors.selectors.search import Asked
from mentors.services.alerts import request_alert
from setframework.accounts.services.data import delete_person
from setframework.accounts.services.tokens import create_token
from setframework.people.models import Token, User
from tests.accounts.lives import BEGUN, live
from tests.accounts.people import log_in, reauthenticate
from tests.assessments.taking import text
from tests.factories import (
    PASSWORD,
    make_assessment,
    make_mentor,
    make_participant,
    make_programme,
    make_proposal,
    make_reminder,
    make_share_link,
    make_user,
)
from tests.teams.organisation import LONG_AGO, join, make_team

DATA = "/account/data/"


def fill(person: User, other: User) -> None:
    """Something of the person in every table that can hold it."""
    first = live(person)
    IdempotencyKey.objects.create(
        person=person, key=uuid.uuid4(), body_digest="0" * 64, assessment=first
    )
    make_reminder(person, calendar=True)
    set_measurement_consent(person=person, is_given=True, at=BEGUN)
    _meet(person, other)
    _work_together(person, first)
    person.groups.add(Group.objects.get_or_create(name="testers")[0])
    person.user_permissions.add(Permission.objects.order_by("pk")[0])
    EmailConfirmation.create(EmailAddress.objects.get(user=person)).save()
    create_token(person=person, name="cron", days=30, at=timezone.now())
    log_in(Client(), person.email)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    for actor, about in ((other, person), (person, other)):
        LogEntry.objects.create(
            user=actor,
            content_type=ContentType.objects.get_for_model(User),
            object_id=str(about.pk),
            object_repr=about.email,
            action_flag=CHANGE,
        )


def _meet(person: User, other: User) -> None:
    """What people have to do with each other: teams and mentors."""
    make_mentor(person)
    request_alert(person=person, asked=Asked("peer", Filters(goal="say-no")), at=BEGUN)
    Block.objects.create(person=person, blocked=other, created_at=BEGUN)
    team = make_team(other, name=f"Team of {other.pk}")
    join(team, person)
    invite(person=other, code=team.code, email=person.email.title(), at=LONG_AGO)
    Doubt.objects.create(team=team, person=person, by=other, doubted_at=BEGUN)
    Vouch.objects.create(team=team, person=person, by=other, vouched_at=BEGUN)
    Commitment.objects.create(team=team, person=person, kind="time", text="-", made_at=BEGUN)
    TeachingOffer.objects.create(team=team, person=person, text="-", offered_at=BEGUN)
    AnswerWeeksReminder.objects.create(person=person)


def _work_together(person: User, assessment: Assessment) -> None:
    """A mentorship in each part, with everything in it, and a report each way."""
    other = make_user()
    for mentor, mentee in ((person, other), (other, person)):
        asked = MentorshipRequest.objects.create(
            sender=mentee, receiver=mentor, kind="mentor", message="Hello", state="accepted",
            created_at=BEGUN, expires_at=BEGUN,
        )  # fmt: skip
        mentorship = Mentorship.objects.create(
            request=asked, mentor=mentor, mentee=mentee, kind="mentor", state="completed",
            started_at=BEGUN, closing_by=person, closing_at=BEGUN, ended_at=BEGUN,
        )  # fmt: skip
        inside = {"mentorship": mentorship}
        MentorshipGoal.objects.create(**inside, text="Say no", created_at=BEGUN)
        Meeting.objects.create(**inside, starts_at=BEGUN, created_at=BEGUN)
        MentorshipNote.objects.create(**inside, author=person, text="x", written_at=BEGUN)
        Pulse.objects.create(**inside, person=person, answer="yes", answered_at=BEGUN)
        Feedback.objects.create(**inside, person=person, given_at=BEGUN)
        ResultShare.objects.create(**inside, assessment=assessment, shared_at=BEGUN)
        Report.objects.create(
            reporter=mentor, reported=mentee, category="spam", created_at=BEGUN, decided_by=person
        )
    for mentor, mentee in ((person, other), (other, person)):
        make_proposal(make_programme(person), mentor, mentee)
    make_participant(make_programme(person), person)
    for owner, reader in ((person, other), (other, person)):
        ResultRead.objects.create(owner=owner, reader=reader, assessment=assessment, read_at=BEGUN)


def _paths(model: type[Model], seen: tuple[type[Model], ...] = ()) -> Iterator[str]:
    """Every way from a row of the table to whose it is, over however many foreign keys.

    What only names a person (a team its manager) outlives them, with the name taken out.
    """
    for field in model._meta.fields:
        if not isinstance(field, ForeignKey) or field.related_model in seen:
            continue
        if field.remote_field.on_delete is not CASCADE:
            continue
        if field.related_model is User:
            yield field.name
        else:
            inside = _paths(field.related_model, (*seen, model))
            yield from (f"{field.name}__{path}" for path in inside)


def owned_tables() -> dict[type[Model], list[str]]:
    """Each table whose rows can be a person's, and the ways from there to the person."""
    found = {model: list(_paths(model)) for model in apps.get_models(include_auto_created=True)}
    return {model: paths for model, paths in found.items() if paths}


def _owned(person: User) -> dict[str, int]:
    """Table and way -> how many rows of it are the person's."""
    return {
        f"{model._meta.label} {path}": model._default_manager.filter(**{path: person}).count()
        for model, paths in owned_tables().items()
        for path in paths
    }


def _rows() -> Iterator[tuple[str, str]]:
    """Every row of every table of the database, as text; what is in a session decoded."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from [(table, str(row)) for row in cursor.fetchall()]
    for session in Session.objects.all():
        yield "sessions", str(session.get_decoded())


def _tables_that_name(*signs: str) -> set[str]:
    found = ((table, row.lower()) for table, row in _rows())
    return {table for table, row in found if any(sign.lower() in row for sign in signs)}


def test_page_says_what_goes_and_what_remains(ada, ada_client):
    live(ada)
    create_token(person=ada, name="cron", days=30, at=timezone.now())

    said = text(ada_client.get(DATA))

    for part in (
        "your account with ada@example.org, your name and reminders",
        "3 assessments, with their answers and notes",
        "1 reflection in your own words",
        "1 look-back at an earlier date",
        "your direction, which you said 2 times",
        "2 goals",
        "1 key technology",
        "1 brief",
        "1 link that you made",
        "1 line of who saw what",
        "1 remark that a question was unclear",
        "1 token for programs",
        "backups and logs of those who run this site",
    ):
        assert part in said


def test_page_of_an_empty_account_promises_to_erase_only_what_is_there(ada, ada_client):
    said = text(ada_client.get(DATA))

    assert "ada@example.org" in said
    assert "0 " not in said.partition("This erases")[2]


def test_page_lists_who_saw_what(ada, ada_client, mallory):
    assessment = make_assessment(ada, at=BEGUN)
    link = make_share_link(assessment, at=BEGUN)
    for hour in range(60):
        log_share_visit(link=link, at=BEGUN + timedelta(hours=hour))
    log_share_visit(link=make_share_link(make_assessment(mallory)), at=BEGUN)

    page = ada_client.get(DATA)

    seen = [each.read_at for each in page.context["readings"]]
    assert seen == [BEGUN + timedelta(hours=hour) for hour in range(59, 9, -1)]
    assert f'href="{reverse("assessments:share", args=[assessment.code])}"' in page.content.decode()
    assert "Result of 1 March 2025 Somebody with your link, 3 March 2025" in text(page)


def test_page_says_that_nobody_looked(ada_client, mallory):
    log_share_visit(link=make_share_link(make_assessment(mallory)), at=BEGUN)

    assert "Nobody has seen anything of yours." in text(ada_client.get(DATA))


def test_erasing_asks_for_the_password_and_then_goes_on(ada, ada_client):
    asked = ada_client.post(DATA, {"confirm": "Ada@Example.org"})
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccount%2Fdata%2F"
    assert User.objects.filter(pk=ada.pk).exists()

    response = ada_client.post(
        reverse("account_reauthenticate"), {"password": PASSWORD, "next": DATA}, follow=True
    )

    assert response.redirect_chain == [("/", 302)]
    assert b"Your account and everything in it is erased." in response.content
    assert not User.objects.filter(pk=ada.pk).exists()


def test_wrong_password_erases_nothing(ada, ada_client):
    ada_client.post(DATA, {"confirm": ada.email})

    ada_client.post(reverse("account_reauthenticate"), {"password": "wrong", "next": DATA})

    assert User.objects.filter(pk=ada.pk).exists()


@pytest.mark.parametrize(
    "confirm", ["", "yes", "mallory@example.org", "nul\x00@example.org", "a" * 10_000]
)
def test_wrong_address_erases_nothing(ada, ada_client, confirm):
    reauthenticate(ada_client)

    response = ada_client.post(DATA, {"confirm": confirm})

    assert list(response.context["form"].errors) == ["confirm"]
    assert b"<title>Error: " in response.content
    assert User.objects.filter(pk=ada.pk).exists()


def test_no_row_of_any_table_is_left(ada, mallory):
    fill(ada, mallory)
    fill(mallory, ada)
    before, others = _owned(ada), _owned(mallory)
    # A table that is new here: let fill put something of a person into it.
    assert [place for place, rows in before.items() if rows == 0] == []

    delete_person(person=ada)

    assert {place: rows for place, rows in _owned(ada).items() if rows} == {}
    lost = {
        "admin.LogEntry user": 2,  # what mallory did to ada's account
        "mentors.Block person": 1,
        "mentors.Block blocked": 1,
        "teams.Vouch person": 1,
        "teams.Vouch by": 1,
    }
    assert _owned(mallory) == {place: rows - lost.get(place, 0) for place, rows in others.items()}
    team = Team.objects.get(name=f"Team of {ada.pk}")
    assert team.manager is None


def test_nothing_in_the_database_names_the_person(ada, mallory):
    ada.name = "Augusta Ada King"
    ada.save()
    fill(ada, mallory)
    fill(mallory, ada)
    own = Assessment.objects.filter(person=ada).values_list("code", flat=True)
    signs = [ada.email, ada.name, str(ada.code), ada.code.hex, f"'_auth_user_id': '{ada.pk}'"]
    signs += [shape for code in own for shape in (str(code), code.hex)]
    assert _tables_that_name(*signs) >= {
        "account_emailaddress",
        "accounts_user",
        "assessments_assessment",
        "django_admin_log",
        "sessions",
        "teams_invitation",
    }

    delete_person(person=ada)

    assert _tables_that_name(*signs) == set()


def test_every_session_and_token_ends(ada):
    here, there = Client(), Client()
    log_in(here, ada.email)
    log_in(there, ada.email)
    _token, text = create_token(person=ada, name="cron", days=30, at=timezone.now())
    reauthenticate(here)

    response = here.post(DATA, {"confirm": ada.email})

    assert response["Location"] == "/"
    assert "_auth_user_id" not in here.session
    assert there.get("/account/").status_code == 302
    bearer = {"authorization": f"Bearer {text}"}
    assert Client().get("/api/v1/me/", headers=bearer).status_code == 401
    assert [Session.objects.filter(pk=there.session.session_key).exists()] == [False]
    assert (UserSession.objects.count(), Token.objects.count()) == (0, 0)
    assert not EmailAddress.objects.exists()


def test_address_is_free_again(ada, client):
    delete_person(person=ada)

    again = client.post(reverse("account_signup"), {"email": ada.email, "password1": PASSWORD})

    assert again["Location"] == "/result/"
    assert not Assessment.objects.filter(person=User.objects.get()).exists()


def test_second_click_finds_nobody_to_erase(ada, mallory):
    client = Client()
    log_in(client, ada.email)
    reauthenticate(client)
    client.post(DATA, {"confirm": ada.email})

    assert client.post(DATA, {"confirm": ada.email})["Location"].startswith("/accounts/login/")
    assert User.objects.get() == mallory
