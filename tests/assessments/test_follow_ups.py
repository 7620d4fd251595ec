"""One e-mail a week after a step was chosen: asked for, sent once, never with the step in it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from assessments import tasks
from assessments.models.plan import Goal
from assessments.services.follow_ups import (
    ask_for_follow_up,
    cancel_follow_up,
    send_due_follow_ups,
)
from assessments.services.plan import finish_goal
from setframework.people.verified import EmailNotVerified
from tests.assessments.taking import text
from tests.factories import NOW, make_goal, make_user
from tests.racing import at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEEK = 7 * DAY


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def goal(ada):
    return make_goal(ada, text="Ask Bo about the salary")


@pytest.fixture
def asked(goal, ada):
    return ask_for_follow_up(person=ada, code=goal.code, at=NOW)


def url_of(goal):
    return reverse("assessments:follow_up", args=[goal.code])


def test_person_asks_in_the_plan_and_cancels(ada_client, goal):
    assert "E-mail me in a week" in text(ada_client.get("/plan/"))

    page = ada_client.post(url_of(goal), {"wanted": "yes"}, follow=True)

    assert "We send you one e-mail on 1 December 2026." in text(page)
    assert "E-mail on 1 December 2026 Do not send it" in text(page)

    page = ada_client.post(url_of(goal), follow=True)

    assert "We send you no e-mail about this step." in text(page)
    assert "E-mail me in a week" in text(page)
    assert send_due_follow_ups(at=NOW + WEEK) == 0


def test_nobody_else_can_ask(goal, client):
    client.force_login(make_user("eve@example.org"))

    assert client.post(url_of(goal), {"wanted": "yes"}).status_code == 404
    assert Goal.objects.get().follow_up_on is None


def test_second_click_keeps_the_first_day(asked, ada):
    ask_for_follow_up(person=ada, code=asked.code, at=NOW + DAY)

    assert Goal.objects.get().follow_up_on == (NOW + WEEK).date()


def test_address_must_be_confirmed(ada_client, ada, goal):
    EmailAddress.objects.update(verified=False)

    with pytest.raises(EmailNotVerified):
        ask_for_follow_up(person=ada, code=goal.code, at=NOW)
    page = ada_client.post(url_of(goal), {"wanted": "yes"}, follow=True)
    assert "Confirm your e-mail address first." in text(page)


def test_goes_out_once_after_a_week_without_the_words_of_the_step(asked):
    assert send_due_follow_ups(at=NOW + WEEK - DAY) == 0
    assert send_due_follow_ups(at=NOW + WEEK) == 1
    assert send_due_follow_ups(at=NOW + WEEK) == 0

    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert letter.subject == "How is your next step going?"
    assert f"/plan/#goal-{asked.code}" in letter.body
    assert "Ask Bo" not in letter.body + letter.alternatives[0].content
    assert Goal.objects.get().follow_up_on is None


def test_job_of_the_worker_sends_it(asked):
    with time_machine.travel(NOW + WEEK, tick=False):
        assert tasks.send_due_follow_ups.call() == 1


@pytest.mark.parametrize("what", ["done", "cancelled", "closed", "unconfirmed", "deleted"])
def test_does_not_go_out_when(asked, ada, what):
    if what == "done":
        finish_goal(person=ada, code=asked.code, at=NOW)
    elif what == "cancelled":
        cancel_follow_up(person=ada, code=asked.code)
    elif what == "closed":
        type(ada).objects.update(is_active=False)
    elif what == "unconfirmed":
        EmailAddress.objects.update(verified=False)
    else:
        asked.delete()

    assert send_due_follow_ups(at=NOW + 2 * WEEK) == 0
    assert not mail.outbox


def test_done_step_offers_none(ada_client, goal, ada):
    finish_goal(person=ada, code=goal.code, at=NOW)

    assert "E-mail me in a week" not in text(ada_client.get("/plan/"))


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one(asked):
    sent = at_once(*[lambda: send_due_follow_ups(at=NOW + WEEK)] * 2)

    assert sum(sent) == 1
    assert len(mail.outbox) == 1
