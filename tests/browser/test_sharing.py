"""Brief and share links in a real browser: picking, paper, and what others see."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.assessments.test_result import ANSWERS
from tests.factories import make_assessment, make_brief, make_share_link


@pytest.fixture
def result(ada):
    return make_assessment(ada, ANSWERS, level="senior-staff")


@pytest.fixture
def open_page(page_at, log_in, ada, result):
    """open_page("brief", 390, "dark") -> that page of ada's result."""

    def go(name, width=1280, scheme="light", **options):
        page = page_at(width, scheme, **options)
        log_in(page, ada)
        page.goto(reverse(f"assessments:{name}", args=[result.code]))
        return page

    return go


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_brief_is_accessible_and_fits(open_page, result, axe, fits, width, scheme):
    page = open_page("brief", width, scheme)
    page.locator("[name=strengths]").first.check()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Save the brief").click()
    expect(page.get_by_text("Your brief is saved.")).to_be_visible()

    page.get_by_text("Change what is on it").click()

    axe(page)
    fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_share_is_accessible_and_fits(open_page, result, axe, fits, width, scheme):
    make_brief(result)
    make_share_link(result, at=timezone.now())
    page = open_page("share", width, scheme)

    expect(page.get_by_role("button", name="Cancel this link")).to_be_visible()
    axe(page)
    fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_shared_result_is_accessible_and_fits(page_at, result, axe, fits, width, scheme):
    picks = {"scales": ["soft-skills"], "focus": ["tough-feedback"], "has_level": True}
    link = make_share_link(result, at=timezone.now(), **picks)
    page = page_at(width, scheme)

    page.goto(reverse("assessments:shared", args=[link.token]))

    expect(page.get_by_role("heading", name="Soft skills, shape")).to_be_visible()
    axe(page)
    fits(page)


def test_ended_link_is_accessible_and_fits(page_at, set_version, axe, fits, console):
    console.allow("404")
    page = page_at(320)

    page.goto("/share/nothing/")

    expect(page.get_by_role("heading", name="This link has ended")).to_be_visible()
    axe(page)
    fits(page)


def test_place_for_evidence_opens_with_its_strength(open_page):
    page = open_page("brief", java_script_enabled=False)
    evidence = page.get_by_label(re.compile("Evidence for “Working out the unfamiliar”"))
    expect(evidence).to_be_hidden()

    page.get_by_role("checkbox", name="Working out the unfamiliar").check()

    expect(evidence).to_be_visible()


def test_whole_way_from_result_to_shared_brief_without_scripts(open_page, page_at):
    page = open_page("result", java_script_enabled=False)
    page.get_by_role("link", name="Brief for a conversation").click()
    page.get_by_role("checkbox", name="Working out the unfamiliar").check()
    page.get_by_label("One request").fill("Let me lead the next review.")
    page.get_by_role("button", name="Save the brief").click()
    page.get_by_role("link", name="Share by a link").click()
    page.get_by_role("button", name="Make a link to the brief").click()
    expect(page.get_by_text("The link is ready. Copy it below.")).to_be_visible()
    link = page.locator("a.key").inner_text()

    other = page_at(390)
    other.goto(link)
    expect(other.get_by_text("Let me lead the next review.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Opened once by others")).to_be_visible()
    page.get_by_role("button", name="Cancel this link").click()
    expect(page.get_by_text("The link no longer works.")).to_be_visible()


def test_paper_shows_the_brief_and_no_control(open_page, result):
    make_brief(result)
    page = open_page("brief")

    page.emulate_media(media="print")

    expect(page.get_by_role("article").get_by_text("I led the move.")).to_be_visible()
    assert page.locator("button:visible, form:visible, nav:visible, details:visible").count() == 0


def test_print_button_prints_and_saving_does_not(open_page):
    page = open_page("brief")
    page.add_init_script("window.asked = 0; window.print = () => { window.asked += 1; };")
    page.get_by_label("One request").fill("Time.")
    page.get_by_role("button", name="Save the brief").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    assert page.evaluate("window.asked") == 0

    page.get_by_role("button", name="Print").click()

    assert page.evaluate("window.asked") == 1
