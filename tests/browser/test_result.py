"""The result in a real browser: three widths, two modes, with and without scripts, and on paper."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from assessments.scoring.questionnaire import NO_OPPORTUNITY
from tests.assessments.test_result import ANSWERS
from tests.factories import NOW, make_assessment

CHART = "Chart.getChart(document.querySelector('canvas'))"
NUMBERS = f"() => {CHART}.data.datasets.map(set => [set.kind, set.data])"


@pytest.fixture
def open_result(page_at, log_in, ada):
    """open_result(390, "dark", level="staff") -> ada's result in a page of that width."""

    def go(
        width=1280, scheme="light", query="", responses=ANSWERS, level="senior-staff", **options
    ):
        page = page_at(width, scheme, **options)
        log_in(page, ada)
        assessment = make_assessment(ada, responses, level=level, can_gain=["deepening-expertise"])
        page.goto(reverse("assessments:result", args=[assessment.code]) + query)
        return page

    return go


def bring_to_life(page):
    page.locator("[data-chart]").scroll_into_view_if_needed()
    expect(page.locator("canvas")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_result_is_accessible_and_fits(open_result, axe, fits, width, scheme):
    page = open_result(width, scheme)

    axe(page)
    fits(page)
    bring_to_life(page)
    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_partial_result_is_accessible_and_fits(open_result, axe, fits, width):
    gaps = dict.fromkeys(list(ANSWERS)[1:5], NO_OPPORTUNITY)

    page = open_result(width, responses=ANSWERS | gaps, level="")

    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_result_to_print_is_accessible_and_fits(open_result, axe, fits, width):
    page = open_result(width, query="?print=1")

    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_unfinished_result_is_accessible_and_fits(page_at, log_in, ada, axe, fits, width):
    draft = make_assessment(ada, {"team-trust": 2}, completed=False)
    page = page_at(width)
    log_in(page, ada)

    page.goto(reverse("assessments:result", args=[draft.code]))

    expect(page.get_by_role("link", name="Continue with Soft skills")).to_be_visible()
    axe(page)
    fits(page)


@pytest.mark.parametrize(("width", "height", "first"), [(1280, 3000, 800), (390, 5500, 844)])
def test_result_is_short_and_begins_with_what_matters(open_result, ada, width, height, first):
    make_assessment(ada, ANSWERS | {"team-trust": 2}, level="staff", at=NOW - timedelta(days=60))
    page = open_result(width)

    assert page.evaluate("document.documentElement.scrollHeight") <= height
    cards = page.locator(".cards").bounding_box()
    assert cards["y"] + cards["height"] < first
    assert page.locator("[data-focus]").first.bounding_box()["y"] < 2 * first


def test_step_goes_into_the_plan_and_out_again_in_place(open_result, axe):
    page = open_result()
    page.evaluate("window.stayed = true")
    card = page.locator("[data-focus]").first

    card.get_by_role("button", name="Add to plan").first.press("Enter")
    expect(card).to_contain_text("Added, due in two weeks")
    expect(card).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text("Added, due in two weeks")
    axe(page)

    card.get_by_role("button", name="E-mail me in a week").click()
    expect(card).to_contain_text("E-mail on")
    card.get_by_role("button", name="Undo").click()
    expect(card.get_by_role("button", name="Undo")).to_have_count(0)
    expect(card.get_by_role("button", name="Add to plan").first).to_be_visible()
    assert page.evaluate("window.stayed") is True


def test_step_goes_into_the_plan_without_scripts(open_result):
    page = open_result(query="?level=principal", java_script_enabled=False)
    card = page.locator("[data-focus]").first

    card.get_by_role("button", name="Add to plan").first.click()
    expect(card).to_contain_text("Added, due in two weeks")
    assert "?level=principal#focus-" in page.url

    card.get_by_role("button", name="Undo").click()
    expect(card.get_by_role("button", name="Undo")).to_have_count(0)


def test_chart_draws_the_numbers_of_the_table(open_result):
    page = open_result()
    bring_to_life(page)

    rows = page.locator("[data-item]")
    now = rows.evaluate_all("rows => rows.map(row => Number(row.dataset.now))")
    aims = rows.evaluate_all("rows => rows.map(row => Number(row.dataset.aim))")
    assert page.evaluate(NUMBERS) == [["target", aims], ["now", now]]
    assert now == [3, 1, 3, 2, 1, 2, 4, 3, 2]


def test_chart_leaves_a_gap_where_no_number_is(open_result):
    page = open_result(responses=ANSWERS | {"team-trust": None, "tough-feedback": NO_OPPORTUNITY})
    bring_to_life(page)

    (_, (_, now)) = page.evaluate(NUMBERS)
    assert now == [3, 1, 3, 2, 1, None, 4, None, 2]
    assert page.evaluate(f"{CHART}.data.datasets[1].fill") is False


def test_chart_takes_the_place_of_the_drawing_without_moving_anything(open_result):
    page = open_result()
    place = "element => [element.offsetTop, element.offsetHeight]"
    before = [box.evaluate(place) for box in page.locator("[data-legend] > *, .numbers").all()]
    bring_to_life(page)

    after = [box.evaluate(place) for box in page.locator("[data-legend] > *, .numbers").all()]
    assert after == before
    expect(page.locator(".radar-series").first).to_have_css("visibility", "hidden")
    assert page.locator("canvas").get_attribute("aria-hidden") == "true"


def test_chart_gives_way_to_the_drawing_on_paper(open_result):
    page = open_result()
    bring_to_life(page)

    page.emulate_media(media="print")

    expect(page.locator("canvas")).to_be_hidden()
    expect(page.locator(".radar")).to_be_visible()


def test_forced_colours_keep_the_drawing(open_result):
    page = open_result(forced_colors="active")

    page.locator("[data-chart]").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")

    expect(page.locator(".radar")).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)


