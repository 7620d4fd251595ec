"""One question: what it shows, what it stores, and that nothing typed is ever lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from assessments.models.taking import Assessment, Note
from assessments.services import taking
from tests.assessments.taking import (
    START,
    address,
    checked,
    hold,
    note_shown,
    own_statements,
    tags,
    text,
    title,
    watch,
)
from tests.factories import make_assessment, make_visitor_draft, make_visitor_result

pytestmark = pytest.mark.django_db

ITEM = "tough-feedback"  # the sixth of 23
CAN_GAIN = "knowing-the-experts"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def draft(ada):
    return make_assessment(ada, {"team-trust": 4}, completed=False)


@pytest.fixture
def url(draft):
    return address(draft, "question", ITEM)


def stored(draft):
    return Assessment.objects.get(pk=draft.pk).responses


def test_question_is_asked_with_its_own_answer_scale(ada_client, url, questionnaire):
    response = ada_client.get(url)

    item = questionnaire.item(ITEM)
    said = text(response)
    assert title(response) == "Giving tough feedback, question 6 of 23 - SET Framework"
    for part in (item.question, item.hint, item.why, item.answer_scale.prompt):
        assert part in said
    for option in item.answer_scale.options:
        assert f"{option.label} {option.description}" in said
    values = [radio["value"] for radio in tags(response, "input", type="radio", name="value")]
    assert values == ["0", "1", "2", "3", "4", "skip", "no-opportunity"]
    assert checked(response) == []
    assert questionnaire.tie_break_hint in said
    assert questionnaire.two_halves_hint not in said


def test_question_with_two_halves_says_which_one_counts(ada_client, draft, questionnaire):
    response = ada_client.get(address(draft, "question", "coaching-both-ways"))

    assert questionnaire.two_halves_hint in text(response)


def test_words_that_few_need_fold_away(ada_client, url, questionnaire):
    response = ada_client.get(url)

    assert not any("open" in each for each in tags(response, "details"))
    for special in questionnaire.special_answers:
        assert f"{special.label}. {special.description}" in text(response)


def test_keys_are_told_and_loaded_until_they_are_turned_off(ada_client, url):
    def scripts():
        return [each["src"] for each in tags(ada_client.get(url), "script", type="module")]

    help_text = "0 to 4 choose an answer and Enter goes on, except while you type."
    assert "/static/js/keys.js" in scripts()
    assert help_text in text(ada_client.get(url))
    ada_client.cookies["keys"] = "off"
    assert "/static/js/keys.js" not in scripts()
    assert help_text not in text(ada_client.get(url))
    assert "/static/js/swap.js" in scripts()


def test_bar_shows_how_many_questions_lie_behind(ada_client, url):
    bar = tags(ada_client.get(url), "rect", **{"class": "bar-fill"})

    assert bar[0]["width"] == "5"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", 0), ("4", 4), ("skip", None), ("no-opportunity", "no-opportunity")],
)
def test_answer_is_stored_and_the_next_question_follows(ada_client, draft, url, value, expected):
    response = ada_client.post(url, {"value": value})

    assert stored(draft) == {"team-trust": 4, ITEM: expected}
    assert response.url == address(draft, "question", "self-directed-learning")
    assert checked(ada_client.get(url)) == [value]


def test_answer_is_given_again_without_a_second_row(ada_client, draft, url):
    ada_client.post(url, {"value": "1"})
    ada_client.post(url, {"value": "2"})
    ada_client.post(url, {"value": "2"})

    assert stored(draft) == {"team-trust": 4, ITEM: 2}
    assert Assessment.objects.count() == 1


def test_last_question_leads_to_the_check_page(ada_client, draft):
    response = ada_client.post(address(draft, "question", "staying-current"), {"value": "2"})

    assert response.url == address(draft, "check")


def test_change_leads_back_to_the_check_page(ada_client, draft, url):
    changing = url + "?from=check"
    page = ada_client.get(changing)

    assert tags(page, "form", id="answer")[0]["action"] == changing
    assert tags(page, "a", **{"class": "back-link"})[0]["href"] == address(draft, "check")
    assert ada_client.post(changing, {"value": "2"}).url == address(draft, "check")


@pytest.mark.parametrize(
    ("item", "expected"), [(ITEM, "prioritising-without-authority"), ("tech-debt-empathy", None)]
)
def test_back_link_leads_to_the_question_before(ada_client, draft, item, expected):
    link = tags(ada_client.get(address(draft, "question", item)), "a", **{"class": "back-link"})[0]

    assert link["href"] == (address(draft, "question", expected) if expected else START)


def test_no_choice_is_an_error_and_keeps_what_was_typed(ada_client, draft, url):
    response = ada_client.post(url, {"note": "Told Sam.", "happened_on": "2026-03-01"})

    said = text(response)
    assert response.status_code == 200
    assert title(response).startswith("Error: Giving tough feedback")
    assert said.count("Choose an answer, or choose Skip for now") == 2
    assert tags(response, "a", href="#id_value_0")
    assert tags(response, "input", id="id_value_0")
    summary = tags(response, "div", **{"class": "error-summary"})[0]
    assert summary["tabindex"] == "-1"
    assert note_shown(response) == "Told Sam."
    assert tags(response, "input", name="happened_on")[0]["value"] == "2026-03-01"
    assert [("open" in each) for each in tags(response, "details")] == [False, False, True]
    assert stored(draft) == {"team-trust": 4}
    assert Note.objects.count() == 0


@pytest.mark.parametrize("value", ["5", "-1", "2.5", "true", "NaN", "", "\x00", "null", "３", "2 "])
def test_value_that_is_no_answer_is_an_error_and_stores_nothing(ada_client, draft, url, value):
    response = ada_client.post(url, {"value": value, "note": "Still here."})

    assert response.status_code == 200
    assert "There is a problem" in text(response)
    assert note_shown(response) == "Still here."
    assert stored(draft) == {"team-trust": 4}


def test_note_with_its_day_is_kept_shown_again_and_removed(ada_client, draft, url):
    ada_client.post(
        url, {"value": "3", "note": " Told Sam.\r\nIt helped. ", "happened_on": "2026-03-01"}
    )
    note = Note.objects.get()
    assert (note.item, note.text, note.happened_on) == (
        ITEM,
        "Told Sam.\nIt helped.",
        date(2026, 3, 1),
    )
    page = ada_client.get(url)
    assert note_shown(page) == "Told Sam.\nIt helped."
    assert tags(page, "input", name="happened_on")[0]["value"] == "2026-03-01"

    ada_client.post(url, {"value": "3", "note": "", "happened_on": ""})
    assert Note.objects.count() == 0


def test_answer_without_the_note_field_leaves_the_note_alone(ada_client, draft, url):
    ada_client.post(url, {"value": "3", "note": "Told Sam."})
    ada_client.post(url, {"value": "2"})

    assert Note.objects.get().text == "Told Sam."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"note": "x" * 2001}, "Shorten this to 2000 characters. It has 2001 now."),
        ({"note": "a\x00b"}, "Null characters are not allowed."),
        ({"happened_on": "2026-03-01"}, "Write what you did on that day, or remove the day."),
        ({"note": "x", "happened_on": "soon"}, "Enter a day as year, month and day: 2026-03-31."),
        ({"note": "x", "happened_on": "1900-01-01"}, "This one is too long ago."),
        ({"note": "x", "happened_on": "9999-12-31"}, "Choose a day that is not in the future."),
    ],
)
def test_note_that_cannot_be_stored_is_explained_and_kept(ada_client, draft, url, typed, message):
    response = ada_client.post(url, {"value": "3", **typed})

    assert message in text(response)
    assert checked(response) == ["3"]
    assert note_shown(response) == typed.get("note", "")
    assert tags(response, "input", name="happened_on")[0].get("value", "") == typed.get(
        "happened_on", ""
    )
    assert stored(draft) == {"team-trust": 4}
    assert Note.objects.count() == 0


def test_longest_note_fits_line_breaks_counted_once(ada_client, url):
    ada_client.post(url, {"value": "3", "note": "x\r\n" * 999 + "yz"})

    assert len(Note.objects.get().text) == 2000


def test_today_is_a_day_to_remember_wherever_the_person_is(ada_client, url):
    tomorrow = timezone.localdate() + timedelta(days=1)

    ada_client.post(url, {"value": "3", "note": "x", "happened_on": tomorrow.isoformat()})

    assert Note.objects.get().happened_on == tomorrow


def test_can_gain_is_asked_where_it_applies_and_can_be_taken_back(ada_client, draft, url):
    gain_url = address(draft, "question", CAN_GAIN)
    assert "I know where I could gain this" not in text(ada_client.get(url))

    ada_client.post(gain_url, {"value": "no-opportunity", "can_gain": "on"})
    assert Assessment.objects.get().can_gain == [CAN_GAIN]
    assert "checked" in tags(ada_client.get(gain_url), "input", name="can_gain")[0]

    ada_client.post(gain_url, {"value": "no-opportunity"})
    assert Assessment.objects.get().can_gain == []


def test_can_gain_sent_for_an_item_without_it_is_ignored(ada_client, url):
    ada_client.post(url, {"value": "3", "can_gain": "on"})

    assert Assessment.objects.get().can_gain == []


def test_unknown_question_is_not_found(ada_client, draft):
    assert ada_client.get(address(draft, "question", "no-such-item")).status_code == 404
    assert ada_client.post(address(draft, "question", "no-such-item")).status_code == 404


@pytest.mark.parametrize("sent", [None, {"value": "4", "note": "x"}])
def test_completed_assessment_sends_to_its_result_and_stays_as_it_was(ada, ada_client, sent):
    done = make_assessment(ada)
    url = address(done, "question", ITEM)

    response = ada_client.get(url) if sent is None else ada_client.post(url, sent)

    assert response.url == address(done, "result")
    assert "can't be changed" in text(ada_client.get(response.url))
    assert stored(done)[ITEM] == 2
    assert Note.objects.count() == 0


def test_save_and_leave_saves_and_goes_to_the_start_page(ada_client, draft, url):
    assert ada_client.post(url, {"value": "3", "leave": "1"}).url == START

    assert stored(draft)[ITEM] == 3


def test_save_and_leave_goes_at_once_where_nothing_was_typed(ada_client, draft, url):
    assert ada_client.post(url, {"leave": "1", "note": "", "happened_on": ""}).url == START
    assert stored(draft) == {"team-trust": 4}

    refused = ada_client.post(url, {"leave": "1", "note": "Told Sam."})
    assert note_shown(refused) == "Told Sam."
    assert "There is a problem" in text(refused)


def test_enter_never_presses_the_button_that_leaves(ada_client, url):
    """The browser takes the first button of the form."""
    buttons = tags(ada_client.get(url), "button", form="answer")

    assert "name" not in buttons[0]
    assert buttons[1]["name"] == "leave"


def test_htmx_gets_the_next_question_by_a_redirect_it_follows(ada_client, draft, url):
    response = ada_client.post(url, {"value": "3"}, **HTMX)

    assert response.status_code == 302
    assert response.url == address(draft, "question", "self-directed-learning")


def test_htmx_gets_an_error_without_a_new_entry_in_the_history(ada_client, url):
    response = ada_client.post(url, {}, **HTMX)

    assert response.headers["HX-Push-Url"] == "false"


@pytest.mark.parametrize("item", ["staying-current", ITEM])
def test_htmx_loads_whole_pages_where_the_header_changes(ada, ada_client, item):
    draft = make_assessment(ada, completed=False)
    last = address(draft, "question", item) + ("?from=check" if item == ITEM else "")

    response = ada_client.post(last, {"value": "3"}, **HTMX)

    assert response.headers["HX-Redirect"] == address(draft, "check")


def test_answer_typed_while_logged_out_is_there_after_the_log_in(ada, ada_client, draft, url):
    ada_client.logout()
    sent = {"value": "1", "note": "Told Sam.", "happened_on": "2026-03-01"}

    response = ada_client.post(url, sent)
    assert response.url == f"/accounts/login/?next={url}"
    ada_client.force_login(ada, "allauth.account.auth_backends.AuthenticationBackend")
    page = ada_client.get(url)

    assert "You were logged out before this was saved." in text(page)
    assert checked(page) == ["1"]
    assert note_shown(page) == "Told Sam."
    assert tags(page, "input", name="happened_on")[0]["value"] == "2026-03-01"
    assert stored(draft) == {"team-trust": 4}
    assert checked(ada_client.get(url)) == []


def test_answer_typed_while_logged_out_is_shown_to_nobody_else(client, mallory, url, draft):
    client.post(url, {"value": "1", "note": "Told Sam."})
    client.force_login(mallory, "allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(url).status_code == 404
    theirs = make_assessment(mallory, completed=False)
    assert note_shown(client.get(address(theirs, "question", ITEM))) == ""


def test_htmx_is_sent_to_the_log_in_as_a_whole_page(client, url):
    response = client.post(url, {"value": "1"}, **HTMX)

    assert response.headers["HX-Redirect"] == f"/accounts/login/?next={url}"


def test_visitor_may_change_an_answer_after_the_result(client, set_version):
    waiting = make_visitor_result()
    hold(client, waiting)
    url = address(waiting, "question", ITEM) + "?from=check"
    assert client.get(url).status_code == 200

    assert client.post(url, {"value": "3"}).url == address(waiting, "check")

    assert stored(waiting) == waiting.responses | {ITEM: 3}


def test_questions_of_others_are_log_in_or_not_found(client, mallory_client, url):
    for send in (client.get, client.post):
        assert send(url).url == f"/accounts/login/?next={url}"
    assert mallory_client.get(url).status_code == 404
    assert mallory_client.post(url, {"value": "3"}).status_code == 404


@pytest.mark.parametrize("place", ["", "unclear/"])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_earlier_address_leads_to_the_one_of_today(
    client, ada_client, mallory_client, draft, method, place
):
    """Whoever asks and whatever there is: so it says nothing about either."""
    for code in (draft.code, uuid4()):
        for each in (client, ada_client, mallory_client):
            for item in (ITEM, "no-such-item"):
                response = getattr(each, method)(f"/assessments/{code}/{item}/{place}?from=check")
                assert response.status_code == (308 if method == "post" else 301)
                assert response.url == f"/assessments/{code}/items/{item}/{place}?from=check"


def test_answer_that_is_sent_to_the_earlier_address_is_saved(ada_client, draft):
    earlier = f"/assessments/{draft.code}/{ITEM}/"

    ada_client.post(earlier, {"value": "3", "note": "Told Sam."}, follow=True)

    assert stored(draft)[ITEM] == 3
    assert Note.objects.get().text == "Told Sam."


def test_own_draft_from_before_the_log_in_is_offered_to_keep(ada_client, set_version):
    waiting = make_visitor_draft()
    hold(ada_client, waiting)

    response = ada_client.post(address(waiting, "question", ITEM), {"value": "3"})

    assert response.url == address(waiting, "keep")
    assert stored(waiting) == {}


def test_question_needs_few_statements(ada_client, url):
    ada_client.get(url)  # what is read once a process

    with watch() as queries:
        ada_client.get(url)

    assert len(own_statements(queries)) == 3


def test_answer_with_a_note_needs_few_statements(ada_client, url):
    with watch() as queries:
        ada_client.post(url, {"value": "3", "note": "Told Sam."})

    # One of them reads the note, to see whether another tab has changed it. On PostgreSQL one more
    # lets the other tab wait.
    assert len(own_statements(queries)) <= (7 if connection.vendor == "postgresql" else 6)


def test_answer_to_a_draft_that_another_tab_deletes_meanwhile_is_not_found(
    ada_client, draft, url, monkeypatch
):
    save = taking.save_response

    def delete_then_save(**fields):
        Assessment.objects.all().delete()
        return save(**fields)

    monkeypatch.setattr(taking, "save_response", delete_then_save)

    assert ada_client.post(url, {"value": "3"}).status_code == 404


def test_answer_refused_for_another_draft_in_the_session(set_version):
    visitor = Client()
    hold(visitor, make_visitor_draft())
    foreign = make_visitor_draft()

    url = address(foreign, "question", ITEM)

    assert visitor.post(url, {"value": "3"}).url == f"/accounts/login/?next={url}"
    assert stored(foreign) == {}
