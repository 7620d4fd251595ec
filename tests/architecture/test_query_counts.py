"""How many queries a page needs: the same few with ten years of history as with one assessment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models.taking import Note
from assessments.selectors.taking import list_assessments
from assessments.services.direction import set_direction
from assessments.services.papers import draw_due
from assessments.services.sharing import log_share_visit
from assessments.teams.services import answer_weeks, doubts, invitations, teaching, ties
from mentors.models.runs import ProposedPair
from mentors.services import meetings, notes, results
from setframework.people.models import Token
from setframework.web.pdf import rendering
from tests.architecture.site import address
from tests.architecture.test_doors import DOORS
from tests.factories import (
    NOW,
    make_assessment,
    make_brief,
    make_goal,
    make_mentor,
    make_mentorship,
    make_participant,
    make_programme,
    make_proposal,
    make_reminder,
    make_request,
    make_share_link,
)
from tests.teams.organisation import join, make_part, make_team, members
from tests.teams.published import publish

# For a page, besides session, user, and what the navigation counts.
MOST = 5
SESSION_USER_AND_COUNTS = 3
# Home looks into every slice: results, direction, plan, reminder, meetings, team. A result also
# counts who offers help, which is mentoring's.
HOME = ("", "")
TEN_YEARS = 120
GOALS = [{"goal": "say-no", "priority": 1}]

COMPLETED = "a completed assessment"
EARLIER = "a completed assessment before another one"
DRAFT = "an open draft"
GOAL = "a goal"
MENTOR = "somebody who can be found"
REQUEST = "a request that waits for the person"
MENTORSHIP = "an open mentorship"
TEAM = "a team that the person manages and is in"
PROGRAMME = "a programme that the person has joined"
ORGANISED = "a programme whose pairs the person has to publish"

# (address, what its code is) -> queries of somebody logged in, all of these included.
# Fewer are welcome: change the number. More than MOST + SESSION_USER_AND_COUNTS are not.
PAGES = {
    ("", ""): 9,
    ("about/", ""): 4,
    ("sample/", ""): 4,
    ("accessibility/", ""): 3,
    ("account/", ""): 8,
    ("account/data/", ""): 8,
    ("account/data/import/", ""): 8,
    ("account/direction/", ""): 8,
    ("account/name/", ""): 8,
    ("account/reminders/", ""): 8,
    ("account/tokens/", ""): 8,
    ("api/docs/", ""): 1,
    ("api/schema/", ""): 1,
    ("api/v1/assessments/", ""): 4,
    ("api/v1/assessments/<uuid:code>/", COMPLETED): 4,
    ("api/v1/assessments/<uuid:code>/", DRAFT): 4,
    ("api/v1/assessments/<uuid:code>/result/", COMPLETED): 3,
    ("api/v1/direction/", ""): 3,
    ("api/v1/goals/", ""): 4,
    ("api/v1/goals/<uuid:code>/", GOAL): 4,
    ("api/v1/me/", ""): 4,
    ("api/v1/mentor-profile/", ""): 3,
    ("api/v1/mentoring-goals/", ""): 3,
    ("api/v1/mentors/", ""): 7,
    ("api/v1/questionnaires/", ""): 2,
    ("api/v1/questionnaires/<slug:key>/<int:version>/", ""): 2,
    ("assessments/<uuid:code>/items/<slug:item>/", DRAFT): 5,
    ("assessments/<uuid:code>/check/", DRAFT): 5,
    ("assessments/<uuid:code>/check-in/", DRAFT): 7,
    ("assessments/<uuid:code>/look-back/", EARLIER): 6,
    ("assessments/<uuid:code>/reflections/", COMPLETED): 5,
    ("assessments/<uuid:code>/result/", COMPLETED): 9,
    ("assessments/<uuid:code>/result.pdf", COMPLETED): 7,
    ("assessments/<uuid:code>/share/", COMPLETED): 7,
    ("assessments/<uuid:code>/result/", DRAFT): 4,
    ("assessments/start/", ""): 4,
    ("brief/<uuid:code>/", COMPLETED): 6,
    ("brief/<uuid:code>/brief.pdf", COMPLETED): 6,
    ("direction/", ""): 6,
    ("display/", ""): 3,
    ("history/", ""): 7,
    ("history/history.csv", ""): 5,
    ("plan/", ""): 5,
    ("plan/<uuid:code>/", GOAL): 5,
    ("plan/<uuid:code>/delete/", GOAL): 4,
    ("plan/add/", ""): 4,
    ("mentors/", ""): 8,
    ("mentors/people/<uuid:code>/", MENTOR): 8,
    ("mentors/profile/", ""): 8,
    ("mentors/blocks/", ""): 4,
    ("mentors/requests/", ""): 4,
    ("mentors/requests/<uuid:code>/", REQUEST): 8,
    ("mentors/programmes/", ""): 6,
    ("mentors/programmes/new/", ""): 5,
    ("mentors/programmes/<uuid:code>/", PROGRAMME): 6,
    ("mentors/programmes/<uuid:code>/", ORGANISED): 8,
    ("mentors/mentorships/", ""): 4,
    ("mentors/people/<uuid:code>/report/", MENTOR): 7,
    ("api/v1/blocks/", ""): 3,
    ("api/v1/mentorship-requests/", ""): 3,
    ("api/v1/mentorship-requests/<uuid:code>/", REQUEST): 3,
    ("api/v1/mentorships/", ""): 3,
    ("api/v1/mentorships/<uuid:code>/", MENTORSHIP): 3,
    ("api/v1/mentorships/<uuid:code>/meetings/", MENTORSHIP): 4,
    ("api/v1/mentorships/<uuid:code>/notes/", MENTORSHIP): 4,
    ("api/v1/teams/", ""): 4,
    ("api/v1/teams/<uuid:code>/", TEAM): 5,
    ("api/v1/teams/<uuid:code>/releases/", TEAM): 4,
    ("mentors/mentorships/<uuid:code>/", MENTORSHIP): 8,
    ("mentors/mentorships/<uuid:code>/meetings/", MENTORSHIP): 5,
    ("mentors/mentorships/<uuid:code>/check-in/", MENTORSHIP): 5,
    ("mentors/mentorships/<uuid:code>/feedback/", MENTORSHIP): 5,
    ("mentors/mentorships/<uuid:code>/end/", MENTORSHIP): 4,
    ("mentors/mentorships/<uuid:code>/results/", MENTORSHIP): 8,
    ("picture.svg", ""): 4,
    ("privacy/", ""): 3,
    ("teams/<uuid:code>/commitments/", TEAM): 4,
    ("teams/<uuid:code>/focus/", TEAM): 4,
    ("teams/<uuid:code>/teaching/", TEAM): 5,
    ("teams/<uuid:code>/kits/<slug:pillar>/", TEAM): 4,
    ("teams/", ""): 6,
    ("teams/<uuid:code>/roster/", TEAM): 6,
    ("teams/<uuid:code>/settings/", TEAM): 7,
    ("teams/<uuid:code>/settings/dissolve/", TEAM): 3,
    ("teams/<uuid:code>/settings/hand-over/", TEAM): 4,
    ("teams/<uuid:code>/settings/invitations/", TEAM): 7,
    ("teams/<uuid:code>/settings/name/", TEAM): 7,
    ("teams/<uuid:code>/settings/parent/", TEAM): 7,
    ("teams/<uuid:code>/settings/window/", TEAM): 7,
    ("teams/<uuid:code>/take-over/", TEAM): 4,
    ("teams/<uuid:code>/you/", TEAM): 6,
    ("teams/<uuid:code>/you/leave/", TEAM): 3,
    ("result/", ""): 3,
    ("teams/<uuid:code>/", TEAM): 7,
    ("teams/<uuid:code>/releases/", TEAM): 5,
    ("teams/<uuid:code>/roll-up/", TEAM): 4,
}
# They show nothing, or send elsewhere: nobody waits for them.
NO_PAGES = {
    "account/data/export/",  # counted in tests/accounts/test_export.py
    "api/v1/me/export/",  # likewise
    "api/v1/me/import/",
    "account/data/measurement/",
    "account/calendar/",
    "account/discard/",
    "account/tokens/<uuid:code>/revoke/",
    "api/",
    "api/v1/assessments/<uuid:code>/complete/",
    "api/v1/changes/",  # asks for a query string: counted in tests/api/test_changes.py
    "api/v1/history/",  # likewise: tests/api/test_history.py
    "api/v1/score/",
    "api/v1/score/batch/",
    "assessments/<uuid:code>/<slug:item>/",
    "assessments/<uuid:code>/<slug:item>/unclear/",
    "assessments/<uuid:code>/items/<slug:item>/unclear/",
    "assessments/<uuid:code>/keep/",
    "direction/technologies/",
    "direction/technologies/<uuid:code>/",  # counted in tests/assessments/test_technologies.py
    "direction/technologies/<uuid:code>/remove/",
    "calendar/<slug:token>.ics",  # for programs: counted in tests/assessments/test_calendar.py
    "favicon.ico",
    "history/compare/",  # needs two results: counted in tests/assessments/test_compare.py
    "mentors/alerts/",
    "mentors/alerts/<uuid:code>/cancel/",
    "mentors/profile/manager/",
    "mentors/blocks/<uuid:code>/undo/",
    "mentors/people/<uuid:code>/block/",
    "mentors/programmes/pairs/<uuid:code>/",
    "mentors/mentorships/<uuid:code>/goals/",
    "mentors/mentorships/<uuid:code>/goals/<uuid:goal>/remove/",
    "mentors/mentorships/<uuid:code>/notes/",
    "mentors/mentorships/<uuid:code>/notes/<uuid:note>/remove/",
    "mentors/mentorships/<uuid:code>/meetings/<uuid:meeting>/remove/",
    "mentors/mentorships/<uuid:code>/meetings/<uuid:meeting>/calendar.ics",
    "mentors/mentorships/<uuid:code>/results/<uuid:share>/stop/",
    # With two codes: counted in tests/mentors/test_pairing_pages.py.
    "mentors/mentorships/<uuid:code>/meetings/<uuid:meeting>/",
    "mentors/mentorships/<uuid:code>/results/<uuid:share>/",
    "api/v1/blocks/<uuid:code>/",
    "api/v1/mentorship-requests/<uuid:code>/accept/",
    "api/v1/mentorship-requests/<uuid:code>/answer/",
    "api/v1/mentorship-requests/<uuid:code>/ask/",
    "api/v1/mentorship-requests/<uuid:code>/decline/",
    "api/v1/mentorship-requests/<uuid:code>/withdraw/",
    "api/v1/mentorships/<uuid:code>/close/",
    "api/v1/mentorships/<uuid:code>/confirm/",
    "api/v1/mentorships/<uuid:code>/end/",
    "api/v1/mentorships/<uuid:code>/meetings/<uuid:meeting>/",
    "api/v1/mentorships/<uuid:code>/notes/<uuid:note>/",
    "api/v1/mentorships/<uuid:code>/pause/",
    "api/v1/mentorships/<uuid:code>/resume/",
    "api/v1/teams/<uuid:code>/consent/",
    "api/v1/teams/<uuid:code>/invitations/",
    "api/v1/teams/<uuid:code>/leave/",
    "api/v1/teams/<uuid:code>/withdraw/",
    "api/v1/teams/join/",
    "healthz",
    "plan/<uuid:code>/done/",
    "plan/<uuid:code>/follow-up/",
    "plan/steps/",
    "readyz",
    "teams/<uuid:code>/commitments/<uuid:commitment>/remove/",
    "teams/<uuid:code>/commitments/<uuid:commitment>/settle/",
    "teams/<uuid:code>/teaching/<uuid:offer>/take-back/",
    "reminders/stop/<slug:token>/",
    "teams/reminders/stop/<slug:token>/",
    "robots.txt",
    "teams/<uuid:code>/settings/invitations/<uuid:invitation>/revoke/",
    "teams/<uuid:code>/settings/parts/<uuid:tie>/",
    "teams/join/<str:token>/",  # needs a link: counted in tests/teams/test_join.py
    "share/<str:token>/",  # needs a link: counted in tests/assessments/test_sharing.py
    "share/<uuid:code>/revoke/",
}


@pytest.fixture
def person(ada):
    set_direction(person=ada, level="intern", aims_at="junior", path="manager", at=NOW)
    return ada


def live(person, assessments):
    """Monthly assessments with notes, a draft and a few tokens; the codes to look at."""
    for month in range(assessments):
        newest = make_assessment(person, at=NOW - timedelta(days=30 * month))
        Note.objects.create(assessment=newest, item="tough-feedback", text="It went well.")
    make_mentor(person)
    rows = min(assessments, 12) + 1
    mentors = [make_mentor(goals=GOALS) for _ in range(rows + 1)]
    requests = [make_request(make_mentor().person, person) for _ in range(rows)]
    for number in range(min(assessments, 5)):
        Token.objects.create(user=person, name=f"token {number}")
    earlier = make_assessment(person, at=NOW + timedelta(hours=1))
    completed = make_assessment(person, at=NOW + timedelta(days=1))
    make_brief(completed, strengths=[], gaps=[], request="Time to learn.")
    for _ in range(max(1, min(assessments, 20))):
        log_share_visit(link=make_share_link(completed), at=NOW)
    make_reminder(person, calendar=True)
    return {
        COMPLETED: completed.code,
        EARLIER: earlier.code,
        GOAL: make_goal(person, at=NOW).code,
        DRAFT: make_assessment(person, completed=False, at=NOW + timedelta(days=2)).code,
        MENTOR: mentors[0].person.code,
        REQUEST: requests[0].code,
        MENTORSHIP: worked_on(mentors[1].person, person, rows).code,
        TEAM: published(person, rows).code,
        PROGRAMME: joined_by(person, rows).code,
        ORGANISED: organised_by(person, rows).code,
        "": "",
    }


def run_team(person, rows):
    """A part of another team, with members, one of them in doubt, and open invitations."""
    team = make_team(person)
    parent = make_team(person, name="Engineering")
    ties.set_parent(person=person, code=team.code, parent=parent.code, at=NOW)
    join(team, person)
    for number in range(rows):
        member = join(team)
        email = f"{number}@example.org"
        invitations.invite(person=person, code=team.code, email=email, at=timezone.now())
    doubts.doubt(person=person, code=team.code, member=member.code, at=NOW)
    return team


def joined_by(person, rows):
    """A programme that is open, with others in it."""
    now = timezone.now()
    programme = make_programme(at=now)
    for _ in range(rows):
        make_participant(programme, places=1)
    make_participant(programme, person)
    make_team(person, name="Team")
    return programme


def organised_by(person, rows):
    """A finished run with pairs and people left out, and the organiser in one of the pairs."""
    programme = make_programme(person, opens_at=NOW - timedelta(days=2), closes_at=NOW)
    make_participant(programme, person)
    left = [make_participant(programme).pk for _ in range(rows)]
    run = make_proposal(programme, make_mentor().person, person).run
    for _ in range(rows):
        ProposedPair.objects.create(
            run=run, mentor=make_mentor().person, mentee=make_mentor().person, band="good"
        )
    run.receipt = {"matched": rows, "without": dict.fromkeys(left, "places")}
    run.save()
    return programme


def worked_on(mentor, person, rows):
    """A mentorship with meetings, notes, a goal and shared results."""
    mentorship = make_mentorship(mentor, person)
    who = {"person": person, "code": mentorship.code, "at": NOW}
    notes.add_goal(text="Say no", items=["tough-feedback"], **who)
    for number in range(rows):
        starts_at = NOW + timedelta(days=number)
        meetings.plan_meeting(starts_at=starts_at, minutes=30, agenda="", **who)
        notes.write_note(text=str(number), is_shared=True, **who)
    for assessment in list_assessments(person).filter(completed_at__isnull=False)[:rows]:
        results.share_result(assessment=assessment.code, **who)
    return mentorship


def published(person, rows):
    """The same with so many half-years, as many teams below it, and as much to teach."""
    team = run_team(person, rows)
    answer_weeks.agree_answer_weeks(person=person, code=team.code, weeks=6)
    for number in range(rows):
        publish(team, number, (40, 50, 60))
        part = make_team()
        make_part(part, team, at=NOW)
        publish(part, number, (40, 50, 60))
    for each in members(team):
        teaching.offer_teaching(person=each, code=team.code, text="SQL", at=NOW)
    return team


def count(client, route, code):
    path = address(route, code=code)
    client.get(path)  # what is read once a process, and asks for a PDF where there is none yet
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code in {200, 202, 302}, path
    draw_due()  # the next PDF has to wait for it
    return len(queries)


def count_all(client, codes):
    return {(route, kind): count(client, route, codes[kind]) for route, kind in PAGES}


def test_every_page_has_its_number():
    assert {route for route, _ in PAGES} == set(DOORS) - NO_PAGES


def test_no_page_needs_many():
    many = [page for page, number in PAGES.items() if number > MOST + SESSION_USER_AND_COUNTS]
    assert many == [HOME, ("assessments/<uuid:code>/result/", COMPLETED)]


@pytest.mark.parametrize("assessments", [0, TEN_YEARS])
def test_pages_need_their_number_of_queries(person, ada_client, monkeypatch, assessments):
    # To draw a PDF takes seconds and asks for nothing.
    monkeypatch.setattr(rendering, "draw", str.encode)
    assert count_all(ada_client, live(person, assessments)) == PAGES


def test_visitors_need_no_session_to_read(set_version):
    routes = ["", "sample/", "about/", "privacy/", "accessibility/", "display/"]
    counts = {route: count(Client(), route, "") for route in routes}

    # Only which questionnaire the site asks.
    ask_it = {"": 1, "sample/": 1, "about/": 1}
    assert counts == ask_it | {"privacy/": 0, "accessibility/": 0, "display/": 0}
