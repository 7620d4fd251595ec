"""The download of everything, as a person gets it: the site asks for the password first."""

from typing import Any

from playwright.sync_api import Page

from tests.factories import PASSWORD

DATA = "/account/data/"


def download_export(page: Page) -> Any:
    page.goto(DATA)
    page.get_by_role("link", name="Download everything").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: url.endswith(DATA))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download everything").click()
    return waiting.value
