"""The pages around the slices, as people see them: widths, light and dark, no script, print."""

import pytest

PAGES = ["/", "/sample/", "/about/", "/privacy/", "/accessibility/", "/display/"]
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


@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_with_the_text_spacing_that_wcag_asks_for(page_at, fits, path):
    page = page_at(320)
    page.goto(path)
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
            word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    fits(page)


def test_landing_opened_wide_still_fits_a_phone(page_at, axe, fits):
    page = page_at(320)
    page.goto("/")
    for summary in page.locator("summary").all():
        summary.click()
    axe(page)
    fits(page)


def test_skip_link_comes_first_and_leads_to_the_content(page_at):
    page = page_at()
    page.goto("/about/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_keyboard_focus_is_seen(page_at):
    page = page_at()
    page.goto("/display/")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")

    outline = page.get_by_role("button", name="Save").evaluate(
        "button => [getComputedStyle(button).outlineStyle, getComputedStyle(button).outlineWidth]"
    )
    assert outline == ["solid", "3px"]


def ground(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_display_choice_changes_the_colours_without_script(page_at):
    page = page_at(390, "light", java_script_enabled=False)
    page.goto("/about/")
    light = ground(page)

    page.get_by_role("link", name="Display").click()
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save").click()

    page.wait_for_url("**/about/")
    dark = ground(page)
    assert (light, dark) == ("rgb(243, 245, 246)", "rgb(14, 23, 28)")


def test_light_is_kept_on_a_dark_device(page_at, live_server):
    page = page_at(1280, "dark")
    page.context.add_cookies([{"name": "display", "value": "light", "url": live_server.url}])
    page.goto("/")

    assert ground(page) == "rgb(243, 245, 246)"


def test_problem_is_focused_when_nothing_is_chosen(page_at, axe):
    page = page_at()
    page.goto("/display/")
    page.evaluate("document.querySelector('[name=display]:checked').checked = false")
    page.get_by_role("button", name="Save").click()

    page.wait_for_function("document.activeElement.className === 'error-summary'")
    assert page.title() == "Error: Display - SET Framework"
    axe(page)
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.value") == "device"


def test_landing_leads_to_the_assessment_without_script(no_js_page):
    no_js_page.goto("/")
    assert no_js_page.get_by_role("img", name="A sample result").is_visible()
    no_js_page.get_by_text("9 questions").click()
    assert no_js_page.get_by_text("Giving tough feedback").last.is_visible()

    start = no_js_page.get_by_role("link", name="Start the assessment")
    assert start.get_attribute("href") == "/assessments/start/"


def test_forced_colours_keep_the_words_of_buttons(page_at):
    page = page_at(forced_colors="active")
    page.goto("/")

    # There the browser paints the page's own ground behind every word.
    words = page.get_by_role("link", name="Start the assessment").evaluate(
        "link => getComputedStyle(link).color"
    )
    assert words != ground(page)


def test_print_leaves_out_what_paper_can_not_do(page_at):
    page = page_at()
    page.goto("/")
    page.emulate_media(media="print")

    assert not page.get_by_role("link", name="Start the assessment").is_visible()
    assert not page.get_by_role("link", name="Log in").is_visible()
    assert page.get_by_role("img", name="A sample result").is_visible()


def test_both_fonts_arrive_and_nothing_is_loaded_twice(page_at):
    page = page_at()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.evaluate("document.fonts.ready")

    families = page.evaluate(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"
    )
    assert {"Bricolage Grotesque", "Atkinson Hyperlegible Next"} <= {
        family.strip('"') for family in families
    }
    assert len(asked) == len(set(asked))
    assert all(url.startswith(page.url) for url in asked)
