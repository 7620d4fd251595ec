"""Taking the assessment in a real browser: by keyboard, on a phone, without scripts, offline."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import expect

from assessments.models.taking import Assessment, Note
from setframework.people import visitors
from tests.assessments.taking import START, address
from tests.factories import PASSWORD, make_assessment, make_responses, make_visitor_draft

WIDTHS = [320, 390, 1280]
ITEM = "tough-feedback"


@pytest.fixture(autouse=True)
def published(live_server, set_version):
    return set_version


@pytest.fixture
def draft(ada):
    return make_assessment(ada, completed=False)


@pytest.fixture
def ada_page(page_at, log_in, ada):
    """ada_page(390): her browser, logged in."""

    def open_page(*args, **options):
        page = page_at(*args, **options)
        log_in(page, ada)
        return page

    return open_page


def question(number):
    return re.compile(rf"question {number} of \d+ - SET Framework$")


def hold_in_browser(page, draft):
    """As if this browser had started the draft before its log-in."""
    key = next(each["value"] for each in page.context.cookies() if each["name"] == "sessionid")
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    visitors.remember(session, draft.code)
    session.save()


def test_story_of_a_visitor_with_the_keyboard_only(page_at, axe):
    page = page_at()
    page.goto(START)
    press_button(page, "Start")
    expect(page).to_have_title(question(1))

    # An error takes the focus, keeps the note, and leads back to the answers.
    page.get_by_text("Add a private note").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What you did").focus()
    page.keyboard.type("I apologised before explaining.")
    press_button(page, "Save and continue")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_value_0")).to_be_focused()
    expect(page.get_by_label("What you did")).to_have_value("I apologised before explaining.")

    # Arrows choose, nothing is sent before Enter.
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Sometimes")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_title(question(2))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text("Soft skills, question 2 of 23")

    # The browser's way back shows what was stored.
    page.go_back()
    expect(page).to_have_title(question(1))
    expect(page.get_by_role("radio", name="Sometimes")).to_be_checked()
    press_button(page, "Save and continue")

    for number in range(2, 24):
        expect(page).to_have_title(question(number))
        page.locator("#id_value_3").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.get_by_text("Note: I apologised before explaining.")).to_be_visible()

    page.get_by_role("link", name="Change Giving tough feedback").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title(question(6))
    page.locator("#id_value_4").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    press_button(page, "See my result")
    page.get_by_role("link", name="Keep this result").focus()
    page.keyboard.press("Enter")

    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/result/$"))
    done = Assessment.objects.get()
    assert page.url.endswith(address(done, "result"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    assert done.person.email == "new@example.org"
    assert done.is_completed
    assert done.responses == make_responses(done.version, 3, tech_debt_empathy=2, tough_feedback=4)
    assert Note.objects.get().text == "I apologised before explaining."


def press_button(page, name):
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def test_story_without_scripts(no_js_page, axe):
    page = no_js_page
    page.goto(START)
    page.get_by_role("button", name="Start").click()
    page.get_by_text("Add a private note").click()
    page.get_by_label("What you did").fill("I apologised.")
    page.get_by_role("button", name="This was unclear").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    expect(page.get_by_label("What you did")).to_have_value("I apologised.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("What you did")).to_have_value("I apologised.")
    for number in range(1, 24):
        expect(page.get_by_text(f"Question {number} of 23")).to_be_visible()
        page.locator("label.choice").nth(5 if number == 23 else 1).click()
        page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("1 question is skipped:")).to_be_visible()
    page.get_by_role("button", name="See my result").click()
    page.get_by_role("link", name="Keep this result").click()
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/result/$"))
    done = Assessment.objects.get()
    assert page.url.endswith(address(done, "result"))
    assert done.responses == make_responses(done.version, 1, staying_current=None)
    assert Note.objects.get().text == "I apologised."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_pass_axe_and_fit(ada_page, axe, fits, draft, width, scheme):
    page = ada_page(width, scheme)

    def look():
        axe(page)
        fits(page)

    page.goto(START)
    look()
    page.goto(address(draft, "question", "knowing-the-experts"))
    look()
    page.get_by_text("Add a private note").click()
    page.get_by_role("button", name="This was unclear").click()
    expect(page.locator("[data-focus]")).to_be_focused()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".error-summary")).to_be_visible()
    look()
    page.locator("label.choice").nth(6).click()
    page.get_by_text("I know where I could gain this").click()
    page.get_by_role("button", name="Save and continue").click()
    page.goto(address(draft, "check"))
    page.get_by_role("button", name="See my result").click()
    expect(page.locator(".error-summary")).to_be_visible()
    look()
    waiting = make_visitor_draft({ITEM: 3})
    hold_in_browser(page, waiting)
    page.goto(address(waiting, "keep"))
    look()
    page.goto(START)
    look()
    draft.delete()
    page.goto(START)
    look()
    page.goto(address(waiting, "keep"))
    look()


@pytest.mark.parametrize("scripts", [True, False])
def test_form_fits_long_words_and_wide_spacing(ada_page, fits, draft, scripts):
    page = ada_page(390, java_script_enabled=scripts)
    Note.objects.create(assessment=draft, item=ITEM, text="W" * 2000)

    page.goto(address(draft, "question", ITEM))
    if scripts:
        fits(page)
    page.goto(address(draft, "check"))
    expect(page.get_by_text("Note: W")).to_be_visible()
    if scripts:
        fits(page)


def test_answer_that_could_not_be_sent_says_so_and_stays(ada_page, draft, console):
    console.allow("Failed to load resource")
    console.allow("Response Status Error")
    console.allow("htmx:")
    page = ada_page()
    page.goto(address(draft, "question", ITEM))
    page.get_by_role("radio", name="Sometimes").check()
    page.get_by_text("Add a private note").click()
    page.get_by_label("What you did").fill("Told Sam.")

    page.context.set_offline(True)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Your answer is not saved yet.")
    page.context.set_offline(False)
    page.route("**/tough-feedback/", lambda route: route.fulfill(status=503, body="busy"))
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Your answer is not saved yet.")
    assert page.locator("main").get_attribute("aria-busy") is None
    expect(page.get_by_role("radio", name="Sometimes")).to_be_checked()
    expect(page.get_by_label("What you did")).to_have_value("Told Sam.")
    page.unroute("**/tough-feedback/")

    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_title(question(7))
    draft.refresh_from_db()
    assert draft.responses == {ITEM: 2}
    assert Note.objects.get().text == "Told Sam."


def test_double_click_sends_once(ada_page, draft):
    page = ada_page()
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.goto(address(draft, "question", ITEM))
    page.get_by_role("radio", name="Sometimes").check()

    page.get_by_role("button", name="Save and continue").dblclick()

    expect(page).to_have_title(question(7))
    assert len(sent) == 1


def test_swap_moves_address_title_and_page_to_the_next_question(ada_page, draft):
    page = ada_page(390)
    page.goto(address(draft, "question", ITEM))
    page.evaluate("window.sameDocument = true")
    page.get_by_role("radio", name="Sometimes").check()
    page.get_by_role("button", name="Save and continue").click()

    expect(page).to_have_title(question(7))
    page.wait_for_url(f"**{address(draft, 'question', 'self-directed-learning')}")
    assert page.evaluate("window.sameDocument") is True
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.wait_for_function("window.scrollY === 0")


def test_two_tabs_lose_nothing(ada_page, draft):
    page = ada_page()
    other = page.context.new_page()
    page.goto(address(draft, "question", ITEM))
    other.goto(address(draft, "question", "team-trust"))

    for tab in (page, other):
        tab.get_by_role("radio", name="Sometimes").check()
    for tab in (page, other):
        tab.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_title(question(7))
    expect(other).to_have_title(question(9))

    draft.refresh_from_db()
    assert draft.responses == {ITEM: 2, "team-trust": 2}


@pytest.mark.parametrize("scripts", [True, False])
def test_save_and_leave_saves_and_shows_the_start_page_whole(ada_page, draft, scripts):
    page = ada_page(java_script_enabled=scripts)
    page.goto(address(draft, "question", ITEM))
    page.get_by_role("radio", name="Sometimes").check()

    page.get_by_role("button", name="Save and leave").click()

    expect(page.get_by_text("You have answered 1 of 23 questions.")).to_be_visible()
    page.wait_for_url(f"**{START}")
    expect(page.get_by_role("button", name="Save and leave")).to_have_count(0)


def test_answer_given_while_logged_out_comes_back_after_the_log_in(ada_page, draft):
    page = ada_page()
    page.goto(address(draft, "question", ITEM))
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("radio", name="Sometimes").check()
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_text("You were logged out before this was saved.")).to_be_visible()
    expect(page.get_by_role("radio", name="Sometimes")).to_be_checked()
    page.get_by_role("button", name="Save and continue").click()
    expect(page).to_have_title(question(7))
    draft.refresh_from_db()
    assert draft.responses == {ITEM: 2}


def test_unclear_swaps_only_its_own_part(ada_page, draft):
    page = ada_page()
    page.goto(address(draft, "question", ITEM))
    page.get_by_role("radio", name="Sometimes").check()
    before = page.title()

    page.get_by_role("button", name="This was unclear").click()
    expect(page.locator("[data-focus]")).to_be_focused()
    page.get_by_label("What is unclear about it?").fill("Which group?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("What is unclear about it?")).to_have_count(0)

    expect(page.get_by_role("radio", name="Sometimes")).to_be_checked()
    assert page.title() == before
    assert page.url.endswith(address(draft, "question", ITEM))
