"""The page of a programme: joining, answering, and the organiser's steps."""

from datetime import timedelta

import pytest
import time_machine

from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.services import solving
from tests.assessments.taking import tags, text, title
from tests.factories import (
    NOW,
    make_mentor,
    make_mentorship,
    make_participant,
    make_programme,
    make_proposal,
)

DAY = timedelta(days=1)
GOALS = [{"goal": "say-no", "priority": 1}]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def open_one(margaret):
    return make_programme(margaret, text="For <b>all</b>")


@pytest.fixture
def closed(ada, grace, margaret):
    made = make_programme(margaret, closes_at=NOW)
    make_participant(made, ada, goals=GOALS)
    make_participant(made, grace, places=1, goals=GOALS)
    return made


def page(programme):
    return f"/mentors/programmes/{programme.code}/"


def step(client, programme, name, **values):
    return client.post(page(programme), {"step": name} | values, follow=True)


def answer(client, pair, says):
    address = f"/mentors/programmes/pairs/{pair.code}/"
    return client.post(address, {"answer": says}, follow=True)


def buttons(response):
    return [each["value"] for each in tags(response, "button") if each.get("value")]


def test_joining_changing_and_leaving(ada_client, ada, open_one):
    make_mentor(ada, capacity=3)
    assert buttons(ada_client.get(page(open_one))) == ["join"]

    response = step(ada_client, open_one, "join", is_mentee="on", places="0")
    assert "You have joined. You get an e-mail" in text(response)
    assert "1 mentee, 0 mentors, 0 places" in text(response)

    step(ada_client, open_one, "join", places="3")
    row = Participant.objects.get()
    assert (row.person, row.is_mentee, row.places) == (ada, False, 3)

    response = step(ada_client, open_one, "leave")
    assert "You have left this programme." in text(response)
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"places": "0"}, "Look for a mentor, be one, or both."),
        ({"places": "4", "is_mentee": "on"}, "Select a valid choice."),
        ({"places": "-1"}, "Select a valid choice."),
        ({"places": "x\x00" * 5000}, "Select a valid choice."),
        ({}, "This field is required."),
    ],
)
def test_mistake_is_said_and_nothing_kept(ada_client, ada, open_one, values, words):
    make_mentor(ada, capacity=3)

    response = step(ada_client, open_one, "join", **values)

    assert title(response).startswith("Error: ")
    assert words in text(response)
    assert not Participant.objects.exists()


def test_refusal_is_said_on_the_form(ada_client, ada, open_one):
    make_mentor(ada)
    ada.emailaddress_set.update(verified=False)

    response = step(ada_client, open_one, "join", is_mentee="on", places="0")

    assert "Confirm your e-mail address first." in text(response)


def test_without_a_profile_one_writes_it_first(ada_client, open_one):
    response = ada_client.get(page(open_one))

    assert "Write yours first." in text(response)
    assert buttons(response) == []
    sent = step(ada_client, open_one, "join", is_mentee="on", places="0")
    assert "Write your mentor profile first" in text(sent)
    assert b"&lt;b&gt;all" in response.content


def test_before_and_after_the_days_to_sign_up_there_is_no_form(ada_client, ada):
    make_mentor(ada)
    for values, words in (
        ({"opens_at": NOW + DAY}, "You can sign up from 25 November 2026."),
        ({"closes_at": NOW}, "Sign-up is over."),
    ):
        programme = make_programme(**values)
        assert words in text(ada_client.get(page(programme)))
        response = step(ada_client, programme, "join", is_mentee="on", places="0")
        assert "You are in" not in text(response)
        assert "You can do this only during sign-up" in text(response)
        assert "You can do this only during sign-up" in text(step(ada_client, programme, "leave"))
    assert not Participant.objects.exists()


def test_organiser_finds_pairs_reads_the_receipt_and_publishes(margaret_client, closed):
    assert buttons(margaret_client.get(page(closed))) == ["run"]
    response = step(margaret_client, closed, "run")
    assert "The search for pairs has begun." in text(response)
    assert "0 % done" in text(response)
    assert buttons(response) == []

    solving.run_programme(run=ProgrammeRun.objects.get().pk, at=NOW)
    response = margaret_client.get(page(closed))
    assert "1 of 1 mentees" in text(response)
    assert "Grace" in text(response)
    assert buttons(response) == ["publish", "run"]

    response = step(margaret_client, closed, "publish")
    assert "It is published." in text(response)
    assert "The e-mails are on their way." in text(response)
    assert "0 accepted, 1 waiting, 0 declined or expired" in text(response)
    assert buttons(response) == ["run"]


def test_old_page_publishes_nothing_that_was_not_looked_at(margaret_client, closed):
    def search():
        step(margaret_client, closed, "run")
        solving.run_programme(run=ProgrammeRun.objects.get().pk, at=NOW)
        shown = margaret_client.get(page(closed))
        return tags(shown, "input", name="seen")[0]["value"]

    old, new = search(), search()
    assert old != new

    response = step(margaret_client, closed, "publish", seen=old)
    assert "There has been a new search in the meantime." in text(response)
    assert ProgrammeRun.objects.get().published_at is None
    for _ in range(2):
        assert "It is published." in text(step(margaret_client, closed, "publish", seen=new))
    for other in ("", "x" * 5000, "nul"):
        step(margaret_client, closed, "publish", seen=other)
    assert ProgrammeRun.objects.get().published_at == NOW


