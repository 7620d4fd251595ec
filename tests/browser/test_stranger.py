"""A stranger: from the first page to a result without an account, and then to keeping it."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from assessments.models.taking import Assessment
from tests.assessments.taking import START, address, hold
from tests.factories import PASSWORD, make_visitor_result

WIDTHS = [320, 390, 1280]
MOST_CLICKS = 50


@pytest.fixture(autouse=True)
def published(live_server, set_version):
    return set_version


@pytest.fixture
def holder_page(page_at, live_server):
    """holder_page(result, 390): the browser in which the visitor answered."""

    def open_page(result, *args, **options):
        client = Client()
        hold(client, result)
        page = page_at(*args, **options)
        cookie = {"name": "sessionid", "value": client.session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return open_page


@pytest.mark.parametrize("scripts", [True, False])
def test_stranger_sees_a_result_in_few_clicks_and_then_keeps_it(page_at, axe, scripts):
    page = page_at(390, java_script_enabled=scripts)
    clicks = 0

    def click(found):
        nonlocal clicks
        clicks += 1
        found.click()

    page.goto("/")
    click(page.get_by_role("link", name="Start the assessment"))
    click(page.get_by_role("button", name="Start"))
    for number in range(1, 24):
        expect(page).to_have_title(re.compile(rf"question {number} of 23"))
        click(page.locator("label.choice").nth(number % 5))
        click(page.get_by_role("button", name="Save and continue"))
    click(page.get_by_role("button", name="See my result"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Your result")
    expect(page.locator("[data-summary]")).to_be_visible()
    assert clicks <= MOST_CLICKS
    result = Assessment.objects.get()
    assert result.person is None

    # Another answer, and the result anew.
    page.get_by_role("link", name="Change an answer").click()
    page.get_by_role("link", name="Change Giving tough feedback").click()
    page.locator("label.choice").nth(4).click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="See my result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your result")

    page.get_by_role("link", name="Keep this result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep your result")
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address(result, 'result')}")
    expect(page.get_by_role("link", name="Keep this result")).to_have_count(0)
    kept = Assessment.objects.get()
    assert kept.person.email == "new@example.org"
    assert kept.responses["tough-feedback"] == 4


def test_result_is_kept_in_sight_of_this_browser_until_the_address_is_confirmed(
    holder_page, settings
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    result = make_visitor_result()
    page = holder_page(result)
    page.goto(address(result, "result"))

    page.get_by_role("link", name="Keep this result").click()
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="See your result").click()

    page.wait_for_url(f"**{address(result, 'result')}")
    expect(page.get_by_text("We sent you an e-mail.")).to_be_visible()
    assert Assessment.objects.get().person.email == "new@example.org"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_pass_axe_and_fit(holder_page, axe, fits, width, scheme):
    result = make_visitor_result()
    page = holder_page(result, width, scheme)

    for path in (address(result, "result"), START, "/accounts/signup/", "/"):
        page.goto(path)
        axe(page)
        fits(page)


@pytest.mark.parametrize("path", ["result", "sample"])
def test_focus_never_hides_behind_the_bar(holder_page, path):
    result = make_visitor_result()
    page = holder_page(result, 390)
    page.goto("/sample/" if path == "sample" else address(result, "result"))

    hidden = page.evaluate(
        """() => {
          const bar = document.querySelector(".keep");
          const links = [...document.querySelectorAll("main a, main button, main summary")];
          const shown = links.filter((each) => !bar.contains(each) && each.checkVisibility());
          return shown.filter((each) => {
            each.focus();
            const place = each.getBoundingClientRect();
            return place.bottom > bar.getBoundingClientRect().top;
          }).map((each) => each.outerHTML.slice(0, 120));
        }"""
    )
    assert hidden == []


def test_sample_switches_pillars_like_a_result(page_at):
    page = page_at()
    page.goto("/")
    page.get_by_role("link", name="Look at a sample result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A sample result")

    page.get_by_role("link", name="Technical skills").click()

    page.wait_for_url("**/sample/?scale=technical*")
    expect(page.get_by_role("heading", name="Technical skills, shape")).to_be_visible()


def test_back_shows_nothing_after_discarding(holder_page):
    result = make_visitor_result()
    page = holder_page(result)
    page.goto(address(result, "result"))
    page.goto(START)
    page.get_by_role("link", name="Discard it and begin again").click()
    page.get_by_role("button", name="Discard them").click()
    expect(page).to_have_title(re.compile("SET Framework: know"))

    page.goto(START)
    page.go_back()
    page.goto(address(result, "result"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
