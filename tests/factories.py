"""One maker per model: plain functions with believable defaults."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client

from assessments.models.brief import Brief
from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.reminders import Reminder
from assessments.models.sharing import ShareLink
from assessments.models.taking import Assessment
from assessments.selectors.questionnaires import get_site_version, read_questionnaire
from assessments.services import direction, plan, reminders, sharing, taking, whole_assessments
from mentors.models.aspirations import MentoringGoal
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant, Programme
from mentors.models.requests import MentorshipRequest
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.services.profiles import ProfileValues, save_profile
from mentors.services.requests import accept
from setframework.people.models import User
from setframework.people.visitors import Holder
from tests.scoring.questionnaires import SET_FRAMEWORK

PASSWORD = "correct horse battery"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
_numbers = count(1)


def make_seeds() -> QuestionnaireVersion:
    """What every site begins with; again where a transactional test before emptied the tables."""
    if not QuestionnaireVersion.objects.filter(key="set-framework").exists():
        call_command("publish_questionnaires", SET_FRAMEWORK, verbosity=0)
    if not MentoringGoal.objects.exists():
        call_command("seed_mentoring_goals", verbosity=0)
    return get_site_version()


def make_user(email: str = "", *, verified: bool = True, **fields: Any) -> User:
    email = email or f"person{next(_numbers)}@example.org"
    user = User.objects.create_user(email, PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    return user


def client_of(person: User) -> Client:
    """A browser in which the person is logged in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def staff_client(person: User | None = None) -> Client:
    """A browser of staff, an administrator if nobody is given, in which the second step is done."""
    person = person or make_user("staff@example.org", is_staff=True, is_superuser=True)
    client = client_of(person)
    app = TOTP.activate(person, "JBSWY3DPEHPK3PXP").instance
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "id": app.pk, "type": "totp"}
    ]
    session["account_authentication_methods_user"] = user_id_to_str(person)
    session.save()
    return client


def make_responses(version: QuestionnaireVersion, value: int | None = 2, **others: Any) -> dict:
    """The same value for every item, but for the given ones (underscores stand for hyphens)."""
    responses = {item.key: value for item in read_questionnaire(version).items}
    return responses | {key.replace("_", "-"): other for key, other in others.items()}


def make_assessment(
    person: User,
    responses: Mapping[str, Any] | None = None,
    *,
    completed: bool = True,
    at: datetime = NOW,
    version: QuestionnaireVersion | None = None,
    **fields: Any,
) -> Assessment:
    """A completed assessment of that day, or an open draft."""
    version = version or get_site_version()
    if responses is None:
        responses = make_responses(version) if completed else {}
    return whole_assessments.create_assessment(
        person=person,
        version=version,
        responses=responses,
        at=at + timedelta(seconds=1),
        completed_at=at if completed else None,
        **fields,
    )


def make_visitor_draft(
    responses: Mapping[str, Any] | None = None, *, at: datetime = NOW, **fields: Any
) -> Assessment:
    """A draft of a visitor without an account."""
    version = fields.pop("version", None) or get_site_version()
    return Assessment.objects.create(
        version=version, responses=dict(responses or {}), started_at=at, **fields
    )


def make_visitor_result(
    responses: Mapping[str, Any] | None = None, *, at: datetime = NOW, **fields: Any
) -> Assessment:
    """A draft of a visitor who has seen the result; without answers given, each is a 2."""
    responses = make_responses(get_site_version()) if responses is None else responses
    draft = make_visitor_draft(responses, at=at, **fields)
    return taking.complete_assessment(holder=Holder(draft_code=draft.code), code=draft.code, at=at)


def make_key_technology(person: User, name: str = "Python", *, at: datetime = NOW, **fields: Any):
    values = {"value": 3, "evidence": "", "happened_on": None} | fields
    return direction.add_key_technology(person=person, name=name, at=at, **values)


