"""Words that come too late: the page says what happened, and shows them to whoever wrote them."""

from datetime import timedelta

import pytest
from django.test import Client

from assessments.models.plan import Goal
from assessments.models.taking import Assessment
from assessments.services import plan
from assessments.services.taking import complete_assessment
from assessments.teams.services import membership, teams
from mentors.models.profiles import MentorProfile
from mentors.services import meetings, mentorships, requests
from setframework.people.visitors import Holder
from tests.assessments.taking import address, text
from tests.factories import (
    NOW,
    client_of,
    make_assessment,
    make_goal,
    make_key_technology,
    make_mentor,
    make_mentorship,
    make_request,
)
from tests.teams.organisation import LONG_AGO, join, make_team

pytestmark = pytest.mark.django_db
WORDS = "Say no, <b>kindly</b>, and mean it."
SHOWN = "Say no, &lt;b&gt;kindly&lt;/b&gt;, and mean it."


def shows(page):
    return SHOWN in page.content.decode() and "<b>kindly" not in page.content.decode()


@pytest.fixture
def asked(ada, grace):
    make_mentor(ada)
    make_mentor(grace)
    return make_request(ada, grace)


@pytest.fixture
def mentorship(ada, grace):
    return make_mentorship(grace, ada)


def test_question_to_an_asker_who_withdrew(ada, asked, grace_client):
    requests.withdraw(person=ada, code=asked.code, at=NOW)
    sent = {"step": "ask", "words": WORDS}

    page = grace_client.post(f"/mentors/requests/{asked.code}/", sent, follow=True)

    assert "It was withdrawn in the meantime." in text(page)
    assert "What you wrote is not saved. Copy it before you go on:" in text(page)
    assert shows(page)
    assert not shows(grace_client.get(f"/mentors/requests/{asked.code}/"))


def test_answer_to_who_declined_meanwhile(ada, grace, asked, ada_client):
    requests.ask_for_more(person=grace, code=asked.code, question="Why me?", at=NOW)
    requests.decline(person=grace, code=asked.code, at=NOW)
    sent = {"step": "answer", "words": WORDS}

    page = ada_client.post(f"/mentors/requests/{asked.code}/", sent, follow=True)

    assert "It was declined in the meantime." in text(page)
    assert shows(page)


def test_request_to_somebody_who_can_not_be_asked_any_more(ada, grace, ada_client):
    make_mentor(ada)
    make_mentor(grace)
    MentorProfile.objects.filter(person=grace).update(is_open=False)
    sent = {"kind": "mentor", "message": WORDS}

    page = ada_client.post(f"/mentors/people/{grace.code}/", sent)

    assert "You can't ask this person for that now." in text(page)
    assert shows(page)


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("meetings/", {"starts_at": "2026-12-01T17:30", "minutes": "30", "agenda": WORDS}),
        ("goals/", {"text": WORDS}),
        ("notes/", {"text": WORDS, "is_shared": "ours"}),
        ("check-in/", {"answer": "yes", "text": WORDS}),
    ],
)
def test_mentorship_that_ended(ada, grace_client, mentorship, part, sent):
    mentorships.end_early(person=ada, code=mentorship.code, at=NOW)

    page = grace_client.post(f"/mentors/mentorships/{mentorship.code}/{part}", sent, follow=True)

    assert page.content.count(b"<title>Error: ") == 1
    assert shows(page)


def test_meeting_that_was_taken_off(ada, grace_client, mentorship):
    who = {"person": ada, "code": mentorship.code}
    planned = meetings.plan_meeting(starts_at=NOW, minutes=30, agenda="", at=NOW, **who)
    meetings.remove_meeting(meeting=planned.code, at=NOW + timedelta(days=1), **who)
    url = f"/mentors/mentorships/{mentorship.code}/meetings/{planned.code}/"

    page = grace_client.post(url, {"is_held": "on", "log": WORDS})

    assert page.status_code == 404
    assert "What this was about is gone" in text(page)
    assert shows(page)


def test_step_that_was_deleted_in_another_tab(ada, ada_client):
    goal = make_goal(ada)
    plan.delete_goal(person=ada, code=goal.code)

    page = ada_client.post(f"/plan/{goal.code}/", {"text": "Ask", "note": WORDS})

    assert page.status_code == 404
    assert shows(page)
    assert not Goal.objects.exists()


def test_technology_that_was_removed(ada, ada_client):
    made = make_key_technology(ada)
    made.delete()

    sent = {"name": "Go", "value": "2", "evidence": WORDS}
    assert shows(ada_client.post(f"/direction/technologies/{made.code}/", sent))


@pytest.mark.parametrize("part", ["focus/", "teaching/"])
@pytest.mark.parametrize("end", ["dissolved", "left"])
def test_team_that_is_no_more_theirs(ada, margaret, ada_client, part, end):
    team = make_team(margaret)
    join(team, ada)
    at = LONG_AGO + timedelta(days=1)
    if end == "dissolved":
        teams.dissolve_team(person=margaret, code=team.code, at=at)
    else:
        membership.leave_team(person=ada, code=team.code, at=at)
    sent = {"text": WORDS, "focus": "Say no", "experiment": WORDS, "review_on": "2027-02-21"}

    page = ada_client.post(f"/teams/{team.code}/{part}", sent)

    assert page.status_code == 404
    assert shows(page)


def test_note_to_an_assessment_that_is_complete(ada, ada_client):
    draft = make_assessment(ada, {"team-trust": 2}, completed=False)
    url = address(draft, "question", "tough-feedback")
    complete_assessment(holder=Holder(person=ada), code=draft.code, at=NOW)

    page = ada_client.post(url, {"value": "2", "note": WORDS}, follow=True)

    assert "This assessment is complete" in text(page)
    assert shows(page)


def test_note_to_a_draft_that_was_discarded(ada, ada_client):
    draft = make_assessment(ada, completed=False)
    url = address(draft, "question", "tough-feedback")
    Assessment.objects.all().delete()

    assert shows(ada_client.post(url, {"value": "2", "note": WORDS}))


def test_form_of_a_log_in_before(ada):
    """Logging in in another tab makes the page's token useless."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of(ada).cookies

    page = client.post("/plan/add/", {"text": WORDS, "csrfmiddlewaretoken": "x" * 64})

    assert page.status_code == 403
    assert shows(page)


@pytest.mark.parametrize("path", ["/nothing/", "/accounts/password/change/x/", "/admin/x/"])
def test_visitors_and_secrets_are_shown_nothing(ada_client, client, path):
    assert not shows(client.post(path, {"text": WORDS}))
    if path != "/nothing/":
        assert not shows(ada_client.post(path, {"text": WORDS}))