def test_chart_follows_the_scheme(open_result):
    page = open_result()
    bring_to_life(page)
    colour = f"{CHART}.data.datasets[1].borderColor"
    light = page.evaluate(colour)

    page.emulate_media(color_scheme="dark")

    page.wait_for_function(f"() => {colour} !== {light!r}")
    assert (light, page.evaluate(colour)) == ("rgb(74, 42, 134)", "rgb(174, 134, 255)")


@pytest.mark.parametrize("width", [390, 1280])
def test_chart_lies_exactly_on_the_drawing(open_result, width):
    page = open_result(width)
    marks = page.locator(".chart [data-series='now'] circle")
    drawn = marks.evaluate_all(
        """marks => marks.map(mark => {
          const { x, y, width } = mark.getBoundingClientRect();
          const box = mark.closest(".chart").getBoundingClientRect();
          return [x + width / 2 - box.x, y + width / 2 - box.y];
        })"""
    )
    bring_to_life(page)

    points = page.evaluate(f"{CHART}.getDatasetMeta(1).data.map(({{ x, y }}) => [x, y])")
    for point, mark in zip(points, drawn, strict=True):
        assert point == pytest.approx(mark, abs=0.6)


def test_legend_switches_a_line_off_and_on(open_result):
    page = open_result()
    bring_to_life(page)
    switch = page.get_by_role("button", name="Senior Staff", exact=True)

    switch.press("Enter")
    assert page.evaluate(f"{CHART}.isDatasetVisible(0)") is False
    expect(switch).to_have_attribute("aria-pressed", "false")

    switch.press("Enter")
    assert page.evaluate(f"{CHART}.isDatasetVisible(0)") is True


def test_pillar_opens_in_place(open_result):
    page = open_result()
    page.evaluate("window.stayed = true")

    page.get_by_role("link", name="Experience").press("Enter")

    expect(page.get_by_role("heading", name="Experience, shape")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/result/\?scale=experience$"))
    expect(page.get_by_role("link", name="Experience")).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text(
        "Experience. The widest gap here is in Linking technology to business value:"
        " 1 now, 3 to aim for."
    )
    assert page.evaluate("window.stayed") is True
    bring_to_life(page)
    assert page.evaluate(NUMBERS)[1] == ["now", [1, 3, 2, 2, 2, 2, 4]]

    page.go_back()
    expect(page.get_by_role("heading", name="Soft skills, shape")).to_be_visible()


def test_ladder_compares_with_another_level(open_result):
    page = open_result(query="?scale=technical")

    page.locator(".ladder").get_by_role("link", name="Associate", exact=True).press("Enter")

    expect(page.locator("[data-summary]")).to_contain_text(
        "You meet 23 of 23 targets for Associate."
    )
    expect(page.locator("[data-compared]")).to_have_text("You compare with Associate for now.")


def test_phone_compares_by_its_list(open_result):
    page = open_result(390)

    page.get_by_text("Another level or path").click()
    page.get_by_role("list", name="Path").get_by_role("link", name="People manager").click()

    expect(page.locator("[data-summary]")).to_contain_text("You meet 15 of 23 targets")
    assert page.url.endswith("?level=senior-staff&path=people-manager")


def test_pillar_pressed_after_the_session_ended_leads_to_log_in(open_result):
    page = open_result()
    Session.objects.all().delete()

    page.get_by_role("link", name="Experience").press("Enter")

    page.wait_for_url("**/accounts/login/**")


def test_pillar_opens_by_itself_where_the_answer_fails(open_result, console):
    page = open_result()
    console.allow("503")
    page.route("**/result/?scale=experience", lambda route: route.fulfill(status=503), times=1)

    page.get_by_role("link", name="Experience").press("Enter")

    expect(page.get_by_role("heading", name="Experience, shape")).to_be_visible()


def test_result_without_scripts_works_by_links_and_forms(open_result):
    page = open_result(java_script_enabled=False)
    expect(page.locator(".radar")).to_be_visible()

    page.get_by_role("link", name="Technical skills").click()
    expect(page.get_by_role("heading", name="Technical skills, shape")).to_be_visible()

    page.get_by_text("Another level or path").click()
    page.get_by_role("link", name="No level").click()
    expect(page.locator("[data-summary]")).to_contain_text("You answered yes to 10 of 23")

    page.get_by_role("link", name="Print").click()
    expect(page.get_by_role("heading", name="Experience, shape")).to_be_visible()
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_hidden()


def test_print_opens_the_dialog_once_it_is_asked_for(open_result):
    page = open_result()
    page.add_init_script("window.asked = 0; window.print = () => { window.asked += 1; };")

    page.get_by_role("link", name="Print").click()
    page.wait_for_function("() => window.asked === 1")

    page.reload()
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_visible()
    assert page.evaluate("window.asked") == 0
    page.get_by_role("button", name="Print or save as PDF").click()
    assert page.evaluate("window.asked") == 1


def test_paper_shows_every_drawing_and_no_control(open_result):
    page = open_result(query="?print=1")

    page.emulate_media(media="print")

    assert page.locator(".radar:visible").count() == 6  # the summary has each in small
    assert page.locator("button:visible, form:visible, nav:visible").count() == 0
