"""What is typed: half characters, scripts and limits that a page test can't send."""

import pytest

from assessments.forms.taking import AnswerForm, storable
from tests.scoring.questionnaires import set_framework

pytestmark = pytest.mark.django_db


def answer(**data):
    questionnaire = set_framework()
    item = questionnaire.item("tough-feedback")
    return AnswerForm({"value": "3", **data}, questionnaire=questionnaire, item=item)


def test_half_a_character_is_refused_and_shown_as_a_question_mark():
    form = answer(note="a\ud800b", happened_on="\udfff")

    assert not form.is_valid()
    assert form["note"].value() == "a?b"
    assert form["happened_on"].value() == "?"
    form.as_p().encode()


@pytest.mark.parametrize("note", ["Grüße", "日本語 😀", "اختبار", "e\u0301", "<b>&amp;</b>"])
def test_every_script_is_kept_as_typed(note):
    form = answer(note=note)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["note"] == note == storable(note)


@pytest.mark.parametrize("length", [2000, 2001])
def test_limit_counts_characters_not_bytes(length):
    assert answer(note="語" * length).is_valid() == (length == 2000)


def test_browser_is_not_told_to_cut_the_note_off():
    assert "maxlength" not in str(answer()["note"])


@pytest.mark.parametrize(("value", "response"), [("0", 0), ("4", 4), ("skip", None)])
def test_response_is_what_is_stored(value, response):
    form = answer(value=value)

    assert form.is_valid()
    assert form.response == response
    assert type(form.response) is type(response)
