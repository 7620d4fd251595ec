"""One question in a real browser: it fits without scrolling, and keys answer it."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.questionnaires import read_questionnaire
from tests.assessments.taking import address
from tests.factories import make_assessment, make_user

ITEM = "tough-feedback"  # the sixth of 23
NOTE = "What you did"
# For what must be seen at once: how far it lies above the first screen or under the bar.
HIDDEN = """() => {
  const bar = document.querySelector(".question-bar").getBoundingClientRect();
  const shown = [...document.querySelectorAll("h1, .choice:has([name=value])")];
  const found = shown.map((each) => [each.textContent.trim(), each.getBoundingClientRect()]);
  const hidden = found.filter(([, { top, bottom }]) => top < 0 || bottom > bar.top);
  if (bar.bottom > innerHeight + 0.5) hidden.push(["bar", bar]);
  return { count: found.length, hidden: hidden.map(([words, { bottom }]) => [words, bottom]) };
}"""
PLACE = """() => ["#id_value_0", "[data-go-on]"].map((each) => {
  const box = document.querySelector(each).getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.top)];
})"""


@pytest.fixture
def drafts(live_server, transactional_db):
    """An open draft of each questionnaire that the site ships."""
    call_command("publish_questionnaires", verbosity=0)
    versions = QuestionnaireVersion.objects.all()
    assert versions
    return [
        make_assessment(make_user(f"v{version.pk}@example.org"), completed=False, version=version)
        for version in versions
    ]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_every_shipped_question_is_seen_without_scrolling(page_of, drafts, width, height):
    for draft in drafts:
        questionnaire = read_questionnaire(draft.version)
        page = page_of(draft.person, "/about/", width)
        page.set_viewport_size({"width": width, "height": height})
        places = []
        for item in questionnaire.items:
            page.goto(address(draft, "question", item.key))
            found = page.evaluate(HIDDEN)
            answers = len(item.answer_scale.options) + len(questionnaire.special_answers)
            assert found == {"count": 1 + answers, "hidden": []}, item.key
            places.append(page.evaluate(PLACE))
        if width == 1280:
            assert all(place == places[0] for place in places)
        else:
            rows = page.locator(".question-answers .choice").evaluate_all(
                "rows => rows.map((row) => row.getBoundingClientRect().height)"
            )
            assert min(rows) >= 48
            assert page.locator(".site-header").bounding_box()["height"] == 52


@pytest.fixture
def draft(ada):
    return make_assessment(ada, completed=False)


@pytest.fixture
def asked(ada, draft, page_of):
    """asked(390): her sixth question."""

    def open_page(width=1280, **options):
        return page_of(ada, address(draft, "question", ITEM), width, **options)

    return open_page


def question(number):
    return re.compile(rf"question {number} of \d+ - SET Framework$")


def chosen(page):
    return page.evaluate("document.querySelector('[name=value]:checked')?.value")


def test_digits_choose_and_enter_goes_on_question_after_question(asked, draft):
    page = asked()
    expect(page.get_by_text("0 to 4 choose, Enter goes on")).to_be_visible()

    for number, digit in enumerate("01234", 6):
        expect(page).to_have_title(question(number))
        page.keyboard.press("2")
        page.keyboard.press(digit)
        assert chosen(page) == digit
        page.keyboard.press("Enter")
    expect(page).to_have_title(question(11))
    draft.refresh_from_db()
    assert list(draft.responses.values()) == [0, 1, 2, 3, 4]


def test_digits_choose_where_they_need_shift(asked):
    page = asked()

    page.evaluate(
        """document.body.dispatchEvent(new KeyboardEvent("keydown", {
          key: "&", code: "Digit1", bubbles: true, cancelable: true }))"""
    )

    assert chosen(page) == "1"


@pytest.mark.parametrize("key", ["5", "9", "a", "ArrowDown", "Numpad3"])
def test_other_keys_choose_nothing_beside_the_answers(asked, key):
    """Without its lock the number pad moves on the page."""
    page = asked()

    page.keyboard.press(key)

    assert chosen(page) is None


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Shift", "Meta"])
def test_keys_with_a_modifier_belong_to_the_browser(asked, modifier):
    page = asked()

    page.keyboard.down(modifier)
    page.keyboard.down("2")

    assert chosen(page) is None


def test_keys_are_off_while_somebody_types(asked):
    page = asked()
    page.get_by_text("Add a private note").click()
    note = page.get_by_label(NOTE)
    note.focus()

    page.keyboard.type("In 2024")
    page.keyboard.press("Enter")
    page.keyboard.type("3 times")

    expect(note).to_have_value("In 2024\n3 times")
    assert chosen(page) is None
    expect(page).to_have_title(question(6))


def test_enter_does_what_the_control_with_the_focus_does(asked):
    page = asked()

    page.get_by_text("Why we ask").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Silence feels kind for a day.")).to_be_visible()
    page.get_by_role("link", name="Back").focus()
    page.keyboard.press("Enter")

    expect(page).to_have_title(question(5))


def test_enter_without_an_answer_is_an_error_that_keys_mend(asked):
    page = asked()

    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Enter")

    expect(page).to_have_title(question(7))


def test_enter_that_is_held_goes_on_once(asked):
    page = asked()
    page.keyboard.press("1")

    page.locator("h1").focus()
    page.keyboard.down("Enter")
    expect(page).to_have_title(question(7))
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")

    page.keyboard.up("Enter")
    page.wait_for_timeout(200)
    expect(page).to_have_title(question(7))


def test_keys_are_turned_off_in_display(asked, draft):
    page = asked()
    page.get_by_text("How to answer").click()
    page.get_by_role("link", name="Turn this off in Display").click()
    page.get_by_role("radio", name="Off").check()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title(question(6))

    page.keyboard.press("2")
    page.keyboard.press("Enter")

    assert chosen(page) is None
    expect(page).to_have_title(question(6))
    expect(page.locator("kbd:visible")).to_have_count(0)


def test_page_without_scripts_says_nothing_of_keys(asked):
    page = asked(java_script_enabled=False)

    expect(page.locator("kbd:visible")).to_have_count(0)
    page.get_by_text("How to answer").click()
    expect(page.get_by_text("Between two answers? Choose the lower one.")).to_be_visible()
    expect(page.get_by_text("On a keyboard")).not_to_be_visible()


@pytest.mark.parametrize("height", [844, 600, 400])
def test_bar_never_hides_what_has_the_focus(asked, height):
    page = asked(390)
    page.set_viewport_size({"width": 390, "height": height})
    page.get_by_text("Add a private note").click()
    page.get_by_text("How to answer").click()
    page.locator("h1").focus()

    seen = 0
    for _ in range(30):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const bar = document.querySelector(".question-bar");
              const at = document.activeElement;
              if (!at.closest(".question")) return null;
              const box = (at.closest("label") ?? at).getBoundingClientRect();
              const from = getComputedStyle(bar).position === "fixed"
                ? bar.getBoundingClientRect().top : innerHeight;
              return box.bottom - Math.max(from, box.height);
            }"""
        )
        if covered is not None:
            seen += 1
            assert covered <= 1
    assert seen >= 7


def test_word_on_an_unclear_question_is_sent_by_enter_and_answers_nothing(asked, draft):
    page = asked()
    page.keyboard.press("3")
    page.get_by_role("button", name="This was unclear").click()
    page.get_by_label("What is unclear about it?").fill("Which group of 2?")

    page.keyboard.press("Enter")
    expect(page.get_by_label("What is unclear about it?")).to_have_count(0)

    expect(page).to_have_title(question(6))
    assert chosen(page) == "3"
    draft.refresh_from_db()
    assert draft.responses == {}


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_fits_from_right_to_left_and_with_longer_words(asked, fits, width):
    page = asked(width)
    page.evaluate("document.documentElement.dir = 'rtl'")
    fits(page)
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          for (const each of texts) {
            const words = each.data.trim();
            if (words) each.data += ` ${words.slice(0, Math.ceil(words.length * 0.4))}`;
          }
        }"""
    )
    fits(page)


def test_bar_covers_no_target_by_half(ada, draft, page_of, axe, questionnaire):
    """On a phone the rows below the answers begin at another height for each question."""
    page = page_of(ada, "/about/", 390)
    for item in questionnaire.items[8:14]:
        page.goto(address(draft, "question", item.key))
        axe(page)
