"""Four people: asking, working together, the younger mentor, good ends, and keeping away."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mentors.models.mentorships import Mentorship
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.models.results import ResultRead
from mentors.services import blocks, meetings, notes, results
from tests.factories import make_assessment, make_mentor, make_mentorship, make_request, make_user

# Drafted from the chosen item.
AGENDA = re.compile(r"^0-5 min: .*Giving tough feedback.*25-30 min: ", re.DOTALL)
GOALS = [{"goal": "say-no", "priority": 1}]


@pytest.fixture
def people(set_version):
    """Ada asks; Grace mentors; Mel, earlier in the career, can teach Grace; Mallory sells."""
    names = ("Ada", "Grace", "Mel", "Mallory")
    found = {name: make_user(f"{name.lower()}@example.org", name=name) for name in names}
    make_mentor(found["Ada"], level="staff", wants=["tough-feedback"], goals=GOALS)
    make_mentor(found["Grace"], level="principal", offers=["tough-feedback"], wants=["team-trust"])
    make_mentor(found["Mel"], level="associate", offers=["team-trust"], goals=GOALS)
    make_mentor(found["Mallory"], level="staff", headline="My course is great")
    return found


def press(page, name):
    page.get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_story_from_asking_to_a_good_end(page_of, people, with_scripts):
    make_assessment(people["Ada"])
    ada = page_of(
        people["Ada"], f"/mentors/people/{people['Grace'].code}/", java_script_enabled=with_scripts
    )
    ada.get_by_label("Be my mentor").check()
    ada.get_by_label("What you would like help with").fill("Help me say no.")
    press(ada, "Send the request")
    expect(ada.get_by_text("Your request is on its way.")).to_be_visible()

    grace = page_of(people["Grace"], "/mentors/requests/", java_script_enabled=with_scripts)
    grace.get_by_role("link", name="Ada", exact=True).click()
    grace.get_by_label("Ask one thing before you decide").fill("To whom?")
    press(grace, "Ask this first")
    expect(grace.get_by_text("Your question is on its way.")).to_be_visible()

    ada.reload()
    ada.get_by_label("Your answer").fill("To my manager.")
    press(ada, "Send the answer")
    expect(ada.get_by_text("Your answer is on its way.")).to_be_visible()

    grace.reload()
    press(grace, "Say yes")
    expect(grace.get_by_role("link", name="ada@example.org")).to_be_visible()
    mentorship = Mentorship.objects.get()
    at = f"/mentors/mentorships/{mentorship.code}/"

    ada.goto(at)
    ada.get_by_label("A goal in your own words").fill("Say no with care")
    ada.get_by_label("Giving tough feedback").check()
    press(ada, "Add the goal")
    expect(ada.get_by_text("The goal is on the page.")).to_be_visible()
    ada.get_by_role("link", name="Plan the first meeting").click()
    expect(ada.get_by_label("Agenda")).to_have_value(AGENDA)
    soon = timezone.now() + timedelta(days=2)
    ada.get_by_label("When").fill(soon.strftime("%Y-%m-%dT17:30"))
    press(ada, "Plan it")
    expect(ada.get_by_text("The meeting is planned.")).to_be_visible()

    ada.get_by_label("A note").fill("Three sentences are enough.")
    ada.get_by_label("Both of us").check()
    press(ada, "Keep the note")
    expect(ada.get_by_text("Your note is saved.")).to_be_visible()
    ada.goto(at + "results/")
    ada.locator("[name=assessment]").first.check()
    press(ada, "Show it to Grace")
    expect(ada.get_by_text("Not read yet.")).to_be_visible()

    grace.goto(at)
    expect(grace.get_by_text("Three sentences are enough.")).to_be_visible()
    grace.goto(at + "results/")
    grace.get_by_role("link", name="Result of").click()
    expect(grace.get_by_role("heading", level=1, name="Result of Ada")).to_be_visible()
    assert ResultRead.objects.count() == 1
    ada.reload()
    expect(ada.get_by_text("Read 1 time")).to_be_visible()
    press(ada, "Take it back")
    expect(ada.get_by_text("can no longer see that result")).to_be_visible()

    ada.goto(at + "end/")
    press(ada, "Propose to end")
    expect(ada.get_by_text("You proposed to end.")).to_be_visible()
    grace.goto(at + "end/")
    press(grace, "Yes, it is complete")
    grace.get_by_label("What helped you").fill("You listen.")
    press(grace, "Keep it")
    expect(grace.get_by_text("Thank you. Your words are saved.")).to_be_visible()
    ada.goto(at + "feedback/")
    expect(ada.get_by_text("You listen.")).to_be_visible()


def test_younger_mentor_and_keeping_away(page_of, people):
    request = make_request(people["Mallory"], people["Grace"], message="Buy my course.")
    grace = page_of(people["Grace"], f"/mentors/people/{people['Mel'].code}/")
    grace.get_by_label("Teach me what you know better").check()
    grace.get_by_label("What you would like help with").fill("How does a new team earn trust?")
    press(grace, "Send the request")
    mel = page_of(people["Mel"], "/mentors/requests/")
    press(mel, "Say yes")
    expect(mel.get_by_role("heading", level=1, name="Grace")).to_be_visible()
    assert Mentorship.objects.get().kind == "reverse"

    grace.goto(f"/mentors/requests/{request.code}/")
    grace.get_by_text("Block or report").click()
    grace.get_by_role("link", name="Report to the moderators").click()
    grace.get_by_label("Advertising or spam").check()
    grace.get_by_label("Buy my course.").check()
    press(grace, "Send the report")
    expect(grace.get_by_text("They do not see who reported")).to_be_visible()
    assert Report.objects.get().evidence == "Buy my course."
    grace.goto(f"/mentors/requests/{request.code}/")
    grace.get_by_text("Block or report").click()
    press(grace, "Block this person")
    expect(grace.locator("strong", has_text="Mallory")).to_be_visible()

    mallory = page_of(people["Mallory"], "/mentors/requests/")
    expect(mallory.get_by_text("You wait for nobody.")).to_be_visible()
    assert MentorshipRequest.objects.get(pk=request.pk).state == "blocked"
    press(grace, "Take the block back")
    expect(grace.get_by_text("You have blocked nobody.")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_pages_are_accessible_and_fit(page_of, people, axe, fits, width, scheme):
    ada, grace, mel = people["Ada"], people["Grace"], people["Mel"]
    now = timezone.now()
    waiting = make_request(mel, ada, at=now, message="Please " * 30)
    mentorship = make_mentorship(grace, ada, at=now - timedelta(days=31), goal="say-no")
    who = {"person": ada, "code": mentorship.code, "at": now}
    for days in (90, 1):
        make_assessment(ada, at=now - timedelta(days=days))
    notes.add_goal(text="Say no", items=["tough-feedback"], **who)
    notes.write_note(text="x" * 300, is_shared=True, **who)
    meeting = meetings.plan_meeting(starts_at=now + timedelta(days=1), minutes=30, agenda="", **who)
    result = make_assessment(grace, at=now)
    share = results.share_result(person=grace, code=mentorship.code, assessment=result.code, at=now)
    blocks.block(person=ada, other=people["Mallory"], at=now)
    at = f"/mentors/mentorships/{mentorship.code}/"
    page = page_of(people["Ada"], "/mentors/requests/", width, scheme)
    for address in (
        "/mentors/requests/",
        f"/mentors/requests/{waiting.code}/",
        "/mentors/mentorships/",
        *(at + rest for rest in ("", "meetings/", "check-in/", "feedback/", "end/", "results/")),
        f"{at}meetings/{meeting.code}/",
        f"{at}results/{share.code}/",
        f"/mentors/people/{mel.code}/",
        f"/mentors/people/{mel.code}/report/",
        "/mentors/blocks/",
    ):
        page.goto(address)
        axe(page)
        fits(page)
