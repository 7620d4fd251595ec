"""Home in a real browser: what fits on the first screen, without script, by eye and by axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.services.direction import set_direction
from mentors.services import meetings
from tests.factories import (
    make_assessment,
    make_goal,
    make_mentor,
    make_mentorship,
    make_request,
    make_responses,
)

DAY = timedelta(days=1)
# The design's figures: all that is named is above this of 800 px; a phone has 844.
WIDE_UNTIL, PHONE_UNTIL = 720, 844
MOST_A_ROW = 84


@pytest.fixture
def full(live_server, ada, grace, margaret, set_version):
    """A change, a request, a meeting, a step that is due, and three focus areas in one pillar."""
    now = timezone.now()
    set_direction(person=ada, level="staff", aims_at="senior-staff", path="technologist", at=now)
    make_assessment(ada, at=now - 60 * DAY)
    low = {"saying_no_with_care": 0, "tough_feedback": 0, "negotiating_engineering_work": 0}
    make_assessment(ada, make_responses(set_version, 3, **low), at=now - DAY)
    make_mentor(margaret)
    make_request(margaret, ada, at=now - DAY)
    pair = make_mentorship(grace, ada, at=now - 3 * DAY)
    meetings.plan_meeting(
        person=ada, code=pair.code, starts_at=now + DAY, minutes=30, agenda="", at=now
    )
    words = "Practise three parts: repeat the need, give the no with its reason, offer what you can"
    make_goal(ada, at=now, text=words, item="saying-no-with-care", due_on=now.date() + DAY)
    return ada


def bottom(page, selector, place=0):
    found = page.locator(selector).nth(place)
    assert found.is_visible(), selector
    return found.evaluate("each => each.getBoundingClientRect().bottom + window.scrollY")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_home_is_accessible_and_fits(full, page_of, axe, fits, width, scheme):
    page = page_of(full, "/", width, scheme)
    axe(page)
    fits(page)

    page.get_by_text("All 23 names and numbers").click()
    assert page.get_by_role("rowheader", name="Giving tough feedback").is_visible()
    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_home_of_a_new_person_is_accessible_and_fits(live_server, ada, page_of, axe, fits, width):
    page = page_of(ada, "/", width)

    axe(page)
    fits(page)
    if width == 1280:
        assert bottom(page, ".begin-shape") <= WIDE_UNTIL


def test_all_that_is_named_is_on_a_wide_first_screen(full, page_of):
    page = page_of(full, "/")

    for selector in (".home-sentence", ".ladder", ".triptych", ".home-more", ".home-quarter"):
        assert bottom(page, selector) <= WIDE_UNTIL, selector
    heights = page.locator(".todo").evaluate_all("rows => rows.map((row) => row.offsetHeight)")
    assert len(heights) == 3
    assert max(heights) <= MOST_A_ROW
    means = page.locator(".shape-mean").evaluate_all(
        "each => each.map((one) => one.getBoundingClientRect().top)"
    )
    assert max(means) - min(means) < 1


def test_phone_shows_sentence_first_row_and_widest_gap_at_once(full, page_of):
    page = page_of(full, "/", 390)

    for selector in (".home-sentence", ".home-next .todo", ".shape.is-widest .radar:visible"):
        assert bottom(page, selector) <= PHONE_UNTIL, selector
    assert bottom(page, ".home-then") > bottom(page, ".shape.is-widest")
    assert bottom(page, ".shape:not(.is-widest)") > bottom(page, ".home-ladder")


def test_menu_opens_on_a_phone_without_script_and_says_what_waits(full, page_of, axe):
    page = page_of(full, "/", 390, java_script_enabled=False)
    plan = page.get_by_role("navigation", name="Main").get_by_role("link", name="Plan")
    assert not plan.is_visible()

    page.locator("summary", has_text="Menu").click()

    assert page.locator("summary", has_text="Menu").inner_text().split()[:2] == ["Menu", "2"]
    assert "waiting for you" in plan.inner_text()
    plan.click()
    assert page.url.endswith("/plan/")


def test_open_menu_is_accessible(full, page_of, axe, fits):
    page = page_of(full, "/", 390)
    page.locator("summary", has_text="Menu").click()

    axe(page)
    fits(page)


def test_step_is_ticked_without_script_and_the_next_one_follows(full, page_of):
    page = page_of(full, "/", java_script_enabled=False)
    assert page.get_by_role("heading", name="Practise three parts").is_visible()

    page.get_by_role("button", name="Mark done").click()

    assert page.url.endswith("/")
    assert not page.get_by_role("heading", name="Practise three parts").is_visible()
    assert page.get_by_role("heading", name="Choose a first step").is_visible()


def test_picture_is_saved_as_a_file(full, page_of):
    page = page_of(full, "/")
    with page.expect_download() as found:
        page.get_by_role("link", name="Save as a picture without numbers").click()

    assert found.value.suggested_filename == "set-framework.svg"


def test_forced_colours_keep_ladder_badges_and_counts(full, page_of):
    page = page_of(full, "/", forced_colors="active")

    for selector in (".rung.is-now", ".badge", ".count"):
        colours = page.locator(selector).first.evaluate(
            """each => {
              const style = getComputedStyle(each);
              return [style.color, style.backgroundColor];
            }"""
        )
        assert colours[0] != colours[1], selector


def test_a_header_without_the_menu_stays_one_line_on_a_phone(live_server, ada, page_of):
    draft = make_assessment(ada, completed=False)
    page = page_of(ada, f"/assessments/{draft.code}/check/", 390)

    assert page.get_by_role("link", name="Save and leave").is_visible()
    assert bottom(page, ".site-header") <= 62
