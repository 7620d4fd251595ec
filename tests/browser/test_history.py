"""History and comparison in a real browser: three widths, two modes, with and without scripts."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessments.models.look_back import LookBack
from assessments.models.taking import Note
from assessments.services.direction import set_direction
from tests.factories import NOW, make_assessment, make_responses

CHART = "Chart.getChart(document.querySelector('canvas'))"


@pytest.fixture
def open_history(page_at, log_in, ada, set_version):
    """open_history(390, "dark", results=2) -> ada's history in a page of that width."""

    def go(width=1280, scheme="light", results=4, path="/history/", **options):
        made = [
            make_assessment(
                ada,
                make_responses(set_version, place % 4, team_trust=(place + 1) % 5),
                at=NOW - timedelta(days=30 * (results - place)),
            )
            for place in range(results)
        ]
        Note.objects.create(assessment=made[-1], item="team-trust", text="Led it. " * 30)
        set_direction(person=ada, level="staff", aims_at="senior-staff", path="", at=NOW)
        if results > 1:
            LookBack.objects.create(
                assessment=made[0], seen_from=made[-1], responses={"team-trust": 0}, made_at=NOW
            )
        page = page_at(width, scheme, **options)
        log_in(page, ada)
        page.goto(path)
        return page

    return go


def bring_to_life(page):
    page.locator("[data-chart]").scroll_into_view_if_needed()
    expect(page.locator("canvas")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_history_is_accessible_and_fits(open_history, axe, fits, width, scheme):
    page = open_history(width, scheme)

    axe(page)
    fits(page)
    bring_to_life(page)
    axe(page)
    fits(page)


@pytest.mark.parametrize(("width", "results"), [(320, 1), (1280, 1), (320, 40), (1280, 40)])
def test_short_and_long_history_are_accessible_and_fit(open_history, axe, fits, width, results):
    page = open_history(width, results=results)
    for fold in page.locator("main summary").all():
        fold.click()

    axe(page)
    fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_comparison_is_accessible_and_fits(open_history, axe, fits, width, scheme):
    page = open_history(width, scheme, path="/history/compare/")

    expect(page.get_by_role("heading", name="Compare two results")).to_be_visible()
    axe(page)
    fits(page)


def test_chart_lies_on_the_drawing_and_has_its_numbers(open_history):
    page = open_history()
    bring_to_life(page)

    numbers = page.evaluate(f"() => {CHART}.data.datasets.map(set => set.data.map(each => each.y))")
    assert numbers == [[0.1, 1.1, 2.1, 3.1], [0, 1, 2, 3], [0, 1, 2, 3]]
    off = page.evaluate(
        f"""() => {{
          const point = {CHART}.getDatasetMeta(1).data.at(-1);
          const box = document.querySelector("canvas").getBoundingClientRect();
          const series = document.querySelector(".lines-wide [data-series='experience']");
          const marks = series.querySelector(".line-marks").getBoundingClientRect();
          return [box.left + point.x - marks.right, box.top + point.y - marks.top];
        }}"""
    )
    assert all(abs(distance) < 12 for distance in off)
    expect(page.locator(".lines-wide .lines-series").first).to_have_css("visibility", "hidden")
    expect(page.locator(".lines-wide .line-label").first).to_be_visible()


def test_legend_switches_a_line_and_its_name_off(open_history):
    page = open_history()
    bring_to_life(page)

    page.get_by_role("button", name="Experience").press("Enter")

    assert page.evaluate(f"{CHART}.isDatasetVisible(1)") is False
    label = page.locator(".lines-wide [data-label='experience']")
    expect(label).to_have_css("visibility", "hidden")


def test_pillar_of_the_questions_opens_in_place(open_history):
    page = open_history()
    page.evaluate("window.stayed = true")

    page.locator("#items-of-technical").press("Enter")

    heading = "Technical skills, question by question"
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator("#items-of-technical")).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text(heading)
    expect(page).to_have_url(re.compile(r"/history/\?scale=technical$"))
    assert page.evaluate("window.stayed") is True


def test_history_without_scripts_works_by_links_and_forms(open_history):
    page = open_history(java_script_enabled=False)
    expect(page.locator(".lines-wide")).to_be_visible()

    page.locator("#items-of-experience").click()
    heading = page.get_by_role("heading", name="Experience, question by question")
    expect(heading).to_be_visible()

    page.get_by_role("link", name="Compare any two").click()
    page.get_by_label("Then").select_option(index=3)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("[data-summary]")).to_contain_text("23 answers up, none lower")


def test_paper_and_forced_colours_keep_the_drawing(open_history):
    page = open_history()
    bring_to_life(page)

    page.emulate_media(media="print")

    expect(page.locator("canvas")).to_be_hidden()
    expect(page.locator(".lines-wide .lines-series").first).to_have_css("visibility", "visible")
