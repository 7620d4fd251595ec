"""A programme of forty people: joining, the run and its receipt, and two who both say yes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mentors.models.mentorships import Mentorship
from mentors.models.programmes import Programme
from mentors.models.runs import ProgrammeRun, ProposedPair
from mentors.services import solving
from tests.factories import make_mentor, make_participant, make_programme, make_proposal, make_user
from tests.teams.organisation import make_team

GOALS = [{"goal": "say-no", "priority": 1}]
# With Ada and Grace these are forty: one mentee more than there are places.
OTHERS = 38


@pytest.fixture
def people(set_version):
    """Ada looks for a mentor, Grace is one, Margaret manages a team and organises."""
    found = {name: make_user(f"{name.lower()}@example.org", name=name) for name in NAMES}
    make_mentor(found["Ada"], level="associate", goals=GOALS, wants=["tough-feedback"])
    make_mentor(found["Grace"], level="staff", goals=GOALS, offers=["tough-feedback"], capacity=2)
    make_team(found["Margaret"], name="Team")
    return found


NAMES = ("Ada", "Grace", "Margaret")


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def others_join(programme):
    for number in range(OTHERS):
        is_mentor = number % 2 == 0
        make_participant(
            programme,
            make_user(name=f"Person {number}"),
            places=int(is_mentor),
            level="principal" if is_mentor else "associate",
            languages=["fr"] if number == 1 else ["en"],
        )


def sign_up_ends(programme):
    Programme.objects.filter(pk=programme.pk).update(
        opens_at=timezone.now() - timedelta(days=3), closes_at=timezone.now()
    )


@pytest.mark.parametrize("with_scripts", [True, False])
def test_story_of_a_programme(page_of, people, with_scripts):
    options = {"java_script_enabled": with_scripts}
    margaret = page_of(people["Margaret"], "/mentors/programmes/", **options)
    margaret.get_by_role("link", name="Open a programme").click()
    margaret.get_by_label("Name", exact=True).fill("Spring")
    expect(margaret.get_by_label("The people in my teams and below them")).to_be_checked()
    margaret.get_by_label("Everybody here").check()
    last_day = timezone.now() + timedelta(days=7)
    margaret.get_by_label("Last day to sign up").fill(last_day.strftime("%Y-%m-%d"))
    press(margaret, "Open it")
    expect(margaret.get_by_text("The programme is created.")).to_be_visible()

    ada = page_of(people["Ada"], "/mentors/programmes/", **options)
    ada.get_by_role("link", name="Spring").click()
    ada.get_by_label("I look for a mentor").check()
    press(ada, "Sign up")
    expect(ada.get_by_text("You have joined. You get an e-mail")).to_be_visible()
    programme = Programme.objects.get()
    address = f"/mentors/programmes/{programme.code}/"
    grace = page_of(people["Grace"], address, **options)
    grace.get_by_label("I can be a mentor").select_option("for 1 person")
    press(grace, "Sign up")
    expect(grace.get_by_text("You have joined. You get an e-mail")).to_be_visible()
    others_join(programme)
    sign_up_ends(programme)

    margaret.goto(address)
    press(margaret, "Find pairs")
    expect(margaret.get_by_text("0 % done")).to_be_visible()
    assert solving.run_programme(run=ProgrammeRun.objects.get().pk, at=timezone.now())
    margaret.get_by_role("link", name="Look again").click()
    expect(margaret.get_by_text("19 of 20 mentees")).to_be_visible()
    expect(margaret.get_by_text("shares no language with a mentor")).to_be_visible()
    press(margaret, "Publish the pairs")
    expect(margaret.get_by_text("It is published.")).to_be_visible()

    pair = ProposedPair.objects.get(mentee=people["Ada"])
    assert pair.mentor == people["Grace"]
    ada.goto(address)
    press(ada, "Say yes")
    expect(ada.get_by_text("It begins when the other person says yes too.")).to_be_visible()
    grace.goto(address)
    press(grace, "Say yes")
    expect(grace.get_by_text("your mentorship has begun")).to_be_visible()
    assert Mentorship.objects.get().mentee == people["Ada"]
    margaret.reload()
    expect(margaret.get_by_text("1 accepted, 18 waiting, 0 declined or expired")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_pages_are_accessible_and_fit(page_of, people, axe, fits, width, scheme):
    now = timezone.now()
    joining = make_programme(people["Margaret"], at=now, name="x" * 80, text="For you. " * 100)
    running, done = (make_programme(people["Margaret"], at=now) for _ in range(2))
    for programme in (running, done):
        make_participant(programme, people["Margaret"])
        others_join(programme)
        sign_up_ends(programme)
    ProgrammeRun.objects.create(programme=running, number=1, progress=40)
    made = ProgrammeRun.objects.create(programme=done, number=1)
    solving.run_programme(run=made.pk, at=now)
    asked = make_programme(at=now)
    make_participant(asked, people["Margaret"])
    sign_up_ends(asked)
    make_proposal(asked, people["Grace"], people["Margaret"], at=now)
    page = page_of(people["Margaret"], "/mentors/programmes/", width, scheme)
    codes = [each.code for each in (joining, running, done, asked)]
    for rest in ("", "new/", *(f"{code}/" for code in codes)):
        page.goto(f"/mentors/programmes/{rest}")
        axe(page)
        fits(page)
