"""What the page of a team shows of focus, commitments and board: the same for everybody."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from assessments.teams.pages.answer_weeks import show_answer_weeks
from assessments.teams.selectors.practice import CommitmentLine, OfferLine, get_practice
from assessments.teams.services import commitments, focus, membership, teaching
from tests.teams.organisation import LONG_AGO, join, make_team


@pytest.fixture
def team(ada, grace, margaret):
    team = make_team(margaret)
    for person in (grace, ada):
        join(team, person)
    return team


@pytest.fixture
def full(team, ada, grace, margaret):
    """Something of everything; another team has other things."""
    other = make_team(margaret, name="Other")
    for each in (team, other):
        who = {"code": each.code, "at": LONG_AGO}
        words = {"experiment": "Try <it>", "review_on": date(2027, 3, 1)}
        focus.agree_focus(person=margaret, focus=each.name, **words, **who)
        commitments.make_commitment(person=margaret, kind="time", text=each.name, **who)
    for person in (grace, ada):
        teaching.offer_teaching(person=person, text="SQL", code=team.code, at=LONG_AGO)
    return team


def answer_weeks_of(team):
    team.answer_weeks = 4
    return show_answer_weeks(team, LONG_AGO)


def test_empty_team_has_nothing(team, django_assert_num_queries):
    with django_assert_num_queries(2):
        practice = get_practice(team)

    assert (practice.focus, practice.commitments, practice.offers) == (None, [], [])


def test_two_queries_read_all_of_it(full, django_assert_num_queries):
    with django_assert_num_queries(2):
        practice = get_practice(full)
        html = render_to_string("teams/_practice.html", {"team": full, "practice": practice})

    assert practice.focus.focus == "Platform"
    assert practice.commitments == [CommitmentLine("Time", "Platform", "open", True)]
    assert practice.offers == [OfferLine("Ada", "SQL"), OfferLine("Grace", "SQL")]
    assert "Try &lt;it&gt;" in html


def test_part_of_the_page_asks_for_nothing(full):
    html = render_to_string("teams/_practice.html", {"team": full, "practice": get_practice(full)})

    for what in ("<form", "<button", "<input", "csrf", "Other"):
        assert what not in html
    assert html.count("<a href=") == 6


def test_weeks_to_answer_again_lead_to_each_one_s_own_part(full):
    html = render_to_string(
        "teams/_practice.html",
        {"team": full, "practice": get_practice(full), "answer_weeks": answer_weeks_of(full)},
    )

    assert html.count("<a href=") == 7
    assert f'href="/teams/{full.code}/you/"' in html


def test_who_left_or_handed_over_is_not_in_it(full, ada, grace, margaret):
    membership.leave_team(person=grace, code=full.code, at=LONG_AGO)
    full.manager = ada
    full.save()

    practice = get_practice(full)

    assert (practice.commitments, practice.offers) == ([], [OfferLine("Ada", "SQL")])


def test_person_without_a_name_stands_with_the_address(full, ada):
    ada.name = ""
    ada.save()

    assert get_practice(full).offers[0] == OfferLine("ada@example.org", "SQL")
