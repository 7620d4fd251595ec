"""Every address of the site, by GET and POST, as a visitor and as a stranger with an account.

A new address fails here until it says in DOORS who may pass.
"""

import uuid
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from mentors.selectors.search import Asked
from mentors.services.alerts import request_alert
from mentors.services.blocks import block
from setframework.people.models import Token
from tests.accounts.people import reauthenticate
from tests.architecture.site import address, routes
from tests.factories import (
    NOW,
    make_assessment,
    make_goal,
    make_key_technology,
    make_mentor,
    make_mentorship,
    make_programme,
    make_proposal,
    make_request,
    make_seeds,
    make_share_link,
    make_user,
    make_visitor_draft,
    make_visitor_result,
)
from tests.teams.organisation import join, make_team

OPEN = "anybody"
PERSON = "who is logged in"
OWNER = "whose object it is; nobody else learns that it exists"

DOORS = {
    "": OPEN,
    "about/": OPEN,
    "accessibility/": OPEN,
    "account/": PERSON,
    "account/calendar/": PERSON,
    "account/data/": PERSON,
    "account/data/export/": PERSON,
    "account/data/import/": PERSON,
    "account/data/measurement/": PERSON,
    "account/direction/": PERSON,
    "account/discard/": OPEN,
    "account/name/": PERSON,
    "account/reminders/": PERSON,
    "account/tokens/": PERSON,
    "account/tokens/<uuid:code>/revoke/": OWNER,
    "assessments/<uuid:code>/<slug:item>/": OPEN,  # only sends on to the one with items/
    "assessments/<uuid:code>/<slug:item>/unclear/": OPEN,  # likewise
    "assessments/<uuid:code>/items/<slug:item>/": OWNER,
    "assessments/<uuid:code>/items/<slug:item>/unclear/": OWNER,
    "assessments/<uuid:code>/check-in/": OWNER,
    "assessments/<uuid:code>/check/": OWNER,
    "assessments/<uuid:code>/keep/": OWNER,
    "assessments/<uuid:code>/look-back/": OWNER,
    "assessments/<uuid:code>/reflections/": OWNER,
    "assessments/<uuid:code>/result/": OWNER,
    "assessments/<uuid:code>/result.pdf": OWNER,
    "assessments/<uuid:code>/share/": OWNER,
    "assessments/start/": OPEN,
    "brief/<uuid:code>/": OWNER,
    "brief/<uuid:code>/brief.pdf": OWNER,
    "direction/": PERSON,
    "direction/technologies/": PERSON,
    "direction/technologies/<uuid:code>/": OWNER,
    "direction/technologies/<uuid:code>/remove/": OWNER,
    "calendar/<slug:token>.ics": OPEN,
    "display/": OPEN,
    "favicon.ico": OPEN,
    "healthz": OPEN,
    "history/": PERSON,
    "history/compare/": PERSON,
    "history/history.csv": PERSON,
    "picture.svg": PERSON,
    "plan/": PERSON,
    "plan/<uuid:code>/": OWNER,
    "plan/<uuid:code>/delete/": OWNER,
    "plan/<uuid:code>/done/": OWNER,
    "plan/<uuid:code>/follow-up/": OWNER,
    "plan/add/": PERSON,
    "plan/steps/": PERSON,
    "mentors/": PERSON,
    "mentors/alerts/": PERSON,
    "mentors/alerts/<uuid:code>/cancel/": OWNER,
    "mentors/blocks/": PERSON,
    "mentors/blocks/<uuid:code>/undo/": OWNER,
    "mentors/mentorships/": PERSON,
    "mentors/mentorships/<uuid:code>/": OWNER,
    "mentors/mentorships/<uuid:code>/check-in/": OWNER,
    "mentors/mentorships/<uuid:code>/end/": OWNER,
    "mentors/mentorships/<uuid:code>/feedback/": OWNER,
    "mentors/mentorships/<uuid:code>/goals/": OWNER,
    "mentors/mentorships/<uuid:code>/goals/<uuid:goal>/remove/": OWNER,
    "mentors/mentorships/<uuid:code>/meetings/": OWNER,
    "mentors/mentorships/<uuid:code>/meetings/<uuid:meeting>/": OWNER,
    "mentors/mentorships/<uuid:code>/meetings/<uuid:meeting>/calendar.ics": OWNER,
    "mentors/mentorships/<uuid:code>/meetings/<uuid:meeting>/remove/": OWNER,
    "mentors/mentorships/<uuid:code>/notes/": OWNER,
    "mentors/mentorships/<uuid:code>/notes/<uuid:note>/remove/": OWNER,
    "mentors/mentorships/<uuid:code>/results/": OWNER,
    "mentors/mentorships/<uuid:code>/results/<uuid:share>/": OWNER,
    "mentors/mentorships/<uuid:code>/results/<uuid:share>/stop/": OWNER,
    "mentors/people/<uuid:code>/": OWNER,
    "mentors/people/<uuid:code>/block/": OWNER,
    "mentors/people/<uuid:code>/report/": OWNER,
    "mentors/profile/": PERSON,
    "mentors/profile/manager/": PERSON,
    "mentors/programmes/": PERSON,
    "mentors/programmes/<uuid:code>/": PERSON,
    "mentors/programmes/new/": PERSON,
    "mentors/programmes/pairs/<uuid:code>/": OWNER,
    "mentors/requests/": PERSON,
    "mentors/requests/<uuid:code>/": OWNER,
    "privacy/": OPEN,
    "readyz": OPEN,
    "reminders/stop/<slug:token>/": OPEN,
    "result/": PERSON,
    "robots.txt": OPEN,
    "sample/": OPEN,
    "share/<str:token>/": OPEN,
    "share/<uuid:code>/revoke/": OWNER,
    "teams/<uuid:code>/": OWNER,
    "teams/<uuid:code>/releases/": OWNER,
    "teams/<uuid:code>/roll-up/": OWNER,
    "teams/": PERSON,
    "teams/<uuid:code>/roster/": OWNER,
    "teams/<uuid:code>/settings/": OWNER,
    "teams/<uuid:code>/settings/dissolve/": OWNER,
    "teams/<uuid:code>/settings/hand-over/": OWNER,
    "teams/<uuid:code>/settings/invitations/": OWNER,
    "teams/<uuid:code>/settings/invitations/<uuid:invitation>/revoke/": OWNER,
    "teams/<uuid:code>/settings/name/": OWNER,
    "teams/<uuid:code>/settings/parts/<uuid:tie>/": OWNER,
    "teams/<uuid:code>/take-over/": OWNER,
    "teams/<uuid:code>/settings/parent/": OWNER,
    "teams/<uuid:code>/settings/window/": OWNER,
    "teams/<uuid:code>/you/": OWNER,
    "teams/<uuid:code>/you/leave/": OWNER,
    "teams/join/<str:token>/": OWNER,
    "teams/reminders/stop/<slug:token>/": OPEN,
    "api/": OPEN,
    "api/docs/": OPEN,
    "api/schema/": OPEN,
    "api/v1/assessments/": PERSON,
    "api/v1/assessments/<uuid:code>/": OWNER,
    "api/v1/assessments/<uuid:code>/complete/": OWNER,
    "api/v1/assessments/<uuid:code>/result/": OWNER,
    "api/v1/blocks/": PERSON,
    "api/v1/blocks/<uuid:code>/": OWNER,
    "api/v1/changes/": PERSON,
    "api/v1/direction/": PERSON,
    "api/v1/goals/": PERSON,
    "api/v1/goals/<uuid:code>/": OWNER,
    "api/v1/history/": PERSON,
    "api/v1/me/": PERSON,
    "api/v1/me/export/": PERSON,
    "api/v1/me/import/": PERSON,
    "api/v1/mentor-profile/": PERSON,
    "api/v1/mentoring-goals/": OPEN,
    "api/v1/mentors/": PERSON,
    "api/v1/mentorship-requests/": PERSON,
    "api/v1/mentorship-requests/<uuid:code>/": OWNER,
    "api/v1/mentorship-requests/<uuid:code>/accept/": OWNER,
    "api/v1/mentorship-requests/<uuid:code>/answer/": OWNER,
    "api/v1/mentorship-requests/<uuid:code>/ask/": OWNER,
    "api/v1/mentorship-requests/<uuid:code>/decline/": OWNER,
    "api/v1/mentorship-requests/<uuid:code>/withdraw/": OWNER,
    "api/v1/mentorships/": PERSON,
    "api/v1/mentorships/<uuid:code>/": OWNER,
    "api/v1/mentorships/<uuid:code>/close/": OWNER,
    "api/v1/mentorships/<uuid:code>/confirm/": OWNER,
    "api/v1/mentorships/<uuid:code>/end/": OWNER,
    "api/v1/mentorships/<uuid:code>/meetings/": OWNER,
    "api/v1/mentorships/<uuid:code>/meetings/<uuid:meeting>/": OWNER,
    "api/v1/mentorships/<uuid:code>/notes/": OWNER,
    "api/v1/mentorships/<uuid:code>/notes/<uuid:note>/": OWNER,
    "api/v1/mentorships/<uuid:code>/pause/": OWNER,
    "api/v1/mentorships/<uuid:code>/resume/": OWNER,
    "api/v1/questionnaires/": OPEN,
    "api/v1/questionnaires/<slug:key>/<int:version>/": OPEN,
    "api/v1/score/": OPEN,
    "api/v1/score/batch/": OPEN,
    "teams/<uuid:code>/commitments/": OWNER,
    "teams/<uuid:code>/commitments/<uuid:commitment>/remove/": OWNER,
    "teams/<uuid:code>/commitments/<uuid:commitment>/settle/": OWNER,
    "teams/<uuid:code>/focus/": OWNER,
    "teams/<uuid:code>/teaching/": OWNER,
    "teams/<uuid:code>/teaching/<uuid:offer>/take-back/": OWNER,
    "teams/<uuid:code>/kits/<slug:pillar>/": OWNER,
    "api/v1/teams/": PERSON,
    "api/v1/teams/<uuid:code>/": OWNER,
    "api/v1/teams/<uuid:code>/consent/": OWNER,
    "api/v1/teams/<uuid:code>/invitations/": OWNER,
    "api/v1/teams/<uuid:code>/leave/": OWNER,
    "api/v1/teams/<uuid:code>/releases/": OWNER,
    "api/v1/teams/<uuid:code>/withdraw/": OWNER,
    "api/v1/teams/join/": PERSON,
}

