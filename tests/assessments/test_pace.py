"""What is left in minutes, by the person's own pace: after five answers, whatever the pauses."""

from datetime import timedelta

import pytest

from assessments.models.taking import Assessment
from assessments.pages.pace import Pace
from assessments.views import pace as pace_view
from tests.assessments.taking import START, address, text
from tests.factories import NOW, make_assessment


def answered(*seconds: int, first: bool = True) -> Pace:
    """The pace after one answer, and one more after each of these times."""
    at, pace = NOW, Pace().after_answer(NOW, is_first=True)
    for each in seconds:
        at += timedelta(seconds=each)
        pace = pace.after_answer(at, is_first=first)
    return pace


def test_four_answers_say_nothing_and_five_do():
    assert answered(30, 30, 30).minutes(20) is None
    assert answered(30, 30, 30, 30).minutes(20) == 10


def test_one_long_answer_counts_no_more_than_the_others():
    assert answered(20, 20, 20, 20, 290).minutes(18) == 6


@pytest.mark.parametrize("pause", [300, 3600, 86400 * 20])
def test_pause_is_no_time_at_all(pause):
    assert answered(20, pause, 20, 20).minutes(18) is None
    assert answered(20, pause, 20, 20, 20).minutes(18) == 6


def test_last_answers_count_whatever_was_before():
    assert answered(*[200] * 9, *[10] * 9).minutes(18) == 3


def test_changed_answer_is_no_step_and_starts_the_clock_anew():
    pace = answered(20, 20, 20)
    changed = pace.after_answer(NOW + timedelta(seconds=160), is_first=False)

    assert changed.times == pace.times
    assert changed.after_answer(NOW + timedelta(seconds=180), is_first=True).minutes(18) == 6


def test_clock_that_was_set_back_is_no_step():
    assert answered(20, -50, 20).times == (20, 20)


@pytest.mark.parametrize(("seconds", "questions"), [(0, 18), (1, 18), (200, 1)])
def test_at_least_a_minute_is_left_while_a_question_is(seconds, questions):
    assert answered(*[seconds] * 5).minutes(questions) == max(1, round(seconds * questions / 60))
    assert answered(*[seconds] * 5).minutes(0) is None


def test_text_of_a_pace_is_that_pace():
    pace = answered(*range(11))

    assert Pace.read(str(pace)) == pace
    assert len(str(pace)) < 60


@pytest.mark.parametrize(
    "text", ["", "x", "1-x", "-", "1--2", "1-2\n", "٣-٤", "9" * 12, "1-1000", "1" + "-2" * 10]
)
def test_text_that_is_no_pace_is_a_fresh_one(text):
    assert Pace.read(text) == Pace()


def test_forged_pause_is_left_out():
    assert Pace.read("1-20-299-300-999").times == (20, 299)


class Clock:
    """The time as the page sees it."""

    def __init__(self, monkeypatch):
        self.at = NOW
        monkeypatch.setattr(pace_view.timezone, "now", lambda: self.at)


@pytest.fixture
def draft(ada):
    return make_assessment(ada, completed=False)


@pytest.fixture
def answer(monkeypatch, ada_client, draft, questionnaire):
    """answer(3, 40): the third question, 40 seconds after the one before; the page that follows."""
    clock = Clock(monkeypatch)

    def send(number, seconds, value="2"):
        clock.at += timedelta(seconds=seconds)
        url = address(draft, "question", questionnaire.items[number - 1].key)
        return ada_client.post(url, {"value": value}, follow=True)

    return send


def test_sixth_question_says_what_is_left(answer):
    for number in range(1, 5):
        assert "left" not in text(answer(number, 40))

    assert "about 12 minutes left" in text(answer(5, 40))


def test_skipped_questions_are_answers_too_and_one_minute_is_one(answer, ada_client, draft):
    for number in range(1, 22):
        answer(number, 20, "skip")

    assert "about 1 minute left" in text(ada_client.get(address(draft, "question", "team-trust")))


def test_nothing_is_left_once_every_question_has_an_answer(answer, ada_client, draft):
    for number in range(1, 24):
        answer(number, 20)

    page = text(ada_client.get(address(draft, "question", "team-trust") + "?from=check"))
    assert "left" not in page


def test_start_page_counts_by_the_same_pace(answer, ada_client):
    for number in range(1, 6):
        answer(number, 100)

    assert "The rest takes about 30 minutes." in text(ada_client.get(START))


def test_refused_answer_is_none(answer, ada_client):
    for number in range(1, 5):
        answer(number, 20)
    answer(5, 20, "7")

    assert ada_client.cookies["pace"].value.count("-") == 3


def test_pace_is_in_a_cookie_of_this_site_and_gone_with_the_result(answer, ada_client, draft):
    for number in range(1, 6):
        answer(number, 20)
    cookie = ada_client.cookies["pace"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 30 * 86400)

    ada_client.post(address(draft, "check"))

    assert Assessment.objects.get().is_completed
    assert ada_client.cookies["pace"].value == ""
