"""The ladder: which rungs are reached, where one is, where one aims, and what a phone names."""

import pytest
from django.template.loader import render_to_string

from assessments.pages.ladder import make_ladder
from assessments.scoring.questionnaire import Level

NAMES = ("Junior", "Senior", "Staff", "Lead", "Chief")
LEVELS = [Level(name.lower(), order, name, "") for order, name in enumerate(NAMES)]


def names(ladder, state):
    return [rung.level.name for rung in ladder if state in rung.classes.split()]


@pytest.mark.parametrize(
    ("now", "aim", "reached", "below", "above"),
    [
        ("senior", "staff", ["Junior", "Senior"], ["Senior"], ["Staff"]),
        ("junior", "chief", ["Junior"], ["Junior"], ["Chief"]),
        ("lead", "", ["Junior", "Senior", "Staff", "Lead"], ["Lead"], []),
        ("", "lead", [], [], ["Lead"]),
        ("staff", "staff", ["Junior", "Senior", "Staff"], ["Staff"], []),
        ("staff", "junior", ["Junior", "Senior", "Staff"], ["Staff"], ["Junior"]),
        # A key of another questionnaire marks nothing; without marks, both ends have their names.
        ("", "", [], ["Junior"], ["Chief"]),
        ("captain", "admiral", [], ["Junior"], ["Chief"]),
        ("captain", "staff", [], [], ["Staff"]),
    ],
)
def test_what_is_reached_and_what_a_phone_names(now, aim, reached, below, above):
    ladder = make_ladder(LEVELS, now, aim)

    assert names(ladder, "is-reached") == reached
    assert names(ladder, "is-below") == below
    assert names(ladder, "is-named-above") == above
    assert names(ladder, "is-late") == ["Staff", "Lead", "Chief"]


@pytest.mark.parametrize(
    ("now", "aim", "roles"),
    [
        ("senior", "staff", {"Senior": "Now", "Staff": "Your aim"}),
        ("staff", "staff", {"Staff": "Now and your aim"}),
        ("", "", {}),
    ],
)
def test_words_say_what_a_rung_is(now, aim, roles):
    ladder = make_ladder(LEVELS, now, aim)

    assert {rung.level.name: rung.role for rung in ladder if rung.role} == roles


def test_a_questionnaire_without_levels_has_no_rungs():
    assert make_ladder([]) == []


def test_every_level_is_named_and_said_once_to_screen_readers():
    html = render_to_string("ui/ladder.html", {"ladder": make_ladder(LEVELS, "senior", "lead")})

    assert [html.count(f">{name}</span>") for name in NAMES] == [1] * len(NAMES)
    assert 'class="rung-said">, now</span>' in html
    assert '<span class="rung-role" aria-hidden="true">Your aim</span>' in html
    assert "<a " not in html


def test_a_name_leads_where_the_page_says():
    ladder = make_ladder(LEVELS, "senior", links={"chief": "?level=chief&path=x"})

    html = render_to_string("ui/ladder.html", {"ladder": ladder})

    assert '<a href="?level=chief&amp;path=x">Chief</a>' in html
    assert html.count("<a ") == 1
