"""One tap on a result puts a step into the plan; another one takes it out again."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from assessments.models.plan import Goal
from assessments.scoring.questionnaire import NO_OPPORTUNITY
from tests.assessments.taking import address, tags, text
from tests.assessments.test_result import ANSWERS
from tests.factories import NOW, make_assessment, make_goal, make_mentor

pytestmark = pytest.mark.django_db

TAKE, PLAN, ADD = "/plan/steps/", "/plan/", "/plan/add/"
DAY = timedelta(days=1)
TODAY = NOW.date()
ITEM = "negotiating-engineering-work"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def result(ada):
    return make_assessment(ada, ANSWERS, level="senior-staff", at=NOW - DAY)


def show(client, result, query=""):
    return client.get(address(result, "result") + query)


def sent(result, **step):
    return {"result": str(result.code), "item": ITEM, "place": f"focus-{ITEM}", **step}


def take(client, result, **step):
    return client.post(TAKE, sent(result, **step))


def card(response, key=ITEM):
    html = response.content.decode()
    return re.search(rf'<article [^>]*data-focus="{key}".*?</article>', html, re.S)[0]


def undo_addresses(response):
    return [tag["formaction"] for tag in tags(response, "button") if "Undo" in str(tag)] or [
        tag["formaction"]
        for tag in tags(response, "button")
        if tag.get("formaction", "").endswith("/delete/")
    ]


def test_result_offers_each_action_and_each_strength(ada_client, result):
    buttons = tags(show(ada_client, result), "button")

    offered = [tag["name"] for tag in buttons if tag.get("name") in {"action", "lean_on"}]
    assert (offered.count("action"), offered.count("lean_on")) == (9, 3)


def test_one_tap_adds_a_step_and_leads_back_to_its_place(ada_client, result, questionnaire):
    response = take(ada_client, result, action="ask-goals")

    goal = Goal.objects.get()
    action = next(a for a in questionnaire.item(ITEM).actions if a.key == "ask-goals")
    assert (goal.item, goal.action, goal.route) == (ITEM, "ask-goals", "convert")
    assert (goal.text, goal.expects) == (action.text, ITEM)
    assert goal.due_on == TODAY + timedelta(days=14)
    assert response.url == f"{address(result, 'result')}#focus-{ITEM}"
    said = card(show(ada_client, result))
    assert "Added, due in two weeks" in said
    assert "Undo" in said
    assert f'href="/plan/{goal.code}/"' in said  # change the day
    assert "E-mail me in a week" in said


def test_strength_becomes_a_step_too(ada_client, result):
    take(ada_client, result, lean_on="writing-with-confidence")

    goal = Goal.objects.get()
    assert (goal.item, goal.action, goal.route) == (ITEM, "", "balance")
    assert "Added" in card(show(ada_client, result))


def test_two_clicks_make_one_goal(ada_client, result):
    for _ in range(2):
        take(ada_client, result, action="ask-goals")

    assert Goal.objects.count() == 1


def test_step_with_a_long_effort_says_its_day(ada_client, result):
    take(ada_client, result, action="standing-share")

    due = Goal.objects.get().due_on
    assert due > TODAY + timedelta(days=14)
    assert f"Added, due {due.day} " in card(show(ada_client, result))


def test_comparison_is_kept_on_the_way_back(ada_client, result):
    query = "level=principal&path=people-manager&next=//evil.example"

    response = take(ada_client, result, action="ask-goals", query=query)

    path = address(result, "result")
    assert response.url == f"{path}?level=principal&path=people-manager#focus-{ITEM}"


def test_undo_takes_it_out_and_it_can_be_added_again(ada_client, result):
    take(ada_client, result, action="ask-goals")
    (undo,) = undo_addresses(show(ada_client, result))

    for _ in range(2):
        response = ada_client.post(undo, sent(result))
        assert response.url == f"{address(result, 'result')}#focus-{ITEM}"
        assert not Goal.objects.exists()

    take(ada_client, result, action="ask-goals")
    assert Goal.objects.count() == 1


def test_undo_is_for_what_was_just_added(ada_client, ada, result):
    make_goal(ada, item=ITEM, route="convert", action="ask-goals", at=NOW - 2 * DAY)

    response = show(ada_client, result)

    assert "Added" in card(response)
    assert undo_addresses(response) == []


def test_step_that_is_done_is_not_offered_again(ada_client, result):
    take(ada_client, result, action="ask-goals")
    Goal.objects.update(done_at=NOW)

    assert "<strong>Done</strong>" in card(show(ada_client, result))


def test_follow_up_is_asked_for_on_the_result(ada_client, result):
    take(ada_client, result, action="ask-goals")
    goal = Goal.objects.get()

    url = reverse("assessments:follow_up", args=[goal.code])
    response = ada_client.post(url, sent(result, wanted="yes"))

    assert response.url == f"{address(result, 'result')}#focus-{ITEM}"
    assert "E-mail on 1 December 2026" in card(show(ada_client, result))


def test_chance_becomes_a_step(ada, ada_client, questionnaire):
    answers = ANSWERS | {"knowing-the-experts": NO_OPPORTUNITY}
    result = make_assessment(ada, answers, can_gain=["deepening-expertise"], at=NOW - DAY)
    (form,) = [
        tag["value"]
        for tag in tags(show(ada_client, result), "input", name="place")
        if tag["value"] == "chance-deepening-expertise"
    ]
    action = questionnaire.item("deepening-expertise").actions_by_effort[0]
    step = {"item": "deepening-expertise", "action": action.key, "place": form}

    for _ in range(2):
        ada_client.post(TAKE, {"result": str(result.code), **step})

    goal = Goal.objects.get()
    assert (goal.expects, goal.text, goal.action) == (goal.item, action.text, action.key)
    assert "Added" in text(show(ada_client, result)).partition("Where a chance is waiting")[2]


@pytest.mark.parametrize("wrong", [{"item": ""}, {"item": "nothing"}, {"result": "x"}])
def test_step_that_nobody_knows_leads_to_the_form(ada_client, result, wrong):
    assert ada_client.post(TAKE, sent(result, action="ask-goals") | wrong).url == ADD
    assert not Goal.objects.exists()


def test_result_of_somebody_else_gets_nothing(ada, mallory_client, result):
    response = take(mallory_client, result, action="ask-goals")

    assert mallory_client.get(response.url).status_code == 404
    assert not Goal.objects.filter(person=ada).exists()


def test_paper_offers_no_step(ada_client, result):
    assert not tags(show(ada_client, result, "?print=1"), "form", action=TAKE)


# Who offers help


def test_focus_area_says_how_many_offer_help(ada_client, result):
    assert "offer help with this" not in card(show(ada_client, result))

    make_mentor(offers=[ITEM])
    assert "1 person offers help with this" in text(show(ada_client, result))

    make_mentor(offers=[ITEM])
    make_mentor(offers=[ITEM], hidden=[ITEM])
    make_mentor(offers=[ITEM], is_listed=False)
    page = card(show(ada_client, result))
    assert "2 people offer help with this" in " ".join(page.split())
    assert f'href="/mentors/?item={ITEM}"' in page


def test_own_offer_is_not_counted(ada, ada_client, result):
    make_mentor(ada, offers=[ITEM])

    assert "offers help with this" not in card(show(ada_client, result))
