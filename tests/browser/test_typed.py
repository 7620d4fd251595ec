"""What is typed and not sent stays on Back, Forward and reload, for its writer."""

import pytest
from playwright.sync_api import expect

from assessments.models.plan import Goal
from assessments.services.plan import update_goal
from tests.factories import NOW, make_assessment, make_goal

WORDS = "Say no, kindly.\nAnd mean it."


@pytest.fixture
def goal(live_server, ada):
    make_assessment(ada)
    return make_goal(ada)


@pytest.fixture
def typed(goal, ada, page_of):
    page = page_of(ada, f"/plan/{goal.code}/")
    page.get_by_label("Note to myself").fill(WORDS)
    return page


def kept(page):
    return page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('typed:'))")


def note(page):
    return page.get_by_label("Note to myself")


def test_words_stay_on_back_forward_and_reload(typed, goal):
    typed.reload()
    expect(note(typed)).to_have_value(WORDS)

    typed.get_by_role("link", name="About the framework").click()
    typed.wait_for_url("**/about/")
    typed.go_back()
    expect(note(typed)).to_have_value(WORDS)
    typed.go_back()
    typed.go_forward()
    expect(note(typed)).to_have_value(WORDS)

    typed.get_by_role("button", name="Save").click()
    typed.wait_for_url("**/plan/")
    assert Goal.objects.get().note == WORDS
    typed.goto(f"/plan/{goal.code}/")
    assert kept(typed) == []


def test_what_another_tab_saved_meanwhile_is_still_seen(typed, goal, ada):
    update_goal(person=ada, code=goal.code, at=NOW, note="Theirs")

    typed.reload()
    expect(note(typed)).to_have_value(WORDS)
    typed.get_by_role("button", name="Save").click()

    expect(typed.locator("main")).to_contain_text("This changed while you were writing")
    assert Goal.objects.get().note == "Theirs"
    expect(note(typed)).to_have_value(WORDS)


def test_next_person_in_the_tab_finds_nothing(typed, mallory, log_in):
    log_in(typed, mallory)

    typed.goto("/account/")

    assert kept(typed) == []


def test_logging_out_forgets_them(typed):
    typed.goto("/account/")

    typed.get_by_role("button", name="Log out").first.click()
    typed.wait_for_url(lambda url: "account" not in url)

    assert kept(typed) == []


def test_words_of_a_question_stay_until_they_are_saved(live_server, ada, page_of):
    draft = make_assessment(ada, completed=False)
    page = page_of(ada, f"/assessments/{draft.code}/items/tough-feedback/")
    page.get_by_text("Add a private note").click()
    page.get_by_label("What you did").fill(WORDS)

    page.reload()
    expect(page.get_by_label("What you did")).to_have_value(WORDS)
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url(lambda url: "tough-feedback" not in url)
    expect(page.locator("h1")).to_be_visible()

    assert kept(page) == []
