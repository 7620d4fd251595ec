"""The list of programmes."""

from datetime import timedelta

import pytest
import time_machine

from tests.assessments.taking import tags, text
from tests.factories import NOW, make_participant, make_programme, make_proposal
from tests.teams.organisation import make_team

LIST, NEW = "/mentors/programmes/", "/mentors/programmes/new/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def links(response):
    return [each["href"] for each in tags(response, "a")]


def test_one_finds_what_is_open_joined_or_organised(ada_client, ada):
    for name in ("Open", "Later", "Over", "Joined", "Organised"):
        values = {"closes_at": NOW} if name in {"Over", "Joined", "Organised"} else {}
        if name == "Later":
            values = {"opens_at": NOW + timedelta(days=1)}
        made = make_programme(ada if name == "Organised" else None, name=name, **values)
        if name == "Joined":
            make_participant(made, ada)

    shown = text(ada_client.get(LIST))

    assert [name in shown for name in ("Open", "Later", "Over", "Joined", "Organised")] == [
        *(True, True, False, True, True)
    ]
    assert "Sign up from 17 November 2026 to 1 December 2026." in shown
    assert "You are in" in shown
    assert shown.count("You organise it.") == 1


def test_list_tells_where_an_answer_waits(ada_client, ada, grace):
    asked, answered, hidden = (make_programme(name=n, closes_at=NOW) for n in "ABC")
    for programme in (asked, answered, hidden):
        make_participant(programme, ada)
    make_proposal(asked, grace, ada, mentor_says=True)
    make_proposal(asked, grace, ada, expires_at=NOW)
    make_proposal(answered, grace, ada, mentee_says=True)
    make_proposal(answered, grace, ada, mentor_says=False)
    secret = make_proposal(hidden, grace, ada)
    type(secret.run).objects.filter(pk=secret.run_id).update(published_at=None)

    shown = text(ada_client.get(LIST))

    assert [shown.count(each) for each in ("Waiting for your answer", "You are in")] == [1, 2]
    assert "A Waiting for your answer" in shown


def test_only_who_may_open_one_is_asked_to(ada_client, margaret_client, margaret):
    make_team(margaret, name="Team")

    assert NEW in links(margaret_client.get(LIST))
    assert NEW not in links(ada_client.get(LIST))


def test_empty_list_says_what_to_do_instead(ada_client):
    assert "Find a mentor or peer yourself" in text(ada_client.get(LIST))
