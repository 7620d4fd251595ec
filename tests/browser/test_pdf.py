"""A PDF from the click to the file, with and without JavaScript, while a worker draws it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models.papers import Paper
from assessments.services.papers import draw_due
from tests.factories import make_assessment


@pytest.fixture
def open_page(ada, set_version, page_at, log_in, live_server):
    code = make_assessment(ada).code

    def go(**options):
        page = page_at(**options)
        log_in(page, ada)
        page.goto(f"{live_server.url}/assessments/{code}/result/")
        return page

    return go


@pytest.mark.parametrize("width", [320, 1280])
def test_file_comes_by_itself_once_it_is_drawn(open_page, axe, fits, width):
    page = open_page(width=width)
    page.get_by_role("link", name="Save as PDF").click()
    expect(page.get_by_role("heading", name="Your PDF is being made")).to_be_visible()
    axe(page)
    fits(page)

    with page.expect_download() as download:
        draw_due()

    assert download.value.suggested_filename.startswith("set-result-")
    expect(page.get_by_role("heading", name="Your PDF is ready")).to_be_visible()
    axe(page)
    fits(page)
    assert not Paper.objects.exists()


def test_without_scripts_the_page_asks_again(open_page):
    page = open_page(java_script_enabled=False)
    page.get_by_role("link", name="Save as PDF").click()
    expect(page.get_by_role("heading", name="Your PDF is being made")).to_be_visible()

    with page.expect_download() as download:
        draw_due()

    assert download.value.suggested_filename.endswith(".pdf")


def test_without_a_worker_the_page_says_so(open_page, axe):
    page = open_page(scheme="dark")
    page.get_by_role("link", name="Save as PDF").click()

    Paper.objects.update(asked_at=timezone.now() - timedelta(minutes=1))

    expect(page.get_by_text("may not be running")).to_be_visible()
    axe(page)
