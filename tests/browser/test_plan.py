"""The plan, its forms, the account's reminders and the stop page in a real browser."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models.plan import Goal
from assessments.services.plan import finish_goal
from tests.assessments.test_result import ANSWERS
from tests.factories import make_assessment, make_goal, make_reminder

DAY = timedelta(days=1)


@pytest.fixture
def planned(live_server, ada):
    """An overdue goal, one without a day, and one of which a result tells."""
    now = timezone.now()
    make_assessment(ada, ANSWERS, at=now - 90 * DAY)
    told = make_goal(
        ada,
        at=now - 80 * DAY,
        item="tough-feedback",
        route="convert",
        action="sbi",
        note="Bo said:\n“Do it again.”",
    )
    finish_goal(person=ada, code=told.code, at=now - 70 * DAY)
    make_assessment(ada, ANSWERS | {"tough-feedback": 3}, at=now - 60 * DAY)
    overdue = make_goal(
        ada, text="Late " + "longword" * 9, at=now, due_on=(now - 2 * DAY).date(), expects=""
    )
    undated = make_goal(ada, text="Ask Bo for feedback", at=now)
    return {"told": told, "overdue": overdue, "undated": undated}


@pytest.fixture
def open_page(page_at, log_in, ada):
    """open_page("/plan/", 390, "dark") -> ada's page of that width."""

    def go(path, width=1280, scheme="light", **options):
        page = page_at(width, scheme, **options)
        log_in(page, ada)
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        return page

    return go


def row(page, goal):
    return page.locator(f"[data-goal='{goal.code}']")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_plan_is_accessible_and_fits(open_page, planned, axe, fits, width, scheme):
    page = open_page("/plan/", width, scheme)

    expect(row(page, planned["told"])).to_contain_text("Up: Giving tough feedback, from 2 to 3.")
    axe(page)
    fits(page)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_forms_are_accessible_and_fit(open_page, planned, axe, fits, width, scheme):
    code = planned["overdue"].code
    page = open_page("/plan/add/?item=tough-feedback&action=sbi", width, scheme)
    for path in (None, "/plan/add/", f"/plan/{code}/", f"/plan/{code}/delete/", "/account/"):
        if path:
            page.goto(path)
            expect(page.locator("h1")).to_be_visible()
        axe(page)
        fits(page)
    page.goto("/plan/add/")
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_empty_plan_and_stop_page_are_accessible_and_fit(open_page, ada, axe, fits, width, scheme):
    page = open_page("/plan/", width, scheme)
    axe(page)
    fits(page)

    stop = reverse("assessments:stop_reminders", args=[make_reminder(ada).stop_token])
    page.goto(stop)
    expect(page.get_by_role("button", name="Stop reminders")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Stop reminders").click()
    expect(page.get_by_role("heading", name="Reminders are off")).to_be_visible()
    axe(page)


def test_form_adds_a_step_once_whatever_is_clicked(open_page, planned):
    page = open_page("/plan/add/?item=negotiating-engineering-work&action=ask-goals")
    expect(page.get_by_role("heading", name="Add to your plan")).to_be_visible()
    page.get_by_role("button", name="Add to my plan").dblclick()

    expect(page.get_by_text("It is in your plan.")).to_be_visible()
    assert Goal.objects.filter(item="negotiating-engineering-work").count() == 1


def test_ticking_happens_in_place_and_can_be_undone(open_page, planned):
    page = open_page("/plan/")
    page.evaluate("window.stayed = true")
    goal = planned["undated"]

    row(page, goal).get_by_role("button", name="Mark as done: Ask Bo for feedback").press("Enter")

    expect(row(page, goal)).to_contain_text("Done on")
    undo = row(page, goal).get_by_role("button", name="Not done after all: Ask Bo for feedback")
    expect(undo).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text("Done: Ask Bo for feedback")
    expect(page).to_have_url(re.compile("/plan/$"))

    undo.press("Enter")
    expect(row(page, goal)).to_contain_text("No day chosen")
    expect(page.locator("[data-announce]")).to_have_text("Open again: Ask Bo for feedback")
    assert page.evaluate("window.stayed") is True
    goal.refresh_from_db()
    assert goal.done_at is None


def test_ticking_after_the_session_ended_leads_to_log_in(open_page, planned):
    page = open_page("/plan/")
    Session.objects.all().delete()

    row(page, planned["undated"]).locator(".tick").press("Enter")

    page.wait_for_url("**/accounts/login/**")


def test_ticking_sends_the_form_where_the_answer_fails(open_page, planned, console):
    page = open_page("/plan/")
    console.allow("503")
    page.route("**/done/", lambda route: route.fulfill(status=503), times=1)

    row(page, planned["undated"]).locator(".tick").press("Enter")

    expect(row(page, planned["undated"])).to_contain_text("Done on")


def test_plan_works_without_scripts(open_page, planned):
    page = open_page("/plan/", 390, java_script_enabled=False)
    goal = planned["undated"]

    row(page, goal).locator(".tick").click()
    expect(row(page, goal)).to_contain_text("Done on")
    row(page, goal).locator(".tick").click()
    expect(row(page, goal)).to_contain_text("No day chosen")

    row(page, goal).get_by_role("link", name="Change").click()
    page.get_by_label("By when").fill("2030-01-31")
    page.get_by_role("button", name="Save").click()
    expect(row(page, goal)).to_contain_text("By 31 January 2030")

    row(page, goal).get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(row(page, goal)).to_have_count(0)
