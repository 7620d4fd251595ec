"""Home: the sentence, what is next, this quarter, the shapes with their table, and new people."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.urls import reverse
from django.utils.html import escape

from assessments.scoring.questionnaire import NO_OPPORTUNITY
from assessments.services.direction import set_direction
from assessments.teams.disclosure.answer_weeks import WEEKS_BEFORE, coming_answer_weeks
from assessments.teams.services import answer_weeks, focus
from mentors.services import meetings
from setframework.pages.home import next_rows
from setframework.pages.home.page import HomePage
from setframework.selectors.home import get_home
from tests.factories import (
    NOW,
    client_of,
    make_assessment,
    make_goal,
    make_mentor,
    make_mentorship,
    make_programme,
    make_proposal,
    make_reminder,
    make_request,
    make_responses,
    make_user,
)
from tests.teams.organisation import join, make_team

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def aiming(ada):
    set_direction(person=ada, level="staff", aims_at="senior-staff", path="technologist", at=NOW)
    return ada


def home_of(person):
    home = get_home(person, NOW)
    return HomePage(home, home.latest, NOW)


def plain(words):
    return re.sub(r"</?b>", "", words)


def titles(person):
    return [row.title for row in home_of(person).rows]


@pytest.mark.parametrize(
    ("level", "aim", "who"),
    [
        ("staff", "senior-staff", "Staff, aiming for Senior Staff: 0 of 23 answers are there."),
        ("staff", "staff", "Staff: 0 of 23 answers are there."),
        ("staff", "", "Staff: 0 of 23 answers are there."),
        ("", "senior-staff", "Aiming for Senior Staff: 0 of 23 answers are there."),
        ("", "", "0 of 23 answers are a yes."),
        ("captain", "admiral", "0 of 23 answers are a yes."),
    ],
)
def test_sentence_says_level_aim_and_count(ada, set_version, level, aim, who):
    set_direction(person=ada, level=level, aims_at=aim, path="technologist", at=NOW)
    make_assessment(ada, make_responses(set_version, 0))

    assert plain(home_of(ada).sentence()) == who


def test_sentence_without_a_direction_takes_the_level_of_the_result(ada):
    make_assessment(ada, level="associate")

    assert plain(home_of(ada).sentence()).startswith("Associate:")


def test_sentence_says_that_all_are_there(aiming, set_version):
    make_assessment(aiming, make_responses(set_version, 4))

    assert plain(home_of(aiming).sentence()).endswith("all 23 answers are there.")
    assert home_of(aiming).rows == []


@pytest.mark.parametrize(
    ("before", "changed", "said"),
    [
        (2, {"coaching-both-ways": 3, "tough-feedback": 3}, "2 up since {}, none lower"),
        (2, {"coaching-both-ways": 3, "tough-feedback": 1}, "1 up since {}, 1 lower"),
        (2, {"tough-feedback": 1}, "1 lower since {}, none up"),
        (2, {}, "No change since {}"),
    ],
)
def test_change_is_counted_since_the_result_before(ada, set_version, before, changed, said):
    earlier = NOW - timedelta(days=60)
    make_assessment(ada, make_responses(set_version, before), at=earlier)
    make_assessment(ada, make_responses(set_version) | changed)

    assert home_of(ada).change() == said.format(earlier.strftime("%B"))


def test_change_says_that_nothing_compares(ada):
    make_assessment(ada, {"tough-feedback": 2}, at=NOW - timedelta(days=60))
    make_assessment(ada, {"coaching-both-ways": 2})

    assert home_of(ada).change().startswith("Nothing compares with ")


def test_one_result_is_a_starting_point(ada):
    make_assessment(ada)

    assert home_of(ada).change().startswith("Your starting point, ")


def test_imported_result_counts_like_any_other(ada, set_version):
    make_assessment(ada, at=NOW - timedelta(days=60))
    latest = make_assessment(ada, make_responses(set_version, 3))
    latest.imported_at = NOW
    latest.save()

    assert home_of(ada).change().startswith("23 up since ")


def test_thin_result_says_so(ada, ada_client, text_of):
    make_assessment(ada, {"tough-feedback": 3, "coaching-both-ways": NO_OPPORTUNITY})

    words = text_of(ada_client.get("/"))

    assert "22 questions left out" in words
    assert words.count("Not enough answers yet") == 3
    assert "1 of 9 answered" in words


def test_next_goes_from_the_most_urgent_on(aiming, grace, monkeypatch):
    make_assessment(aiming, at=NOW - timedelta(days=200))
    team = make_team(grace, name="Platform")
    join(team, aiming)
    answer_weeks.agree_answer_weeks(person=grace, code=team.code, weeks=weeks_open_now())
    agreed = {"focus": "Say no", "experiment": "We try.", "review_on": NOW.date()}
    focus.agree_focus(person=grace, code=team.code, at=NOW - DAY, **agreed)
    make_goal(aiming, text="Ask first", due_on=NOW.date() + DAY)
    pair = make_mentorship(make_user(name="Bea"), aiming, at=NOW - 3 * DAY)
    meetings.plan_meeting(
        person=aiming, code=pair.code, starts_at=NOW + DAY, minutes=30, agenda="", at=NOW
    )
    make_mentor(grace)
    make_request(grace, aiming)
    make_assessment(aiming, completed=False)
    urgent = [
        "Go on with your answers",
        "Grace asks you for help",
        "Meeting with Bea",
        "Ask first",
        "Review the focus of Platform",
        "The two weeks of Platform to answer again",
        "See what has moved",
    ]
    assert titles(aiming) == urgent[:3]

    monkeypatch.setattr(next_rows, "SHOWN", len(urgent))
    assert titles(aiming) == urgent


def weeks_open_now():
    return next(weeks for weeks in WEEKS_BEFORE if coming_answer_weeks(NOW, weeks).is_open(NOW))


def test_first_steps_fill_what_is_left_and_wear_their_number(aiming):
    latest = make_assessment(aiming)
    focus_keys = [each.item for each in home_of(aiming).latest.profile.focus[:3]]
    make_goal(aiming, item=focus_keys[1], text="Try it", due_on=NOW.date() + 60 * DAY)

    rows = home_of(aiming).rows

    assert [(row.title, row.badge) for row in rows] == [
        ("Choose a first step", 1),
        ("Choose a first step", 3),
        ("Try it", 2),
    ]
    there = reverse("assessments:result", args=[latest.code])
    assert rows[0].url == f"{there}#focus-{focus_keys[0]}"


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "was due"), (0, "due today"), (2, "due "), (7, "due ")],
)
def test_a_step_is_due_from_a_week_before(ada, days, said):
    make_assessment(ada)
    make_goal(ada, text="Ask first", due_on=NOW.date() + days * DAY)

    first = home_of(ada).rows[0]

    assert first.title == "Ask first"
    assert said in first.detail


def test_a_step_is_ticked_from_home_and_leads_back(ada, ada_client):
    make_assessment(ada)
    goal = make_goal(ada, text="Ask first", due_on=NOW.date())
    address = reverse("assessments:tick_goal", args=[goal.code])
    assert f'action="{address}"' in ada_client.get("/").content.decode()

    response = ada_client.post(address, {"done": "yes", "home": "yes"})

    assert (response.status_code, response.url) == (302, "/")
    goal.refresh_from_db()
    assert goal.done_at is not None
    assert "Done. Your plan keeps it." in ada_client.get("/").content.decode()


def test_quarter_has_a_day_or_a_way_to_pick_one(ada):
    make_assessment(ada, at=NOW - timedelta(days=120))

    check_in, talk = home_of(ada).quarter()
    assert (check_in.day, check_in.url) == ("", reverse("accounts:reminders"))
    assert (talk.day, talk.url) == ("", reverse("mentors:search"))

    make_reminder(ada, months=3)
    pair = make_mentorship(make_user(name="Bea"), ada, at=NOW - DAY)
    meetings.plan_meeting(
        person=ada, code=pair.code, starts_at=NOW + DAY, minutes=30, agenda="", at=NOW
    )
    check_in, talk = home_of(ada).quarter()
    assert check_in.day.startswith("on ")
    assert talk.day.startswith("on ")
    assert not check_in.is_done
    assert not talk.is_done

    make_assessment(ada)
    assert home_of(ada).quarter()[0].day.startswith("done ")


def test_page_has_every_name_and_number_in_its_table(aiming, questionnaire):
    make_assessment(aiming, at=NOW - timedelta(days=60))
    make_assessment(aiming)

    page = client_of(aiming).get("/").content.decode()

    table = page.split('<details class="home-numbers">')[1].split("</details>")[0]
    assert [item.title for item in questionnaire.items if escape(item.title) not in table] == []
    assert table.count('<td class="number">') == 3 * len(questionnaire.items)


def test_widest_gap_marks_one_shape_and_badges_count_to_three(aiming, set_version):
    responses = make_responses(set_version, 4, decision_to_business_value=0, tough_feedback=2)
    make_assessment(aiming, responses)

    shapes = home_of(aiming).shapes

    assert [shape.is_widest for shape in shapes] == [False, True, False]
    assert [[number for number, _ in shape.badges] for shape in shapes] == [[2], [1], []]


def test_picture_has_no_number_and_no_name(aiming, questionnaire):
    make_assessment(aiming)

    response = client_of(aiming).get(reverse("picture"))

    svg = response.content.decode()
    words = " ".join(re.findall(r">([^<>]+)<", svg)).split()
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert not re.search(r"\d", " ".join(words))
    for name in [aiming.name, "Staff", *(item.axis_label for item in questionnaire.items)]:
        assert name not in words
    assert {scale.name for scale in questionnaire.scales} <= set(
        re.findall(r">([^<>]+)</text>", svg)
    )
    assert svg.count("<path") > 30
    assert "style=" not in svg


def test_picture_without_a_result_is_not_there(ada_client):
    assert ada_client.get(reverse("picture")).status_code == 404


def test_new_person_sees_four_steps(ada_client, text_of):
    words = text_of(ada_client.get("/"))

    steps = ("Answer", "Choose one step", "Find one person", "Set a date")
    places = [words.index(step) for step in steps]
    assert places == sorted(places)
    assert "Welcome, Ada. Four steps to begin." in words
    assert "Start, about 10 minutes" in words


def test_new_person_goes_on_with_a_draft(ada, ada_client, text_of):
    make_assessment(ada, {"tough-feedback": 1}, completed=False)

    words = text_of(ada_client.get("/"))

    assert "Go on, about 10 minutes" in words
    assert "Start, about" not in words


def test_new_person_sees_what_waits_for_an_answer(ada, grace, ada_client, text_of):
    make_mentor(grace)
    make_request(grace, ada)

    assert "Grace asks you for help" in text_of(ada_client.get("/"))


def test_name_without_letters_is_left_out(set_version, text_of):
    words = text_of(client_of(make_user(name=" ")).get("/"))

    assert "Welcome. Four steps to begin." in words


def test_home_escapes_what_others_wrote(ada, ada_client):
    make_assessment(ada)
    make_goal(ada, text="<script>alert(1)</script>", due_on=NOW.date())

    assert "<script>alert" not in ada_client.get("/").content.decode()


def test_proposal_asks_until_the_person_has_said_something(ada):
    make_assessment(ada)
    mentor = make_mentor().person
    pair = make_proposal(make_programme(name="Spring"), mentor, ada)
    assert titles(ada)[0] == "You and Somebody as a pair?"

    pair.mentee_says = True
    pair.save()

    assert "You and Somebody as a pair?" not in titles(ada)


def test_waiting_chip_says_its_number_in_words():
    html = Template('{% include "ui/waiting.html" %}').render(Context({"number": 2}))

    assert (
        '<span class="count">2<span class="visually-hidden"> waiting for you</span></span>' in html
    )
    assert (
        Template('{% include "ui/waiting.html" %}').render(Context({"number": None})).strip() == ""
    )
