"""The pages of asking, answering and working together."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from assessments.models.taking import Note
from mentors.models.blocks import Block
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.models.results import ResultRead
from mentors.services import meetings, mentorships, notes, requests, results
from tests.assessments.taking import tags, text, title
from tests.factories import (
    NOW,
    make_assessment,
    make_mentor,
    make_mentorship,
    make_request,
    make_responses,
)

DAY = timedelta(days=1)
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair(ada, grace):
    make_mentor(ada, wants=["tough-feedback"], goals=[{"goal": "say-no", "priority": 1}])
    make_mentor(grace, offers=["tough-feedback"])
    return ada, grace


@pytest.fixture
def mentorship(ada, grace):
    make_mentor(ada, time_zone=BERLIN)
    make_mentor(grace, time_zone=NEW_YORK, capacity=3)
    return make_mentorship(grace, ada, goal="say-no")


@pytest.fixture
def at(mentorship):
    return lambda rest="": f"/mentors/mentorships/{mentorship.code}/{rest}"


def person(profile_of):
    return f"/mentors/people/{profile_of.code}/"


def step(client, request, name, **words):
    address = f"/mentors/requests/{request.code}/"
    return client.post(address, {"step": name} | words, follow=True)


def test_asking_leads_to_the_request_with_its_date(ada_client, pair):
    ada, grace = pair
    asked = {"kind": "mentor", "goal": "say-no", "message": "Help me say no."}

    response = ada_client.post(person(grace), asked, follow=True)
    again = ada_client.post(person(grace), asked, follow=True)

    request = MentorshipRequest.objects.get(sender=ada, receiver=grace)
    assert (request.kind, request.goal, request.message) == ("mentor", "say-no", "Help me say no.")
    for page in (response, again):
        assert page.redirect_chain[-1][0] == f"/mentors/requests/{request.code}/"
        assert "ends by itself on 4 December 2026" in text(page)


def test_refused_request_says_why_and_keeps_the_words(ada_client, pair):
    ada, grace = pair
    sent = {"kind": "mentor", "message": "See https://example.org for more"}

    response = ada_client.post(person(grace), sent)
    assert title(response).startswith("Error: ")
    assert "Leave out the link" in text(response)
    assert "See https://example.org for more" in text(response)

    ada.emailaddress_set.update(verified=False)
    response = ada_client.post(person(grace), sent | {"message": "Help me."})
    assert "Confirm your e-mail address first." in text(response)
    assert not MentorshipRequest.objects.exists()


def test_form_offers_only_the_kinds_that_fit(ada_client, ada, grace):
    make_mentor(ada, level="staff")
    make_mentor(grace, level="principal")

    kinds = [each["value"] for each in tags(ada_client.get(person(grace)), "input", name="kind")]

    assert kinds == ["mentor"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"languages": ["fr"]}, "You two do not fit at the moment"),
        ({"capacity": 0}, "Others take requests now."),
    ],
)
def test_page_says_why_nobody_is_asked(ada_client, pair, values, words):
    make_mentor(pair[1], **values)

    response = ada_client.get(person(pair[1]))

    assert words in text(response)
    assert not tags(response, "textarea")


def test_receiver_sees_who_asks_and_what_speaks_for_it(grace_client, pair):
    ada, grace = pair
    make_mentor(ada, wants=["tough-feedback"], headline="Databases", is_listed=False)
    request = make_request(ada, grace)

    page = text(grace_client.get(f"/mentors/requests/{request.code}/"))

    for words in ("Teach me.", "Databases", "Wants to grow: giving tough feedback"):
        assert words in page
    assert ada.email not in page
    assert grace_client.get(person(ada)).status_code == 200


def test_unlisted_person_is_seen_only_while_their_request_waits(grace_client, pair):
    ada, grace = pair
    make_mentor(ada, is_listed=False)
    assert grace_client.get(person(ada)).status_code == 404
    request = make_request(ada, grace)
    assert grace_client.get(person(ada)).status_code == 200

    requests.decline(person=grace, code=request.code, at=NOW)

    assert grace_client.get(person(ada)).status_code == 404


def test_whole_way_of_a_request(ada_client, grace_client, pair):
    ada, grace = pair
    request = make_request(ada, grace)

    assert "Write a few words first." in text(step(grace_client, request, "ask", words=""))
    assert "The clock stops" in text(step(grace_client, request, "ask", words="Why me?"))
    assert "Why me?" in text(ada_client.get(f"/mentors/requests/{request.code}/"))
    assert "Your answer is on its way." in text(
        step(ada_client, request, "answer", words="You know it.")
    )
    accepted = step(grace_client, request, "accept")
    assert ada.email in text(accepted)
    assert step(grace_client, request, "accept").redirect_chain == accepted.redirect_chain
    assert "Go on to your mentorship" in text(ada_client.get(f"/mentors/requests/{request.code}/"))


def test_kind_no_leads_the_sender_on(ada_client, grace_client, pair):
    request = make_request(*pair, goal="say-no")
    step(grace_client, request, "decline")
    path = f"/mentors/requests/{request.code}/"

    page = ada_client.get(path)
    assert "That says nothing about you" in text(page)
    assert tags(page, "a", href="/mentors/?kind=mentor&goal=say-no")
    assert "That says nothing about you" not in text(grace_client.get(path))


def test_step_that_came_too_late_says_what_happened(ada_client, grace_client, pair):
    ada, grace = pair
    request = make_request(ada, grace)
    step(ada_client, request, "withdraw")

    response = step(grace_client, request, "accept")

    assert "It was withdrawn in the meantime." in text(response)
    assert not Mentorship.objects.exists()


def test_full_mentor_is_told_what_to_do(grace_client, pair):
    ada, grace = pair
    MentorProfile.objects.filter(person=grace).update(active=1)

    page = text(step(grace_client, make_request(ada, grace), "accept"))

    assert "No place is free. End a mentorship, or offer more places." in page


def test_list_has_received_sent_and_past(ada_client, ada, grace, margaret, mallory):
    for each in (ada, grace, margaret, mallory):
        make_mentor(each)
    make_request(grace, ada)
    make_request(ada, margaret)
    make_request(ada, mallory, at=NOW - 11 * DAY, goal="say-no")

    response = ada_client.get("/mentors/requests/")
    page = text(response)

    asked, sent, past = (
        page.partition("You were asked")[2].partition("Before")[0].partition("You asked")[0],
        page.partition("You asked Margaret")[2],
        page.partition("Before")[2],
    )
    assert "Grace" in asked
    assert "Margaret" not in asked
    assert sent
    assert "Mallory" in past
    assert tags(response, "a", href="/mentors/?kind=mentor&goal=say-no")


def test_address_is_shown_to_both_and_only_while_it_is_open(
    ada_client, grace_client, mallory_client, at, ada, grace, mentorship
):
    assert grace.email in text(ada_client.get(at()))
    assert ada.email in text(grace_client.get(at()))
    assert mallory_client.get(at()).status_code == 404

    mentorships.end_early(person=ada, code=mentorship.code, at=NOW)

    assert grace.email not in text(ada_client.get(at()))


def test_goal_is_tied_to_items_and_drafts_the_first_agenda(ada_client, at):
    sent = {"text": "Say it", "items": ["tough-feedback"]}

    assert "Say it" in text(ada_client.post(at("goals/"), sent, follow=True))
    agenda = text(ada_client.get(at("meetings/")))

    assert "5-20 min: Giving tough feedback." in agenda


def test_without_goals_the_agenda_is_about_what_was_asked(ada_client, at):
    assert "Say no and keep the relationship." in text(ada_client.get(at("meetings/")))


def test_goal_with_mistakes_is_shown_again(ada_client, at):
    items = ["tough-feedback", "team-trust", "data-systems", "staying-current", "x"]

    response = ada_client.post(at("goals/"), {"text": "", "items": items})

    assert title(response).startswith("Error: ")
    assert "Say what you want to work on." in text(response)


def test_meeting_is_typed_in_ones_own_zone_and_shown_in_both(ada_client, grace_client, at):
    sent = {"starts_at": "2026-12-01T17:30", "minutes": "45", "agenda": "Hello"}
    response = ada_client.post(at("meetings/"), sent, follow=True)

    meeting = Meeting.objects.get()
    assert meeting.starts_at == datetime(2026, 12, 1, 17, 30, tzinfo=ZoneInfo(BERLIN))
    assert "1 Dec 2026, 17:30 Berlin" in text(response)
    assert "1 Dec 2026, 11:30 New York" in text(response)
    assert "1 Dec 2026, 11:30 New York For Ada:" in text(grace_client.get(at()))


def test_calendar_file_has_the_moment_and_both_zones(ada_client, mallory_client, at, mentorship):
    starts_at = datetime(2026, 12, 1, 16, 30, tzinfo=ZoneInfo("UTC"))
    meeting = meetings.plan_meeting(
        person=mentorship.mentee,
        code=mentorship.code,
        starts_at=starts_at,
        minutes=30,
        agenda="A\nB",
        at=NOW,
    )
    address = at(f"meetings/{meeting.code}/calendar.ics")

    response = ada_client.get(address)
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (event.start, event.end) == (starts_at, starts_at + timedelta(minutes=30))
    assert event["summary"] == "Meeting with Grace"
    for words in ("17:30 Berlin", "11:30 New York", "A\nB"):
        assert words in event["description"]
    assert mallory_client.get(address).status_code == 404


def test_file_of_a_meeting_says_when_and_how_often_it_changed(ada_client, at, mentorship):
    who = {"person": mentorship.mentee, "code": mentorship.code}
    with time_machine.travel(NOW, tick=False):
        meeting = meetings.plan_meeting(
            starts_at=NOW + DAY, minutes=30, agenda="A\x0bB", at=NOW, **who
        )
    address = at(f"meetings/{meeting.code}/calendar.ics")
    first = ada_client.get(address).content
    assert ada_client.get(address).content == first
    assert b"\x0b" not in first

    with time_machine.travel(NOW + DAY, tick=False):
        for fields in ({"starts_at": NOW + 2 * DAY}, {"log": "Met."}, {"minutes": 30}):
            meetings.change_meeting(meeting=meeting.code, at=NOW + DAY, **fields, **who)
    (event,) = Calendar.from_ical(ada_client.get(address).content).events

    assert event["sequence"] == 1
    assert event["dtstamp"].dt == event["last-modified"].dt == NOW + DAY
    assert event["created"].dt == NOW


def test_meeting_is_logged_for_both(ada_client, grace_client, at, mentorship):
    meeting = meetings.plan_meeting(
        person=mentorship.mentee,
        code=mentorship.code,
        starts_at=NOW - DAY,
        minutes=30,
        agenda="",
        at=NOW,
    )
    sent = {"is_held": "on", "log": "Try it once."}

    ada_client.post(at(f"meetings/{meeting.code}/"), sent)

    assert "You met. Try it once." in text(grace_client.get(at()))


def test_notes_are_mine_or_ours(ada_client, grace_client, at):
    ada_client.post(at("notes/"), {"text": "Secret", "is_shared": "mine"})
    ada_client.post(at("notes/"), {"text": "Common", "is_shared": "ours"})

    assert "Secret" in text(ada_client.get(at()))
    page = text(grace_client.get(at()))
    assert "Secret" not in page
    assert "Common" in page
    assert "Write the note first." in text(ada_client.post(at("notes/"), {"text": ""}))


def test_pulse_is_private(ada_client, grace_client, at):
    assert "30 days after the start" in text(ada_client.get(at("check-in/")))
    Mentorship.objects.update(started_at=NOW - 30 * DAY)
    assert tags(ada_client.get(at()), "a", href=at("check-in/"))
    ada_client.post(at("check-in/"), {"answer": "no", "text": "Too seldom"})

    assert not tags(ada_client.get(at()), "a", href=at("check-in/"))
    assert "Too seldom" in text(ada_client.get(at("check-in/")))
    for rest in ("", "check-in/", "feedback/", "end/"):
        assert "Too seldom" not in text(grace_client.get(at(rest)))


def test_silence_is_answered_with_three_ways(ada_client, at):
    assert "Still meeting?" not in text(ada_client.get(at()))

    Mentorship.objects.update(started_at=NOW - 36 * DAY)

    assert "Still meeting?" in text(ada_client.get(at()))
    assert tags(ada_client.get(at()), "a", href=at("end/"))


def test_end_is_proposed_confirmed_and_thanked(ada_client, grace_client, at):
    ada_client.post(at("end/"), {"step": "close"})
    assert "Ada thinks that you have reached your goal." in text(grace_client.get(at()))
    assert tags(ada_client.get(at("end/")), "button", value="confirm") == []

    grace_client.post(at("end/"), {"step": "confirm"})
    grace_client.post(at("feedback/"), {"thanks": "You listened.", "private": "Prepare more."})

    page = text(ada_client.get(at("feedback/")))
    assert "You listened." in page
    assert "Prepare more." not in page


@pytest.mark.parametrize(("part", "most"), [("goals/", "MOST_GOALS"), ("notes/", "MOST_NOTES")])
def test_refused_words_stay_in_their_form(ada_client, at, monkeypatch, part, most):
    monkeypatch.setattr(notes, most, 0)

    response = ada_client.post(at(part), {"text": "So many <words>", "is_shared": "mine"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in page
    assert "So many &lt;words&gt;" in page


def test_page_of_what_is_over_asks_for_nothing_that_can_not_be_done(ada_client, at, mentorship):
    page = text(ada_client.get(at()))
    assert "No goal yet. One is enough" in page
    assert "Pause or end" in page

    Mentorship.objects.update(state=Mentorship.State.COMPLETED, ended_at=NOW)

    page = text(ada_client.get(at()))
    for told in ("No meeting was noted.", "No goal was written down.", "Looking back"):
        assert told in page
    for asked in ("One is enough", "Pause or end", "Show the other one a result of yours"):
        assert asked not in page
    assert "nothing to compare" in text(ada_client.get(at("results/")))


def test_pause_has_a_limit_that_is_said(ada_client, at, mentorship):
    sent = {"step": "pause", "until": str((NOW + 61 * DAY).date())}
    assert "Choose a day after today, within 60 days." in text(ada_client.post(at("end/"), sent))

    sent["until"] = str((NOW + 9 * DAY).date())
    assert "Paused until 3 December 2026." in text(ada_client.post(at("end/"), sent, follow=True))


def test_result_is_read_on_its_page_without_notes_and_logged(
    ada_client, grace_client, mallory_client, at, ada, grace, set_version
):
    responses = make_responses(set_version, 2, tough_feedback=4)
    assessment = make_assessment(ada, responses)
    Note.objects.create(assessment=assessment, item="tough-feedback", text="A private note")

    ada_client.post(at("results/"), {"assessment": str(assessment.code)})
    link = next(
        each["href"]
        for each in tags(grace_client.get(at("results/")), "a")
        if each.get("href", "").startswith(at("results/")) and each["href"] != at("results/")
    )
    response = grace_client.get(link)

    row = tags(response, "tr", **{"data-item": "tough-feedback"})
    assert row[0]["data-now"] == "4"
    assert "A private note" not in text(response)
    assert ResultRead.objects.values_list("owner", "reader").get() == (ada.pk, grace.pk)
    assert "Read 1 time" in text(ada_client.get(at("results/")))
    assert mallory_client.get(link).status_code == 404
    assert ada_client.get(link).status_code == 404
    assert grace_client.get(f"/assessments/{assessment.code}/result/").status_code == 404

    ada_client.post(link + "stop/")
    assert grace_client.get(link).status_code == 404


def test_what_moved_is_shown_to_whom_the_results_belong(
    ada_client, grace_client, at, ada, mentorship, set_version
):
    notes.add_goal(person=ada, code=mentorship.code, text="It", items=["tough-feedback"], at=NOW)
    before = make_assessment(ada, at=NOW - DAY)
    now = make_assessment(ada, make_responses(set_version, 2, tough_feedback=3), at=NOW - DAY / 2)

    assert "Giving tough feedback 2 3 Up" in text(ada_client.get(at("results/")))
    assert "Giving tough feedback 2 3 Up" not in text(grace_client.get(at("results/")))

    for assessment in (before, now):
        results.share_result(person=ada, code=mentorship.code, assessment=assessment.code, at=NOW)
    assert "Giving tough feedback 2 3 Up" in text(grace_client.get(at("results/")))


def test_block_is_silent_listed_and_taken_back(ada_client, grace_client, at, ada, grace):
    response = ada_client.post(person(grace) + "block/", follow=True)

    assert "Grace" in text(response)
    assert grace_client.get(at()).status_code == 404
    assert grace_client.get(person(ada)).status_code == 404
    assert "blocked" not in text(grace_client.get("/mentors/mentorships/")).replace(
        "Blocked people", ""
    )

    ada_client.post(f"/mentors/blocks/{grace.code}/undo/")
    assert not Block.objects.exists()
    assert grace_client.get(person(ada)).status_code == 200
    assert grace_client.get(at()).status_code == 404


def test_stranger_can_not_be_blocked_or_reported_by_guessing(ada_client, mallory):
    for verb in ("block", "report"):
        assert ada_client.post(f"{person(mallory)}{verb}/").status_code == 404


def test_report_carries_only_the_chosen_words(ada_client, pair):
    ada, grace = pair
    request = make_request(grace, ada, message="Buy my course")
    make_mentor(grace, headline="Innocent")
    address = person(grace) + "report/"

    assert "Choose what is wrong." in text(ada_client.post(address, {}))
    sent = {"category": "spam", "evidence": f"asked-{request.code}", "words": "Twice"}
    ada_client.post(address, sent)
    ada_client.post(address, {"category": "spam", "evidence": "", "words": "Again"})

    report = Report.objects.get()
    assert (report.reporter, report.reported) == (ada, grace)
    assert (report.evidence, report.words) == ("Buy my course", "Twice\n\nAgain")


def test_pages_with_two_codes_need_few_statements(
    ada_client, grace_client, at, ada, mentorship, django_assert_max_num_queries
):
    who = {"person": ada, "code": mentorship.code, "at": NOW}
    share = results.share_result(assessment=make_assessment(ada).code, **who)
    meeting = meetings.plan_meeting(starts_at=NOW, minutes=30, agenda="", **who)
    addresses = [
        (ada_client, at(f"meetings/{meeting.code}/"), 5),
        (grace_client, at(f"results/{share.code}/"), 8),
    ]
    for client, address, most in addresses:
        client.get(address)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_feedback_sent_after_the_end_was_put_off_keeps_its_words(ada_client, at):
    page = text(ada_client.post(at("feedback/"), {"thanks": "You listened."}))

    assert "There is a problem" in page
    assert "You listened." in page
    assert "This question comes at the end." in text(ada_client.get(at("feedback/")))
