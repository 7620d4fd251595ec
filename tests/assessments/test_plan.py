"""The plan: add from a result or in own words, change, tick, delete, and what it did."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.services.plan import finish_goal
from tests.assessments.taking import address, own_statements, tags, text, title, watch
from tests.assessments.test_result import ANSWERS
from tests.factories import NOW, make_assessment, make_goal

pytestmark = pytest.mark.django_db

PLAN, ADD = "/plan/", "/plan/add/"
DAY = timedelta(days=1)
TODAY = NOW.date()
OWN = {"text": "Ask Bo for feedback", "route": "own", "expects": "", "due_on": ""}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def goal_url(goal, name):
    return reverse(f"assessments:{name}", args=[goal.code])


def rows(response):
    """Goal code -> its row in words, in the order of the page."""
    found = re.findall(
        r'<li class="goal[^>]*data-goal="([^"]+)".*?>(.*?)</li>', response.content.decode(), re.S
    )
    return {uuid.UUID(code): text_of(row) for code, row in found}


def text_of(markup):
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def fill(client, url=ADD, **fields):
    """The form as the page shows it, with some fields changed."""
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in (shown | fields).items()}


# The page


def test_empty_plan_says_what_to_do(ada_client):
    response = ada_client.get(PLAN)

    assert "Nothing planned A plan is one or two steps with a date." in text(response)
    assert tags(response, "a", href="/result/#focus-title", **{"class": "button"})
    assert tags(response, "a", href=ADD)


def test_plan_lists_open_goals_by_day_and_done_ones_newest_first(ada, ada_client):
    late = make_goal(ada, text="Late", due_on=TODAY + 9 * DAY)
    undated = make_goal(ada, text="Some day")
    soon = make_goal(ada, text="Soon", due_on=TODAY + DAY)
    first = make_goal(ada, text="First", done_at=NOW - 2 * DAY)
    last = make_goal(ada, text="Last", done_at=NOW - DAY)

    listed = rows(ada_client.get(PLAN))

    assert list(listed) == [goal.code for goal in (soon, late, undated, last, first)]
    assert "By 25 November 2026 A step of my own" in listed[soon.code]
    assert "No day chosen" in listed[undated.code]
    assert "Done on 23 November 2026" in listed[last.code]


def test_overdue_is_said_calmly(ada, ada_client):
    overdue = make_goal(ada, due_on=TODAY - DAY)
    due_today = make_goal(ada, due_on=TODAY)

    listed = rows(ada_client.get(PLAN))

    assert "Due 23 November 2026. Still useful?" in listed[overdue.code]
    assert "By 24 November 2026" in listed[due_today.code]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (3, "Up: Giving tough feedback, from 1 to 3. Result of 23 November 2026"),
        (1, "No change so far: Giving tough feedback, 1 both times."),
        (0, "Lower than before: Giving tough feedback, from 1 to 0."),
        (None, "Aims to raise Giving tough feedback. Your next result will show."),
    ],
)
def test_plan_says_whether_the_answer_moved(ada, ada_client, after, said):
    make_assessment(ada, {"tough-feedback": 1}, at=NOW - 9 * DAY)
    goal = make_goal(ada, at=NOW - 5 * DAY, done_at=NOW - 5 * DAY)
    make_assessment(ada, {"tough-feedback": after, "team-trust": 1}, at=NOW - DAY)

    response = ada_client.get(PLAN)

    assert said in rows(response)[goal.code]
    record = text(response).partition("Done, and what changed ")[2]
    moved = int(after == 3)
    if after is None:
        assert record.startswith("Your next result will show whether the answer has changed.")
    else:
        assert record.startswith(f"A later result checked 1 step you finished: {moved} raised")


def test_plan_has_no_streak_badge_or_score(ada, ada_client):
    make_goal(ada, done_at=NOW)

    said = text(ada_client.get(PLAN)).lower()

    for word in ("streak", "badge", "points", "congratulations", "%"):
        assert word not in said


def test_plan_shows_nothing_of_others_and_escapes_words(ada, ada_client, mallory_client):
    make_goal(ada, text="<b>Ask</b> & learn", note="<i>x</i>")

    own = ada_client.get(PLAN).content.decode()

    assert "&lt;b&gt;Ask&lt;/b&gt; &amp; learn" in own
    assert "&lt;i&gt;x" in own
    assert "learn" not in text(mallory_client.get(PLAN))


def test_plan_costs_three_queries_whatever_is_in_it(ada, ada_client):
    make_assessment(ada, at=NOW - 99 * DAY)
    for number in range(20):
        make_goal(ada, text=str(number))
        make_assessment(ada, at=NOW - number * DAY)
    ada_client.get(PLAN)

    with watch() as queries:
        ada_client.get(PLAN)

    # Its steps, the results that they moved, and what the navigation counts.
    assert len(own_statements(queries)) == 3


# Adding


def test_form_from_an_action_is_filled_in(ada, ada_client, questionnaire):
    make_assessment(ada, ANSWERS, at=NOW - DAY)

    filled = fill(ada_client, f"{ADD}?item=tough-feedback&action=small-and-soon")

    action = questionnaire.item("tough-feedback").actions_by_effort[-1]
    assert action.key == "small-and-soon"
    assert filled["text"] == action.text
    assert (filled["route"], filled["expects"]) == ("convert", "tough-feedback")
    assert filled["due_on"] == TODAY + timedelta(days=14 + 30)  # it takes a month


def test_form_from_a_strength_leans_on_it(ada_client, questionnaire):
    item = questionnaire.item("tough-feedback")

    filled = fill(ada_client, f"{ADD}?item={item.key}&lean_on={item.lean_on.item}")
    other = fill(ada_client, f"{ADD}?item={item.key}&lean_on=staying-current")

    assert (filled["text"], filled["route"]) == (item.lean_on.how, "balance")
    assert (
        other["text"] == "Lean on Keeping your hands-on skills current for Giving tough feedback."
    )


@pytest.mark.parametrize("query", ["", "?item=nothing&action=x", "?item=&lean_on=team-trust"])
def test_form_without_a_known_item_is_for_a_step_of_ones_own(ada_client, query):
    response = ada_client.get(ADD + query)

    assert "A step of your own" in text(response)
    assert response.context["form"].initial["route"] == "own"


def test_saving_makes_the_goal(ada, ada_client):
    base = make_assessment(ada, ANSWERS, at=NOW - DAY)
    fields = fill(ada_client, f"{ADD}?item=tough-feedback&action=sbi", due_on="2027-01-31")

    response = ada_client.post(ADD, fields)

    goal = Goal.objects.get()
    assert response.url == PLAN
    assert (goal.person, goal.assessment, goal.created_at) == (ada, base, NOW)
    assert (goal.item, goal.action, goal.route) == ("tough-feedback", "sbi", "convert")
    assert (goal.expects, goal.due_on) == ("tough-feedback", date(2027, 1, 31))
    assert "It is in your plan." in text(ada_client.get(PLAN))


def test_saving_twice_makes_one_goal(ada_client):
    fields = fill(ada_client, **OWN)

    assert ada_client.post(ADD, fields).url == ada_client.post(ADD, fields).url == PLAN
    assert Goal.objects.count() == 1


def test_code_of_somebody_elses_goal_makes_another(ada, mallory, mallory_client):
    goal = make_goal(ada)

    mallory_client.post(ADD, OWN | {"code": str(goal.code)})

    goal.refresh_from_db()
    assert goal.person == ada
    assert Goal.objects.get(person=mallory).code != goal.code


def test_step_of_ones_own_needs_words_only(ada, ada_client):
    ada_client.post(ADD, OWN)

    goal = Goal.objects.get()
    assert (goal.text, goal.route, goal.item) == ("Ask Bo for feedback", "own", "")
    assert (goal.expects, goal.due_on) == ("", None)


def test_action_goes_where_another_route_is_chosen(ada_client):
    fields = fill(ada_client, f"{ADD}?item=tough-feedback&action=sbi", route="own")

    ada_client.post(ADD, fields)

    assert Goal.objects.values_list("route", "action").get() == ("own", "")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"text": " "}, "text", "Write what you are going to do"),
        ({"text": "x" * 501}, "text", "Shorten this to 500 characters. It has 501 now."),
        ({"route": ""}, "route", "Choose how it helps"),
        ({"route": "magic"}, "route", "Choose how it helps"),
        ({"route": "convert"}, "expects", "Choose the answer that this is about"),
        ({"expects": "no-such-item"}, "expects", "Choose one of the answers"),
        ({"due_on": "2026-11-01"}, "due_on", "Choose a day that is not in the past."),
        ({"due_on": "soon"}, "due_on", "Enter a day as year, month and day: 2026-03-31."),
        ({"due_on": "9999-12-31"}, "due_on", "Choose a day from 2000 on and within"),
        ({"item": "no-such-item"}, None, "This questionnaire has no item no-such-item."),
    ],
)
def test_mistake_is_named_and_nothing_typed_is_lost(ada_client, wrong, field, sentence):
    fields = OWN | {"text": "Ask Bo & Di"} | wrong

    response = ada_client.post(ADD, fields)

    assert response.status_code == 200
    assert title(response).startswith("Error: ")
    assert list(response.context["form"].errors) == [field or "__all__"]
    assert text(response).count(sentence) == (2 if field else 1)
    assert response.context["form"]["text"].value() == fields["text"]
    assert not Goal.objects.exists()


def test_plan_without_a_questionnaire_still_opens(ada, ada_client):
    goal = make_goal(ada)
    QuestionnaireVersion.objects.all()._raw_delete("default")

    assert goal.code in rows(ada_client.get(PLAN))
    assert ada_client.get(ADD).status_code == 404
    changed = {"text": "Other words", "expects": "", "due_on": "", "note": ""}
    assert ada_client.post(goal_url(goal, "edit_goal"), changed).url == PLAN


# From the result


def test_result_tells_of_the_goals_it_checks(ada, ada_client):
    make_assessment(ada, {"tough-feedback": 1, "team-trust": 2}, at=NOW - 9 * DAY)
    make_goal(ada, text="Moved it", at=NOW - 8 * DAY)
    make_goal(ada, text="Did not", at=NOW - 8 * DAY, expects="team-trust", done_at=NOW - 8 * DAY)
    first = make_assessment(ada, {"tough-feedback": 2, "team-trust": 2}, at=NOW - 7 * DAY)
    make_goal(ada, text="Later", at=NOW - 6 * DAY)
    newest = make_assessment(ada, {"tough-feedback": 3, "team-trust": 4}, at=NOW - 5 * DAY)

    def told(assessment):
        said = text(ada_client.get(address(assessment, "result")))
        return said.partition("What became of your plan")[2].partition("Your plan")[0]

    assert told(first) == (
        " Moved it (not done yet) Up: Giving tough feedback, from 1 to 2. "
        "Did not No change so far: Being trusted to take things forward, 2 both times. "
    )
    assert told(newest) == (
        " Moved it (not done yet) Up: Giving tough feedback, from 1 to 3. "
        "Later (not done yet) Up: Giving tough feedback, from 2 to 3. "
    )


# Changing


def test_changing_stores_what_was_changed_only(ada, ada_client):
    goal = make_goal(ada, due_on=TODAY + DAY)
    fields = fill(ada_client, goal_url(goal, "edit_goal"), note="Bo has time on Friday")
    Goal.objects.update(due_on=TODAY + 5 * DAY)  # in another tab

    response = ada_client.post(
        goal_url(goal, "edit_goal"), fields | {"due_on": str(TODAY + 5 * DAY)}
    )

    goal.refresh_from_db()
    assert response.url == PLAN
    assert (goal.note, goal.due_on) == ("Bo has time on Friday", TODAY + 5 * DAY)
    assert (goal.text, goal.expects) == ("Ask for feedback first", "tough-feedback")


def test_day_that_has_passed_may_stay(ada, ada_client):
    goal = make_goal(ada, due_on=TODAY - 30 * DAY)
    url = goal_url(goal, "edit_goal")

    assert ada_client.post(url, fill(ada_client, url, text="Other words")).url == PLAN
    refused = ada_client.post(url, fill(ada_client, url, due_on=str(TODAY - 29 * DAY)))

    assert list(refused.context["form"].errors) == ["due_on"]
    goal.refresh_from_db()
    assert (goal.text, goal.due_on) == ("Other words", TODAY - 30 * DAY)


def test_ticking_twice_keeps_the_first_moment(ada, ada_client):
    goal = make_goal(ada)
    url = goal_url(goal, "tick_goal")

    with time_machine.travel(NOW + DAY, tick=False):
        assert ada_client.post(url, {"done": "yes"}).url == PLAN
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        ada_client.post(url, {"done": "yes"})

    goal.refresh_from_db()
    assert goal.done_at == NOW + DAY


def test_undoing_opens_it_again(ada, ada_client):
    goal = make_goal(ada)
    finish_goal(person=ada, code=goal.code, at=NOW)

    for _ in range(2):
        assert ada_client.post(goal_url(goal, "tick_goal")).url == PLAN

    goal.refresh_from_db()
    assert goal.done_at is None


def test_delete_asks_first_and_a_second_click_is_harmless(ada, ada_client):
    goal, other = make_goal(ada), make_goal(ada, text="Stays")
    url = goal_url(goal, "delete_goal")

    assert "Ask for feedback first" in text(ada_client.get(url))
    assert Goal.objects.count() == 2
    assert ada_client.post(url).url == ada_client.post(url).url == PLAN

    assert Goal.objects.get() == other
    assert ada_client.get(goal_url(goal, "edit_goal")).status_code == 404


@pytest.mark.parametrize("name", ["edit_goal", "tick_goal", "delete_goal"])
def test_strangers_change_nothing(ada, mallory_client, client, name):
    goal = make_goal(ada)
    url = goal_url(goal, name)

    assert mallory_client.post(url, OWN | {"done": "yes"}).status_code == 404
    assert client.post(url, {"done": "yes"}).url == f"/accounts/login/?next={url}"

    assert Goal.objects.values_list("text", "done_at").get() == ("Ask for feedback first", None)
