"""A story over eighteen months with a moved clock: seven assessments, a plan, a record to carry."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from assessments.models.taking import Assessment
from assessments.selectors.history import list_history
from assessments.services import taking, whole_assessments
from setframework.people.models import User
from setframework.people.visitors import Holder
from tests.assessments.taking import address
from tests.browser.downloading import download_export
from tests.factories import PASSWORD, make_responses, make_user

BEGIN = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
# Of nine soft skills eight are one higher in the end: 100 x 8 / (4 x 9) = 22.2 points, where
# RCI = 22.2 / (20 x sqrt(1 - 0.8) x sqrt(2)) = 1.76 is at least 1.645: clear.
# One of seven experience items: 3.6 points, RCI 0.28, and p = 1 for one of one: noise.
# Four of seven technical ones: 14.3 points, RCI 1.13 (p = 0.125): likely.
RAISED = {
    "soft-skills": ("clear", 8),
    "experience": ("noise", 1),
    "technical": ("likely", 4),
}


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def visit(page_at, log_in, scripts):
    """with visit(person, month) as page: her browser on that day, logged in anew."""

    @contextmanager
    def come(person, month, width=1280, scheme="light"):
        with time_machine.travel(BEGIN + month * MONTH, tick=True):
            page = page_at(width, scheme, java_script_enabled=scripts, accept_downloads=True)
            log_in(page, person)
            yield page
            page.context.close()

    return come


def test_eighteen_months(visit, scripts, live_server, set_version, axe, questionnaire):
    ada = make_user("ada@example.org", name="Ada")
    first = sit(ada, set_version, 0, make_responses(set_version, 2))

    def look(page):
        if scripts:
            axe(page)

    with visit(ada, 0) as page:  # two steps for the plan
        page.goto(address(first, "result"))
        look(page)
        for text in ("Say one hard thing a week", "Read one trace a day"):
            page.goto("/plan/add/")
            page.get_by_label("What I am going to do").fill(text)
            expects = "tough-feedback" if "hard" in text else "data-systems"
            page.locator("select[name=expects]").select_option(expects)
            page.get_by_role("button", name="Add to my plan").click()
            expect(page.get_by_role("heading", name=text)).to_be_visible()
        look(page)

    sit(ada, set_version, 3, make_responses(set_version, 2))
    with visit(ada, 6, 390, "dark") as page:  # a check-in: one of the two has moved
        check_in(page, look, {"tough-feedback": 3, "data-systems": 2})
        expect(page.get_by_role("heading", name="What became of your plan")).to_be_visible()
        page.goto("/plan/")
        told = [row.text_content() for row in page.locator("[data-goal]").all()]
        assert len(told) == 2
        look(page)

    sit(ada, set_version, 9, make_responses(set_version, 2, tough_feedback=3))
    with visit(ada, 12) as page:
        check_in(page, look, {"tough-feedback": 3, "data-systems": 2})
    sit(ada, set_version, 15, raised(questionnaire, {"soft-skills": 5}))
    last = sit(
        ada,
        set_version,
        18,
        raised(questionnaire, {key: number for key, (_, number) in RAISED.items()}),
    )

    with visit(ada, 18) as page:
        page.goto(address(first, "look_back"))
        look(page)
        page.locator("[name=seen-tough-feedback]").select_option("1")
        page.get_by_role("button", name="Save what I see now").click()
        expect(page.get_by_text("Saved beside your answers of that day")).to_be_visible()

        page.goto(f"/history/compare/?before={first.code}&after={last.code}")
        look(page)
        for key, (band, ups) in RAISED.items():
            section = page.locator(f"section[data-key={key}]")
            expect(section).to_have_attribute("data-band", band)
            expect(section).to_have_attribute("data-ups", str(ups))
            expect(section).to_have_attribute("data-basis", "assumed")
        page.goto("/history/")
        look(page)

        page.goto("/account/data/")
        look(page)
        content = download_export(page).path().read_bytes()
        document = json.loads(content)
        assert len(document["assessments"]) == 7
        assert sum(bool(each["carried_over"]) for each in document["assessments"]) == 2

    with visit(make_user("twin@example.org"), 19) as page:
        page.goto("/account/data/")
        page.locator("input[type=file]").set_input_files(
            {"name": "mine.json", "mimeType": "application/json", "buffer": content}
        )
        page.get_by_role("button", name="Import").click()
        expect(page.get_by_text("records were imported")).to_be_visible()
        page.goto("/history/")
        look(page)
    twin = User.objects.get(email="twin@example.org")
    assert [each.profile for each in list_history(twin, "set-framework")] == [
        each.profile for each in list_history(ada, "set-framework")
    ]

    with visit(ada, 19, 390) as page:
        page.goto("/account/data/")
        page.get_by_label("Type your e-mail address").fill(ada.email)
        page.get_by_role("button", name="Erase my account").click()
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("Your account and everything in it is erased.")).to_be_visible()
    assert not User.objects.filter(email="ada@example.org").exists()
    assert Assessment.objects.filter(person=twin).count() == 7
    assert Assessment.objects.count() == 7


def sit(person, version, month, responses):
    """A whole assessment on that day."""
    at = BEGIN + month * MONTH
    draft = whole_assessments.create_assessment(
        person=person, version=version, responses=responses, at=at - timedelta(minutes=10)
    )
    return taking.complete_assessment(holder=Holder(person=person), code=draft.code, at=at)


def raised(questionnaire, numbers):
    """All twos, but the first so many items of each scale one higher."""
    responses = {item.key: 2 for item in questionnaire.items}
    for key, number in numbers.items():
        for item in questionnaire.scale(key).items[:number]:
            responses[item.key] = 3
    return responses


def check_in(page, look, answers):
    """Through the short retake: these anew, the others as they were."""
    page.goto("/assessments/start/")
    look(page)
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_role("heading", name="What you are working on")).to_be_visible()
    look(page)
    for section in page.locator("[data-item]").all():
        key = section.get_attribute("data-item")
        section.locator(f"input[type=radio][value='{answers.get(key, 2)}']").check()
    page.get_by_role("button", name="Save and continue").click()
    for _ in range(3):
        expect(page.get_by_role("heading", level=1)).to_contain_text("still the same?")
        look(page)
        page.get_by_role("button", name="Confirm and continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text("Copied from last time").first).to_be_visible()
    look(page)
    page.get_by_role("button", name="See my result").click()
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
