"""Direction, technologies, reflections: three widths, two modes, with and without scripts."""

import pytest
from playwright.sync_api import expect

from assessments.models.direction import Direction, KeyTechnology
from assessments.models.reflections import Reflection
from assessments.services.direction import set_direction
from tests.factories import NOW, make_assessment, make_key_technology


@pytest.fixture
def open_as_ada(page_at, log_in, ada):
    """open_as_ada(address, 390, "dark") -> that page, seen by ada."""

    def go(address, width=1280, scheme="light", **options):
        page = page_at(width, scheme, **options)
        log_in(page, ada)
        page.goto(address)
        return page

    return go


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_direction_is_accessible_and_fits(open_as_ada, ada, axe, fits, width, scheme):
    set_direction(person=ada, at=NOW, brings="curious", holds_back=["time", "confidence"])
    make_key_technology(ada, "A technology with a rather long name", evidence="A parser. " * 20)

    page = open_as_ada("/direction/", width, scheme)
    axe(page)
    fits(page)

    page.get_by_text("Name a technology").click()
    page.get_by_role("button", name="Add technology").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe(page)
    fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_around_it_are_accessible_and_fit(open_as_ada, ada, axe, fits, width, scheme):
    rust = make_key_technology(ada, "Rust")
    code = make_assessment(ada).code

    page = open_as_ada(f"/direction/technologies/{rust.code}/", width, scheme)
    addresses = (
        f"/assessments/{code}/reflections/",
        f"/assessments/{code}/result/?scale=technical",
    )
    for address in ("", *addresses):
        if address:
            page.goto(address)
        axe(page)
        fits(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_direction_is_said_and_answered(open_as_ada, ada, scripts):
    page = open_as_ada("/direction/", java_script_enabled=scripts)

    page.get_by_label("I am choosing a path").check()
    page.get_by_label("Level I aim at").select_option("Principal")
    page.get_by_label("By when").fill("2027-12-31")
    page.get_by_label("Money").check()
    page.get_by_label("Confidence").check()
    page.get_by_role("button", name="Save direction").click()

    expect(page.get_by_text("Your direction is saved.")).to_be_visible()
    expect(page.locator("[data-counsel]")).to_have_count(3)
    expect(page.locator("[data-counsel=money]")).to_contain_text("We do not store")
    expect(page.get_by_label("Money")).not_to_be_checked()
    kept = Direction.objects.get()
    assert (kept.aims_at, str(kept.by_on)) == ("principal", "2027-12-31")
    assert (kept.brings, kept.holds_back) == ("choosing-a-path", ["confidence"])

    page.goto("/direction/")
    expect(page.locator("[data-counsel=confidence]")).to_be_visible()
    expect(page.locator("[data-counsel=money]")).to_have_count(0)


def test_double_click_says_it_once(open_as_ada):
    page = open_as_ada("/direction/")
    page.get_by_label("Level I aim at").select_option("Principal")

    page.get_by_role("button", name="Save direction").dblclick()

    expect(page.get_by_text("Your direction is saved.").first).to_be_visible()
    assert Direction.objects.count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_technology_is_named_rated_again_and_removed(open_as_ada, scripts):
    page = open_as_ada("/direction/", java_script_enabled=scripts)
    rows = page.locator("[data-technology]")

    page.get_by_text("Name a technology").click()
    page.get_by_label("Technology", exact=True).fill("Rust")
    page.get_by_label("I know the basics").check()
    page.get_by_role("button", name="Add technology").click()
    expect(rows).to_contain_text("I know the basics")

    page.get_by_role("link", name="Change Rust").click()
    page.get_by_label("Others learn it from me").check()
    page.get_by_role("button", name="Save technology").click()
    expect(rows).to_contain_text("Others learn it from me")

    page.get_by_role("button", name="Remove Rust").click()
    expect(page.get_by_text("The technology is removed.")).to_be_visible()
    assert not KeyTechnology.objects.exists()


@pytest.mark.parametrize("scripts", [True, False])
def test_words_after_a_result_are_kept(open_as_ada, ada, scripts):
    code = make_assessment(ada).code
    page = open_as_ada(f"/assessments/{code}/result/", java_script_enabled=scripts)

    page.get_by_role("link", name="Write your reflections").click()
    page.get_by_label("What made you curious?").fill("Type theory")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Your words are saved.")).to_be_visible()
    expect(page.get_by_label("What made you curious?")).to_have_value("Type theory")
    assert Reflection.objects.get().text == "Type theory"