# The part of allauth that is there for people who are not logged in (yet).
ENTRANCE = {
    "account_signup",
    "account_confirm_email",
    "account_login",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_login_webauthn",
}

OWN = [route for route in routes() if not route.startswith(("accounts/", "admin/"))]
ALLAUTH = [route for route in routes() if route.startswith("accounts/")]
ADMIN = [route for route in routes() if route.startswith("admin/")]


def passing(who):
    return [route for route, allowed in DOORS.items() if allowed == who]


def ask(client, method, path):
    """The response; an error of the server is a 500, not an exception of the test."""
    client.raise_request_exception = False
    is_api = path.startswith("/api/")
    kind = {"content_type": "application/json", "data": "{}"} if is_api else {"data": {}}
    return client.post(path, **kind) if method == "POST" else client.get(path)


def both_ways(client, path):
    return [ask(client, method, path) for method in ("GET", "POST")]


def leads_to_login(response):
    return response.status_code == 302 and urlsplit(response.url).path == reverse("account_login")


def turned_away(response, path, person):
    """How a visitor (log in first) or a stranger (no such thing) is stopped at this address."""
    if person is not None:
        return response.status_code == 404
    return response.status_code == 401 if path.startswith("/api/") else leads_to_login(response)


def trace(response, code):
    """What a stranger could compare between an object that exists and one that does not."""
    body = b"" if response.streaming else response.content
    return (
        response.status_code,
        response.get("Location", "").replace(code, "CODE"),
        body.replace(code.encode(), b"CODE") if response.status_code == 404 else b"",
    )


