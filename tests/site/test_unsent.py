"""Words sent while logged out are offered back, and the address of a button explains itself."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from assessments.teams.models.teaching import TeachingOffer
from setframework.web.middleware.unsent import KEPT_FOR, MOST_CHARACTERS, WRITER_COOKIE
from tests.accounts import people
from tests.assessments.taking import START, checked, note_shown, tags, text
from tests.factories import NOW, make_assessment
from tests.teams.organisation import join, make_team

pytestmark = pytest.mark.django_db
TECHNOLOGIES = "/direction/technologies/"
WORDS = "Reading a <b>query plan</b>\nwith patience"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def board(ada, margaret):
    team = make_team(margaret)
    join(team, ada)
    return f"/teams/{team.code}/teaching/"


@pytest.fixture
def draft(ada, set_version):
    return make_assessment(ada, completed=False)


@pytest.fixture
def visitor():
    return Client()


def log_in(visitor, person):
    visitor.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")


def test_words_are_offered_once_and_sent_by_a_button(ada, board, visitor):
    response = visitor.post(board, {"text": WORDS, "csrfmiddlewaretoken": "x"})
    assert urlsplit(response.url).query == f"next={board}"
    log_in(visitor, ada)

    page = visitor.get(board)

    assert "Not sent yet" in text(page)
    assert "Reading a &lt;b&gt;query plan&lt;/b&gt;<br>with patience" in page.content.decode()
    sent = {tag["name"]: tag["value"] for tag in tags(page, "input", type="hidden")}
    assert sent["text"] == WORDS
    assert sent["csrfmiddlewaretoken"] != "x"
    assert not TeachingOffer.objects.exists()
    assert "Not sent yet" not in text(visitor.get(board))
    visitor.post(board, sent)
    assert TeachingOffer.objects.get().text == " ".join(WORDS.split())


def test_words_wait_for_their_own_page_and_not_for_long(ada, board, visitor, clock):
    visitor.post(board, {"text": WORDS})
    assert "Not sent yet" not in text(visitor.get("/about/"))
    log_in(visitor, ada)
    assert "Not sent yet" not in text(visitor.get("/teams/"))

    clock.shift(KEPT_FOR + timedelta(seconds=1))

    assert "Not sent yet" not in text(visitor.get(board))
    assert "unsent" not in visitor.session


def test_session_that_holds_nothing_else_ends_with_them(board, visitor):
    visitor.post(board, {"text": WORDS})

    assert Session.objects.get().expire_date == NOW + KEPT_FOR


@pytest.mark.parametrize("sent", ["once", "x" * 30, "two words" * MOST_CHARACTERS])
def test_single_words_and_endless_ones_are_not_kept(board, visitor, sent):
    visitor.post(board, {"text": sent})

    assert not Session.objects.exists()


def test_technology_typed_while_logged_out_is_offered_with_all_that_was_chosen(ada, visitor):
    typed = {"name": "Rust", "value": "2", "evidence": "A parser, in use since May."}
    visitor.post("/direction/technologies/", typed)
    log_in(visitor, ada)

    page = visitor.get("/direction/technologies/")

    sent = {tag["name"]: tag["value"] for tag in tags(page, "input", type="hidden")}
    assert sent.items() >= typed.items()


def test_words_wait_for_the_writer_and_not_for_the_next_person(ada, mallory, visitor):
    people.log_in(visitor, ada.email)
    people.log_out(visitor)
    visitor.post(TECHNOLOGIES, {"name": "Rust", "evidence": WORDS})

    people.log_in(visitor, mallory.email)
    assert "Not sent yet" not in text(visitor.get(TECHNOLOGIES))
    visitor.session.flush()
    visitor.post(TECHNOLOGIES, {"name": "Rust", "evidence": WORDS})  # Mallory's by now
    people.log_in(visitor, ada.email)
    assert "Not sent yet" not in text(visitor.get(TECHNOLOGIES))
    visitor.session.flush()
    visitor.post(TECHNOLOGIES, {"name": "Rust", "evidence": WORDS})
    people.log_in(visitor, ada.email)

    assert "Not sent yet" in text(visitor.get(TECHNOLOGIES))


def test_cookie_of_the_writer_names_nobody(ada, visitor):
    cookie = people.log_in(visitor, ada.email).cookies[WRITER_COOKIE]

    assert len(cookie.value) == 40
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)


@pytest.mark.parametrize(
    "go_on",
    [
        lambda visitor: visitor.post(START, {}),
        lambda visitor: people.sign_up(visitor, "new@example.org"),
    ],
)
def test_session_that_gets_something_else_to_hold_lasts_as_long_as_others(
    board, set_version, visitor, go_on
):
    visitor.post(board, {"text": WORDS})

    go_on(visitor)

    assert Session.objects.get().expire_date > NOW + timedelta(days=29)


def test_answers_come_back_in_their_own_place(ada, draft, visitor):
    url = f"/assessments/{draft.code}/items/team-trust/"
    visitor.post(url, {"value": "1", "note": "Told Sam."})
    log_in(visitor, ada)

    page = text(visitor.get(url))

    assert "Not sent yet" not in page
    assert "You were logged out before this was saved." in page


def test_single_answer_is_kept_too_and_waits_no_longer_than_words(draft, ada, visitor, clock):
    url = f"/assessments/{draft.code}/items/team-trust/"
    visitor.post(url, {"value": "1"})
    log_in(visitor, ada)
    clock.shift(KEPT_FOR + timedelta(seconds=1))

    assert "You were logged out" not in text(visitor.get(url))
    assert "unsent" not in visitor.session


def test_words_about_an_unclear_question_come_back_with_the_answer(draft, ada, visitor):
    url = f"/assessments/{draft.code}/items/team-trust/unclear/"
    visitor.post(url, {"value": "1", "note": "Told Sam."})
    log_in(visitor, ada)

    page = visitor.get(url)

    assert "You were logged out before this was saved." in text(page)
    assert (checked(page), note_shown(page)) == (["1"], "Told Sam.")
    assert visitor.get(url).url == f"/assessments/{draft.code}/items/team-trust/"


def test_passwords_are_never_kept(visitor):
    visitor.post("/accounts/password/change/", {"oldpassword": "correct horse battery"})

    assert not Session.objects.exists()


def test_address_behind_a_button_explains_itself(ada, board, visitor):
    log_in(visitor, ada)

    response = visitor.get(f"{board}0b9dd0f4-7e2a-4d0e-9d5e-1d2c6c1f7a11/take-back/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "press it once more" in text(response)
