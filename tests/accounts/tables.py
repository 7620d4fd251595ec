"""Something of a person in every table, and the tables that can hold it."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, ForeignKey, Model
from django.test import Client
from django.utils import timezone

from assessments.models.papers import Paper
from assessments.models.taking import Assessment, IdempotencyKey
from assessments.services.measurement import set_measurement_consent
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from assessments.teams.models.commitments import Commitment
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.teaching import TeachingOffer
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
from setframework.accounts.services.tokens import create_token
from setframework.people.models import User
from tests.accounts.lives import BEGUN, live
from tests.accounts.people import log_in
from tests.factories import (
    make_mentor,
    make_participant,
    make_programme,
    make_proposal,
    make_reminder,
    make_user,
)
from tests.teams.organisation import LONG_AGO, join, make_team


def fill(person: User, other: User) -> None:
    """Something of the person in every table that can hold it."""
    first = live(person)
    IdempotencyKey.objects.create(
        person=person, key=uuid.uuid4(), body_digest="0" * 64, assessment=first
    )
    Paper.objects.create(person=person, digest="0" * 64, filename="x.pdf", asked_at=BEGUN)
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
    Doubt.objects.create(
        team=team, person=person, by=other, doubted_at=BEGUN, closes_at=BEGUN + timedelta(days=90)
    )
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
