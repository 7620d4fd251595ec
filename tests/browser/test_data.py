"""Taking data along in a real browser: download, import into a second account, the same history."""

import json

import pytest
from playwright.sync_api import expect

from assessments.selectors.history import list_history
from tests.accounts.lives import live
from tests.browser.downloading import DATA, download_export
from tests.factories import make_user

WIDTHS = [320, 390, 1280]


@pytest.fixture
def ada(live_server, set_version):
    person = make_user("ada@example.org", name="Ada")
    live(person)
    return person


@pytest.fixture
def grace(live_server, set_version):
    return make_user("grace@example.org")


def _history(person):
    return [
        (each.assessment.completed_at, each.profile)
        for each in list_history(person, "set-framework")
    ]


def _download(page, path):
    found = download_export(page)
    assert found.suggested_filename.startswith("set-framework-")
    found.save_as(path)


def _import(page, path):
    page.goto(DATA)
    page.get_by_label("Your export").set_input_files(path)
    page.get_by_role("button", name="Import").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_download_imports_into_a_second_account(page_at, log_in, ada, grace, tmp_path, scripts):
    file = tmp_path / "export.json"
    one, other = (page_at(1280, java_script_enabled=scripts) for _ in range(2))
    log_in(one, ada)
    log_in(other, grace)

    _download(one, file)
    _import(other, file)

    expect(other.get_by_role("status")).to_contain_text("11 records were imported.")
    assert json.loads(file.read_text())["person"]["email"] == ada.email
    assert _history(grace) == _history(ada)
    _import(other, file)
    expect(other.get_by_role("status")).to_contain_text(
        "0 records were imported. 11 were already here"
    )


def test_page_passes_axe_and_fits_with_everything_and_with_an_error(
    page_at, log_in, ada, axe, fits, tmp_path
):
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"format": 1, "assessments": [{"id": "a"}]}')
    page = page_at()
    log_in(page, ada)
    page.goto(DATA)
    _check(page, axe, fits)

    _import(page, wrong)

    expect(page.locator(".error-summary")).to_be_focused()
    _check(page, axe, fits)
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("Your export")).to_be_focused()


def _check(page, axe, fits):
    expect(page.locator("h1")).to_have_count(1)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)
            fits(page)