def make_brief(assessment: Assessment, *, at: datetime = NOW, **picks: Any) -> Brief:
    """What its person picked; without picks one strength, one gap and a request."""
    nothing: dict[str, Any] = {
        "strengths": [],
        "evidence": {},
        "gaps": [],
        "request": "",
        "has_name": False,
    }
    chosen = picks or {
        "strengths": ["team-trust"],
        "evidence": {"team-trust": "I led the move."},
        "gaps": ["cloud-foundations"],
        "request": "An hour a week.",
    }
    return sharing.save_brief(
        person=assessment.person, code=assessment.code, picks=nothing | chosen, at=at
    )


def make_share_link(
    assessment: Assessment, *, days: int = 7, at: datetime = NOW, **picks: Any
) -> ShareLink:
    """A link to parts of a result, of its own even if it is like another one."""
    nothing: dict[str, Any] = {
        "scales": [],
        "strengths": [],
        "focus": [],
        "has_notes": False,
        "has_level": False,
        "has_name": False,
    }
    return ShareLink.objects.create(
        assessment=assessment,
        kind=ShareLink.Kind.RESULT,
        picks=nothing | (picks or {"scales": ["soft-skills"]}),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )


def make_goal(person: User, *, at: datetime = NOW, **fields: Any) -> Goal:
    """A step of one's own that should move how one gives feedback."""
    given = {"route": "own", "text": "Ask for feedback first", "expects": "tough-feedback"}
    return plan.add_goal(
        person=person, questionnaire=get_site_version().key, at=at, **given | fields
    )


def make_reminder(
    person: User, months: int = 3, *, at: datetime = NOW, calendar: bool = False
) -> Reminder:
    reminder = reminders.set_reminder(person=person, months=months, at=at)
    return reminders.open_calendar(person=person) if calendar else reminder


def make_mentor(person: User | None = None, *, at: datetime = NOW, **values: Any) -> MentorProfile:
    """Somebody who can be found and may meet at any time, with these values of the profile."""
    person = person or make_user(name="Somebody")
    found = {"name": person.name, "async_ok": True, "is_listed": True, "is_adult": True}
    return save_profile(person=person, values=ProfileValues(**(found | values)), at=at)


def make_request(
    sender: User, receiver: User, *, at: datetime = NOW, **fields: Any
) -> MentorshipRequest:
    """A request that waits since then; the two need no profile, nothing is checked."""
    found = {"kind": "mentor", "message": "Teach me.", "expires_at": at + timedelta(days=10)}
    values = found | fields
    return MentorshipRequest.objects.create(
        sender=sender, receiver=receiver, created_at=at, **values
    )


def make_mentorship(
    mentor: User, mentee: User, *, at: datetime = NOW, kind: str = "mentor", goal: str = ""
) -> Mentorship:
    """An accepted request; both get a profile if they have none."""
    for person in (mentor, mentee):
        if not MentorProfile.objects.filter(person=person).exists():
            make_mentor(person, capacity=5)
    request = make_request(mentee, mentor, at=at, kind=kind, goal=goal)
    return accept(person=mentor, code=request.code, at=at)


def make_programme(
    organiser: User | None = None, *, at: datetime = NOW, **fields: Any
) -> Programme:
    """Sign-up began a week before that moment and goes on for another one."""
    week = timedelta(days=7)
    values = {"name": "Spring", "opens_at": at - week, "closes_at": at + week} | fields
    return Programme.objects.create(organiser=organiser, **values)


def make_participant(
    programme: Programme, person: User | None = None, *, places: int = 0, **values: Any
) -> Participant:
    """A mentee, or with places a mentor; with a profile of these values if there is none."""
    person = person or make_user()
    if not MentorProfile.objects.filter(person=person).exists():
        make_mentor(person, **({"capacity": max(1, places)} | values))
    return Participant.objects.create(
        programme=programme, person=person, is_mentee=not places, places=places, joined_at=NOW
    )


def make_proposal(
    programme: Programme, mentor: User, mentee: User, *, at: datetime = NOW, **fields: Any
) -> ProposedPair:
    """A pair of a run of its own, published at that moment."""
    number = ProgrammeRun.objects.filter(programme=programme).count() + 1
    run = ProgrammeRun.objects.create(
        programme=programme, number=number, state="done", progress=100, published_at=at
    )
    values = {"band": "good", "expires_at": at + timedelta(days=10)} | fields
    return ProposedPair.objects.create(run=run, mentor=mentor, mentee=mentee, **values)
