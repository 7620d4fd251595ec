"""The pages around the slices, as people see them: widths, light and dark, no script, print."""

import pytest

PAGES = ["/", "/about/", "/privacy/", "/accessibility/", "/display/"]
WIDTHS = [320, 390, 1280]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_pass_axe_and_fit(page_at, axe, fits, width, scheme):
    page = page_at(width, scheme)
    for path in PAGES:
        page.goto(path)
        axe(page)
        fits(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_missing_page_passes_axe_and_fits(page_at, axe, fits, console, width):
    console.allow("status of 404")
    page = page_at(width)
    page.goto("/nothing-here/")
    axe(page)
    fits(page)
