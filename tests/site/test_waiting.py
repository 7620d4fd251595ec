"""What waits, for Home and for the counts of the navigation: one query that is built once."""

import re
from datetime import timedelta

import pytest
import time_machine

from assessments.teams.services import focus, managers, ties
from mentors.selectors.programmes import list_proposals_to_answer
from mentors.services import mentorships, requests
from mentors.services.blocks import block
from setframework.selectors.waiting import count_places, list_waiting
from tests.factories import (
    NOW,
    client_of,
    make_goal,
    make_mentor,
    make_mentorship,
    make_programme,
    make_proposal,
    make_request,
    make_user,
)
from tests.teams.organisation import join, make_team

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def kinds(person, at=NOW):
    return sorted(each.kind for each in list_waiting(person, at))


def counts(person, path="/about/"):
    """Words of a link -> the number beside them."""
    nav = client_of(person).get(path).content.decode().split("<nav")[1].split("</nav>")[0]
    chips = re.findall(r'>\s*([A-Z][a-z ]+?)\s*<span class="count">(\d+)<', nav)
    return {name: int(number) for name, number in chips}


def test_nothing_waits_for_somebody_new(ada):
    assert list_waiting(ada, NOW) == []
    assert counts(ada) == {}


def test_goals_wait_from_a_week_before_their_day(ada):
    for days in (-5, 0, 7, 8):
        make_goal(ada, text=str(days), due_on=NOW.date() + days * DAY)
    make_goal(ada, text="no day")
    done = make_goal(ada, text="done", due_on=NOW.date())
    done.done_at = NOW
    done.save()

    assert sorted(each.name for each in list_waiting(ada, NOW)) == ["-5", "0", "7"]
    assert counts(ada) == {"Menu": 3, "Plan": 3}


def test_requests_wait_for_whoever_has_to_say_something(ada, grace):
    for person in (ada, grace):
        make_mentor(person)
    request = make_request(grace, ada)
    assert (kinds(ada), kinds(grace)) == (["request"], [])
    assert [each.name for each in list_waiting(ada, NOW)] == ["Grace"]

    requests.ask_for_more(person=ada, code=request.code, question="Why?", at=NOW)
    assert (kinds(ada), kinds(grace)) == ([], ["question"])

    requests.answer_question(person=grace, code=request.code, answer="So.", at=NOW)
    assert (kinds(ada), kinds(grace)) == (["request"], [])
    assert kinds(ada, NOW + 100 * DAY) == []  # it has run out

    requests.decline(person=ada, code=request.code, at=NOW)
    assert (kinds(ada), kinds(grace)) == ([], [])


def test_proposed_end_waits_for_the_other_one(ada, grace):
    pair = make_mentorship(grace, ada, at=NOW - DAY)
    mentorships.propose_end(person=ada, code=pair.code, at=NOW)

    assert (kinds(ada), kinds(grace)) == ([], ["end"])
    assert counts(grace) == {"Menu": 1, "Find a mentor": 1}


def test_proposals_wait_as_the_programmes_page_says(ada):
    programme = make_programme()
    pair = make_proposal(programme, make_mentor().person, ada)
    blocked = make_proposal(programme, make_mentor().person, ada)
    make_proposal(programme, make_mentor().person, ada, expires_at=NOW - DAY)
    make_proposal(programme, make_mentor().person, ada, mentor_says=False)
    make_proposal(programme, make_mentor().person, ada, mentee_says=True)
    block(person=ada, other=blocked.mentor, at=NOW)

    assert kinds(ada) == ["proposal"]
    assert list(list_proposals_to_answer(ada, NOW)) == [pair]
    assert [each.code for each in list_waiting(ada, NOW)] == [programme.code]


def test_team_waits_with_its_review_for_members_and_manager(ada, grace):
    team = make_team(grace)
    join(team, ada)
    focus.agree_focus(
        person=grace,
        code=team.code,
        focus="Say no",
        experiment="We try.",
        review_on=NOW.date(),
        at=NOW - DAY,
    )

    assert kinds(ada) == kinds(grace) == ["focus"]
    assert kinds(make_user()) == []
    assert kinds(ada, NOW - DAY) == []
    assert counts(ada) == {"Menu": 1, "Team": 1}


def test_pages_of_a_team_count_nothing(ada, grace):
    """All its readers get the same bytes; the SQL: tests/teams/test_releases_only.py."""
    team = make_team(grace)
    join(team, ada)
    make_goal(ada, due_on=NOW.date())
    make_mentor(grace)
    make_request(grace, ada)

    assert counts(ada) == {"Menu": 2, "Plan": 1, "Find a mentor": 1}
    assert counts(ada, f"/teams/{team.code}/") == counts(ada, "/teams/") == {}


def test_managers_are_asked_to_run_a_team_or_take_one_in(ada, grace, margaret):
    team, whole = make_team(grace), make_team(margaret, name="Whole")
    member = join(team, ada)
    managers.offer_team(person=grace, code=team.code, to=member.code)
    join(whole, grace)
    ties.set_parent(person=grace, code=team.code, parent=whole.code, at=NOW)

    assert (kinds(ada), kinds(margaret)) == (["offer"], ["tie"])
    assert [each.words for each in list_waiting(margaret, NOW)] == [team.name]


def test_counts_add_up_and_are_told_to_screen_readers(ada, grace):
    make_mentor(grace)
    make_request(grace, ada)
    make_goal(ada, due_on=NOW.date())

    assert counts(ada) == {"Menu": 2, "Plan": 1, "Find a mentor": 1}
    nav = client_of(ada).get("/about/").content.decode()
    assert nav.count('1<span class="visually-hidden"> waiting for you</span>') == 2


def test_one_query_whatever_waits(ada, grace, django_assert_num_queries):
    make_mentor(grace)
    make_request(grace, ada)
    list_waiting(grace, NOW)

    with django_assert_num_queries(1):
        assert count_places(list_waiting(ada, NOW)) == {"mentors": 1, "all": 1}


def test_one_person_never_gets_the_answer_of_another(ada, grace):
    """The statement is built once; only its values change."""
    make_goal(ada, text="mine", due_on=NOW.date())

    assert [each.name for each in list_waiting(ada, NOW)] == ["mine"]
    assert list_waiting(grace, NOW) == []


def test_visitor_pages_ask_nothing(client, set_version, django_assert_num_queries):
    client.get("/privacy/")
    with django_assert_num_queries(0):
        assert 'class="count"' not in client.get("/privacy/").content.decode()
