"""Finding people who help, in a real browser: widths, modes, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_mentor, make_user

GOALS = [{"goal": "say-no", "priority": 1}]


@pytest.fixture
def ada(set_version):
    """A seeker with a profile, one mentor and one peer to find."""
    ada = make_user("ada@example.org", name="Ada")
    make_mentor(ada, level="staff", wants=["tough-feedback"], goals=GOALS, is_listed=False)
    make_mentor(
        name="Grace",
        headline="Compilers",
        level="principal",
        offers=["tough-feedback"],
        goals=GOALS,
        background=["qa"],
    )
    make_mentor(name="Margaret", level="staff", languages=["en", "de"])
    return ada


@pytest.fixture
def open_page(page_at, log_in, ada):
    def go(address, width=1280, scheme="light", **options):
        page = page_at(width, scheme, **options)
        log_in(page, ada)
        page.goto(address)
        return page

    return go


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_pages_are_accessible_and_fit(open_page, axe, fits, width, scheme):
    page = open_page("/mentors/", width, scheme)
    for address in ("/mentors/", "/mentors/?language=de&goal=say-no", "/mentors/profile/"):
        page.goto(address)
        axe(page)
        fits(page)
    page.goto("/mentors/")
    page.get_by_role("link", name="Grace", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Grace")).to_be_visible()
    axe(page)
    fits(page)


def test_newcomers_page_is_accessible_and_fits(page_at, log_in, axe, fits, mallory):
    page = page_at(320)
    log_in(page, mallory)
    page.goto("/mentors/")

    axe(page)
    fits(page)


def test_count_follows_the_filters_and_is_announced_once(open_page):
    page = open_page("/mentors/")
    expect(page.get_by_role("heading", name="2 people fit your search")).to_be_visible()

    page.get_by_label("To help me with").focus()
    page.get_by_label("To help me with").select_option("tough-feedback")

    expect(page.get_by_role("heading", name="1 person fits your search")).to_be_visible()
    expect(page.locator("[data-announce]")).to_have_text("1 person fits your search")
    expect(page).to_have_url(re.compile("item=tough-feedback"))
    expect(page.get_by_label("To help me with")).to_be_focused()


def test_profile_is_written_without_scripts(open_page):
    page = open_page("/mentors/profile/", 390, java_script_enabled=False)

    page.get_by_label("I offer help: Giving tough feedback").check()
    page.get_by_label("Monday 18:00").check()
    page.get_by_label("Others may find me").check()
    page.get_by_label("I am 18 or older").uncheck()
    page.get_by_role("button", name="Save profile").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Monday 18:00")).to_be_checked()
    page.get_by_label("I am 18 or older").check()
    page.get_by_role("button", name="Save profile").click()

    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
    expect(page.get_by_text("As others see it:")).to_be_visible()
    expect(page.locator(".person")).to_contain_text("Giving tough feedback")


def test_search_works_without_scripts(open_page):
    page = open_page("/mentors/", 390, java_script_enabled=False)

    page.get_by_label("A peer").check()
    page.get_by_role("button", name="Search", exact=True).click()

    expect(page.get_by_role("heading", name="1 person fits your search")).to_be_visible()
    expect(page.get_by_role("link", name="Margaret", exact=True)).to_be_visible()