@pytest.fixture(params=["visitor", "mallory"])
def outsider(request, db):
    """(client, person): somebody with and somebody without an account."""
    if request.param == "visitor":
        return Client(), None
    return request.getfixturevalue("mallory_client"), request.getfixturevalue("mallory")


@pytest.fixture(scope="module")
def objects(kept):
    """What others might look for, by kind; no door may change any of it."""
    make_seeds()
    ada, grace, margaret = (make_user(name=name) for name in ("Ada", "Grace", "Margaret"))
    token, _ = Token.objects.create(user=ada, name="laptop")
    completed = make_assessment(ada)
    return {
        "completed": completed.code,
        "draft": make_assessment(ada, completed=False).code,
        "visitor's draft": make_visitor_draft().code,
        "visitor's result": make_visitor_result().code,
        "share link": make_share_link(completed).code,
        "goal": make_goal(ada).code,
        "token": token.code,
        "technology": make_key_technology(ada).code,
        "profile that is not listed": make_mentor(ada, is_listed=False).person.code,
        "search that waits": request_alert(person=ada, asked=Asked(), at=NOW).code,
        "request": make_request(ada, margaret).code,
        "proposed pair": make_proposal(make_programme(ada), grace, ada).code,
        "mentorship": make_mentorship(grace, ada).code,
        "team": join(make_team(margaret), ada).team.code,
        "blocked person": block(person=ada, other=make_user(), at=NOW)[0].blocked.code,
    }


