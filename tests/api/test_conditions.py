"""Programs that change one thing at the same time: what one wrote, the other does not undo."""

import json
from functools import partial

import pytest

from assessments.models.plan import Goal
from setframework.people.models import User
from tests.api.client import Api
from tests.factories import (
    NOW,
    client_of,
    make_assessment,
    make_goal,
    make_mentorship,
    make_user,
)
from tests.forms.pages import forms_of
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def direction(ada):
    make_assessment(ada)
    return "direction/", "PUT", {"note": "Mine"}, {"note": "Theirs"}


def mentor_profile(ada):
    make_assessment(ada)
    return "mentor-profile/", "PUT", {"headline": "Mine"}, {"headline": "Theirs"}


def draft(ada):
    code = make_assessment(ada, {"team-trust": 2}, completed=False).code
    mine, theirs = ({"responses": {"tough-feedback": value}} for value in (1, 3))
    return f"assessments/{code}/", "PATCH", mine, theirs


def goal(ada):
    return f"goals/{make_goal(ada).code}/", "PATCH", {"note": "Mine"}, {"note": "Theirs"}


def meeting(ada):
    pair = f"mentorships/{make_mentorship(make_user(), ada).code}/meetings/"
    planned = program(ada).post(pair, {"starts_at": NOW.isoformat(), "minutes": 30})
    address = f"{pair}{planned.json()['code']}/"
    return address, "PATCH", {"agenda": "Mine"}, {"agenda": "Theirs"}


every = pytest.mark.parametrize("make", [direction, mentor_profile, draft, goal, meeting])


def program(person: User) -> Api:
    return Api(client_of(person))


def change(api, method, address, body, **headers):
    return api.send(method, address, json.dumps(body).encode(), **headers)


@every
def test_what_another_one_changed_is_not_overwritten(ada, set_version, make):
    address, method, mine, theirs = make(ada)
    api = program(ada)
    read = api.get(address)["ETag"]
    change(api, method, address, theirs)
    stored = api.get(address)

    answer = change(api, method, address, mine, If_Match=read)

    assert answer.status_code == 412
    assert answer.json() == {
        "detail": "This changed since you read it. Read it again, then change it."
    }
    assert api.get(address).json() == stored.json()
    again = change(api, method, address, mine, If_Match=stored["ETag"])
    assert again.status_code == 200
    assert again["ETag"] == api.get(address)["ETag"]


@every
def test_two_that_read_the_same_do_not_both_change_it(ada, set_version, make):
    address, method, mine, theirs = make(ada)
    read = program(ada).get(address)["ETag"]

    calls = [
        partial(change, program(ada), method, address, body, If_Match=read)
        for body in (mine, theirs)
    ]
    answers = at_once(*calls)

    assert sorted(answer.status_code for answer in answers) == [200, 412]


@pytest.mark.parametrize("mark", ["*", "W/{}", '"another", {}'])
def test_mark_may_be_any_weak_or_one_of_several(ada, set_version, mark):
    address, method, mine, _theirs = goal(ada)
    api = program(ada)
    sent = mark.replace("{}", api.get(address)["ETag"])

    assert change(api, method, address, mine, If_Match=sent).status_code == 200


@pytest.mark.parametrize("mark", ["", "nonsense", '"another"'])
def test_mark_of_something_else_changes_nothing(ada, set_version, mark):
    address, method, mine, _theirs = goal(ada)

    assert change(program(ada), method, address, mine, If_Match=mark).status_code == 412
    assert Goal.objects.get().note == ""


def test_what_changed_is_not_deleted(ada, set_version):
    address, method, _mine, theirs = goal(ada)
    api = program(ada)
    read = api.get(address)["ETag"]
    now = change(api, method, address, theirs)["ETag"]

    assert change(api, "DELETE", address, {}, If_Match=read).status_code == 412
    assert change(api, "DELETE", address, {}, If_Match=now).status_code == 204


def test_nobody_learns_whether_something_of_others_is_there(ada, mallory, set_version):
    address, method, mine, _theirs = goal(ada)

    answer = change(program(mallory), method, address, mine, If_Match='"another"')

    assert answer.status_code == 404


def test_every_change_of_one_thing_takes_the_condition(client):
    """A new PUT or PATCH that forgets it fails here."""
    paths = client.get("/api/schema/").json()["paths"]
    changes = [
        paths[at][method] for at in paths for method in ("put", "patch") if method in paths[at]
    ]

    assert len(changes) == 5
    for each in changes:
        assert "If-Match" in [given["name"] for given in each["parameters"]], each["operationId"]
        assert "412" in each["responses"], each["operationId"]


def test_patches_of_two_fields_at_the_same_instant_both_hold(ada, set_version):
    address = goal(ada)[0]

    answers = at_once(
        partial(program(ada).patch, address, {"note": "Mine"}),
        partial(program(ada).patch, address, {"text": "Say no first"}),
    )

    assert [answer.status_code for answer in answers] == [200, 200]
    made = Goal.objects.get()
    assert (made.note, made.text) == ("Mine", "Say no first")


def test_a_page_and_a_program_at_the_same_instant_both_hold(ada, set_version):
    """The page saves the step as a whole; it takes back nothing that it did not touch."""
    made = make_goal(ada)
    url = f"/plan/{made.code}/"
    page = client_of(ada)
    shown = page.get(url).content.decode()
    (sent,) = (form.sent for form in forms_of(shown) if "note" in form.names)

    saved, changed = at_once(
        partial(page.post, url, sent | {"text": ["Say no first"]}),
        partial(program(ada).patch, f"goals/{made.code}/", {"note": "Mine"}),
    )

    assert (saved.status_code, changed.status_code) == (302, 200)
    made.refresh_from_db()
    assert (made.note, made.text) == ("Mine", "Say no first")


def test_two_pages_saved_at_the_same_instant_both_hold(ada, set_version):
    make_assessment(ada)
    tabs = [client_of(ada), client_of(ada)]
    pages = [tab.get("/direction/").content.decode() for tab in tabs]
    shown = [next(form.sent for form in forms_of(page) if "by_on" in form.names) for page in pages]

    saved = at_once(
        partial(tabs[0].post, "/direction/", shown[0] | {"note": ["Say no first"]}),
        partial(tabs[1].post, "/direction/", shown[1] | {"by_on": ["2027-03-01"]}),
    )

    assert [each.status_code for each in saved] == [302, 302]
    read = program(ada).get("direction/").json()
    assert (read["note"], read["by_on"]) == ("Say no first", "2027-03-01")