def test_organiser_tries_a_failed_run_again(margaret_client, closed):
    ProgrammeRun.objects.create(programme=closed, number=1, state="failed", attempts=3)

    response = margaret_client.get(page(closed))
    assert "The search could not be finished." in text(response)
    assert "Receipt" not in text(response)
    assert "Try again" in text(response)
    assert buttons(response) == ["run"]

    assert "0 % done" in text(step(margaret_client, closed, "run"))


def test_organiser_sees_no_score_and_not_whose_no_it_was(margaret_client, closed, ada, grace):
    score = {"total": 61.25, "optimum": 61.75}
    pair = make_proposal(closed, grace, ada, mentor_says=False)
    receipt = {"mentees": 1, "matched": 1, "price": 0.81, "worst": "strong", **score}
    ProgrammeRun.objects.update(receipt=receipt | {"bands": {"strong": 1}})

    shown = text(margaret_client.get(page(closed)))
    assert "0.81 % of the best possible fit" in shown
    assert "61." not in shown
    assert "1 declined or expired" in shown
    ProposedPair.objects.filter(pk=pair.pk).update(mentor_says=None, mentee_says=False)
    assert text(margaret_client.get(page(closed))) == shown

    ProgrammeRun.objects.update(receipt=receipt | {"matched": 5, "bands": {"strong": 5}})
    assert "61.25, where 61.75 is the most" in text(margaret_client.get(page(closed)))


def test_organiser_reads_why_somebody_is_left(margaret_client, closed, ada):
    row = Participant.objects.get(person=ada)
    ProgrammeRun.objects.create(
        programme=closed, number=1, state="done", receipt={"without": {str(row.pk): "hours"}}
    )

    assert "has no common hour with a mentor" in text(margaret_client.get(page(closed)))


def test_who_is_left_out_reads_what_to_do_and_no_reason(ada_client, grace_client, closed, ada):
    row = Participant.objects.get(person=ada)
    ProgrammeRun.objects.create(
        programme=closed, number=1, state="done", published_at=NOW,
        receipt={"without": {str(row.pk): "hours"}},
    )  # fmt: skip

    shown = text(ada_client.get(page(closed)))
    assert "this time there is none for you" in shown
    assert "Find a mentor or peer yourself" in shown
    assert "you go first" in shown
    assert "hour" not in shown
    assert "your help was not needed this time" in text(grace_client.get(page(closed)))


def test_organiser_tells_those_who_are_left_even_where_there_is_no_pair(margaret_client, closed):
    run = ProgrammeRun.objects.create(programme=closed, number=1, state="done")
    assert buttons(margaret_client.get(page(closed))) == ["run"]

    row = Participant.objects.filter(programme=closed).first()
    run.receipt = {"without": {str(row.pk): "hours"}}
    run.save()
    response = margaret_client.get(page(closed))
    assert buttons(response) == ["publish", "run"]
    assert "Tell the people without a pair" in text(response)
    assert buttons(step(margaret_client, closed, "publish")) == ["run"]


def test_nothing_of_a_run_is_shown_to_others(ada_client, closed, ada, grace):
    make_proposal(closed, grace, ada)
    ProgrammeRun.objects.update(published_at=None, receipt={"matched": 1})

    response = ada_client.get(page(closed))

    assert "Nothing yet." in text(response)
    assert "Grace" not in text(response)
    assert "Receipt" not in text(response)
    assert buttons(response) == []


@pytest.mark.parametrize("name", ["run", "publish"])
def test_steps_of_the_organiser_are_shut_for_others(ada_client, closed, name):
    assert step(ada_client, closed, name).status_code == 404
    assert not ProgrammeRun.objects.exists()


def test_both_say_yes_and_the_mentorship_begins(ada_client, grace_client, closed, ada, grace):
    pair = make_proposal(closed, grace, ada)
    response = ada_client.get(page(closed))
    assert "They would be your mentor. Good match. You can answer until 4 December 2026." in text(
        response
    )
    assert buttons(response) == ["yes", "no"]

    response = answer(ada_client, pair, "yes")
    assert "It begins when the other person says yes too." in text(response)
    assert buttons(response) == ["no"]
    response = answer(grace_client, pair, "yes")
    mentorship = Mentorship.objects.get()
    assert response.redirect_chain[-1][0] == f"/mentors/mentorships/{mentorship.code}/"
    assert "Your mentorship" in text(ada_client.get(page(closed)))
    response = answer(grace_client, pair, "no")
    assert "the mentorship has begun" in text(response)


def test_no_is_neutral_for_the_other(ada_client, grace_client, closed, ada, grace):
    pair = make_proposal(closed, grace, ada)

    assert "Nobody is told a reason." in text(answer(grace_client, pair, "no"))

    response = ada_client.get(page(closed))
    assert "Did not work out" in text(response)
    assert "declined" not in text(response)
    assert "declined in the meantime" in text(answer(ada_client, pair, "yes"))


def test_lost_place_is_said_clearly(grace_client, closed, ada, grace, mallory):
    pair = make_proposal(closed, grace, ada, mentee_says=True)
    make_mentorship(grace, mallory)

    assert "This pair can't begin now" in text(answer(grace_client, pair, "yes"))
    assert MentorProfile.objects.get(person=grace).active == 1


@pytest.mark.parametrize("says", ["", "maybe", "yes\x00", "y" * 10_000])
def test_any_other_answer_changes_nothing(ada_client, closed, ada, grace, says):
    pair = make_proposal(closed, grace, ada)

    assert answer(ada_client, pair, says).status_code == 200
    pair.refresh_from_db()
    assert (pair.mentor_says, pair.mentee_says) == (None, None)