def test_every_own_address_says_who_may_pass():
    assert sorted(OWN) == sorted(DOORS)


@pytest.mark.parametrize("route", passing(OPEN))
def test_open_doors_answer_without_an_error(outsider, set_version, route):
    client, _ = outsider
    for response in both_ways(client, address(route, code=uuid.uuid4())):
        assert response.status_code < 500
        assert not leads_to_login(response)


@pytest.mark.parametrize("route", passing(PERSON))
def test_doors_for_people_send_visitors_to_log_in(set_version, route):
    path = address(route, code=uuid.uuid4())
    responses = both_ways(Client(), path)
    stopped = [response for response in responses if turned_away(response, path, None)]
    assert stopped
    assert {response.status_code for response in responses if response not in stopped} <= {405}


@pytest.mark.parametrize("route", passing(PERSON))
def test_doors_for_people_open_after_logging_in(set_version, mallory_client, route):
    reauthenticate(mallory_client)
    for response in both_ways(mallory_client, address(route, code=uuid.uuid4())):
        assert response.status_code < 500
        assert response.status_code not in {401, 403}
        assert not leads_to_login(response)


@pytest.mark.parametrize("route", passing(OWNER))
def test_doors_of_others_stay_shut_and_look_like_walls(outsider, objects, route):
    """Nobody gets in, and nobody can tell somebody's object from one that never was."""
    client, person = outsider
    missing = str(uuid.uuid4())
    walls = [trace(each, missing) for each in both_ways(client, address(route, code=missing))]
    stopped = 0
    for code in map(str, objects.values()):
        path = address(route, code=code)
        doors = both_ways(client, path)
        for response in doors:
            assert turned_away(response, path, person) or response.status_code == 405
            stopped += response.status_code != 405
        assert [trace(each, code) for each in doors] == walls
    assert stopped >= len(objects)


@pytest.mark.parametrize("route", ALLAUTH)
def test_account_pages_answer_without_an_error(outsider, route):
    client, _ = outsider
    for response in both_ways(client, address(route)):
        assert response.status_code < 500


@pytest.mark.parametrize("route", ALLAUTH)
def test_account_pages_send_visitors_to_log_in(db, route):
    path = address(route)
    client = Client()
    response = ask(client, "GET", path)
    if response.resolver_match.url_name in ENTRANCE:
        assert response.status_code in {200, 302}
    else:
        assert leads_to_login(response) or response.status_code == 405 or response.url == "/"


@pytest.mark.parametrize("route", ADMIN)
def test_the_admin_is_shut(outsider, route):
    client, _ = outsider
    for response in both_ways(client, address(route)):
        assert response.status_code in {302, 403, 404, 405} or "/login/" in address(route)
        assert response.status_code < 500
