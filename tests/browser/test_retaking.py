"""Coming back in a real browser: the check-in and looking back, also without scripts."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessments.models.look_back import LookBack
from assessments.models.taking import Assessment
from tests.assessments.taking import START, address
from tests.factories import NOW, make_assessment, make_responses

PARTS = ["soft-skills", "experience", "technical"]
WIDTHS = [320, 390, 1280]


@pytest.fixture(autouse=True)
def earlier(live_server, set_version, ada):
    low = {"tough_feedback": 0, "cloud_foundations": 1, "knowing_the_experts": 1}
    responses = make_responses(set_version, 3, **low, coaching_both_ways=None)
    return make_assessment(ada, responses, at=NOW - timedelta(days=180))


@pytest.fixture
def ada_page(page_at, log_in, ada):
    """ada_page(390): her browser, logged in."""

    def open_page(*args, **options):
        page = page_at(*args, **options)
        log_in(page, ada)
        return page

    return open_page


def test_story_of_a_check_in_without_scripts(ada_page, earlier):
    page = ada_page(java_script_enabled=False)
    page.goto(START)
    page.get_by_role("button", name="Check in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What you are working on")
    feedback = page.locator('[data-item="tough-feedback"]')
    expect(page.get_by_text("Last time")).to_have_count(0)
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    for area in page.locator("[data-item]").all():
        area.locator("label.choice").nth(2).click()
    feedback.get_by_text("Add a private note").click()
    feedback.get_by_label("A line of evidence").fill("I told Sam on Monday.")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Soft skills: still the same?")
    page.get_by_label("Writing with confidence").select_option("Sometimes")
    page.get_by_role("button", name="Confirm and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Experience: still the same?")
    page.get_by_role("button", name="Save and leave").click()

    # What was not confirmed is not carried over; the way back leads there.
    expect(page.get_by_role("heading", level=1)).to_have_text("Your assessment")
    page.get_by_role("button", name="Check in on the rest").click()
    for name in ("Experience", "Technical skills"):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{name}: still the same?")
        page.get_by_role("button", name="Confirm and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_text("1 question has no answer yet:")).to_be_visible()
    expect(page.get_by_text("Copied from last time")).to_have_count(18)
    page.get_by_role("button", name="See my result").click()
    page.wait_for_url("**/result/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your result")
    done = Assessment.objects.exclude(pk=earlier.pk).get()
    assert done.is_completed
    assert done.responses["tough-feedback"] == 2
    assert done.responses["writing-with-confidence"] == 2
    assert {"tough-feedback", "writing-with-confidence"}.isdisjoint(done.carried_over)
    assert done.notes.get().text == "I told Sam on Monday."


def test_story_of_a_look_back(ada_page, ada, earlier):
    make_assessment(ada, make_responses(earlier.version, 2), at=NOW)
    page = ada_page(390)
    page.goto("/result/")
    page.get_by_text("How we judge change").click()
    page.get_by_role("link", name="Look at 28 May 2026 with today's eyes").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("28 May 2026, as you see it today")
    page.get_by_label("Writing with confidence").select_option("Not yet")
    page.get_by_role("button", name="Save what I see now").click()

    expect(page.get_by_role("status")).to_contain_text("Saved beside your answers of that day")
    expect(page.get_by_label("Writing with confidence")).to_have_value("0")
    assert LookBack.objects.get().responses == {"writing-with-confidence": 0}


def test_enter_in_the_list_goes_on_and_does_not_leave(ada_page, earlier):
    page = ada_page()
    page.goto(START)
    page.get_by_role("button", name="Check in").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What you are working on")

    page.get_by_label("I know where I could gain this").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Soft skills: still the same?")


def test_earlier_answer_comes_after_the_new_one_is_chosen(ada_page, earlier):
    page = ada_page()
    page.goto(START)
    page.get_by_role("button", name="Check in").click()
    feedback = page.locator('[data-item="tough-feedback"]')
    expect(page.get_by_text("Last time")).to_have_count(0)

    feedback.get_by_role("radio", name="Sometimes").check()

    expect(feedback.get_by_text("Last time, on 28 May 2026: Not yet")).to_be_visible()
    expect(page.get_by_text("Last time")).to_have_count(1)
    expect(feedback.get_by_role("radio", name="Sometimes")).to_be_checked()
    assert "chosen" not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_pass_axe_and_fit(ada_page, axe, fits, ada, earlier, width, scheme):
    page = ada_page(width, scheme)

    def look():
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
        fits(page)

    page.goto(START)
    look()
    page.get_by_role("button", name="Check in").click()
    page.wait_for_url(re.compile("/check-in/$"))
    look()
    url = page.url
    # A note that is too long is an error of its own field.
    page.locator("label.choice").first.click()
    expect(page.get_by_text("Last time, on")).to_be_visible()
    page.get_by_text("Add a private note").first.click()
    page.get_by_label("A line of evidence").first.fill("W" * 2001)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".error-summary")).to_be_visible()
    look()
    for part in PARTS:
        page.goto(f"{url}?part={part}")
        look()
    page.get_by_role("button", name="Confirm and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    look()
    page.goto(START)
    look()
    page.goto(address(make_assessment(ada, at=NOW), "result"))
    look()
    page.goto(address(earlier, "look_back"))
    look()
