"""A form that is open twice and saved twice: what was typed is not lost."""

from datetime import UTC, date, datetime

import pytest

from assessments.models.taking import Note
from mentors.forms.meetings import MeetingForm
from mentors.models.meetings import Meeting
from tests.assessments.taking import address, text
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db
ZONE = "Europe/Berlin"
CHANGED = "This changed while you were writing"


def open_tab(client, url, **touched):
    """What the browser sends of the page, with what the person touched."""
    form = client.get(url).context["form"]
    values = {field.name: field.value() for field in form}
    return {name: value for name, value in values.items() if value not in (None, False)} | touched


@pytest.fixture
def question(ada):
    draft = make_assessment(ada, {"tough-feedback": 2}, completed=False)
    Note.objects.create(
        assessment=draft, item="tough-feedback", text="Old", happened_on=date(2026, 3, 1)
    )
    return address(draft, "question", "tough-feedback")


def test_what_a_tab_did_not_touch_stays_as_the_other_stored_it(ada_client, question):
    first = open_tab(ada_client, question, value="3")
    second = open_tab(ada_client, question, note="New", happened_on="2026-04-01")

    ada_client.post(question, second)
    ada_client.post(question, first)

    note = Note.objects.get()
    assert (note.text, note.happened_on) == ("New", date(2026, 4, 1))
    assert note.assessment.responses["tough-feedback"] == 3


def test_where_both_wrote_both_are_shown_and_nothing_else_goes_back(ada_client, question):
    first = open_tab(ada_client, question, note="Mine")
    second = open_tab(ada_client, question, note="Theirs", happened_on="2026-04-01")

    ada_client.post(question, second)
    page = ada_client.post(question, first)

    assert CHANGED in text(page)
    assert "Theirs" in text(page)
    assert page.context["form"]["note"].value() == "Mine"
    assert Note.objects.get().text == "Theirs"
    again = {field.name: field.value() for field in page.context["form"] if field.value()}
    ada_client.post(question, again | {"note": "Theirs and mine"})
    note = Note.objects.get()
    assert (note.text, note.happened_on) == ("Theirs and mine", date(2026, 4, 1))


def test_own_words_can_be_let_go(ada_client, question):
    first = open_tab(ada_client, question, note="Mine")
    ada_client.post(question, open_tab(ada_client, question, note="Theirs"))

    assert ada_client.post(question, first | {"let-go-note": "1"}).status_code == 302

    assert Note.objects.get().text == "Theirs"


def test_name_that_another_tab_saved_is_shown(ada, ada_client):
    ada_client.get("/account/name/")
    form = ada_client.get("/account/").context["name_form"]
    first = {"name": "Ada of one tab", "shown": form["shown"].value()}
    ada_client.post("/account/name/", first | {"name": "Ada of the other"})

    page = ada_client.post("/account/name/", first)

    assert "Ada of the other" in text(page)
    ada.refresh_from_db()
    assert ada.name == "Ada of the other"


def meeting_form(before, /, **typed):
    meeting = Meeting(starts_at=before, minutes=30, agenda="")
    shown = MeetingForm(zone=ZONE, meeting=meeting)["shown"].value()
    local = MeetingForm(zone=ZONE, meeting=meeting)["starts_at"].value()
    data = {"starts_at": local, "minutes": "30", "agenda": "", "shown": shown} | typed
    form = MeetingForm(data, zone=ZONE, meeting=meeting)
    form.full_clean()
    return form


def test_second_of_two_equal_hours_stays_that_one():
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)

    form = meeting_form(second, agenda="About the talk")

    assert form.touched == {"agenda": "About the talk"}
    assert form.cleaned_data["starts_at"] == second


@pytest.mark.parametrize(
    ("typed", "which", "meant"),
    [
        ("2027-10-31T02:30", "earlier", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("2027-10-31T02:30", "later", datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
        ("2027-03-28T02:30", "earlier", datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
    ],
)
def test_hour_that_comes_twice_or_never_is_asked_about(typed, which, meant):
    before = datetime(2027, 1, 1, 12, tzinfo=UTC)

    asked = meeting_form(before, starts_at=typed)
    chosen = meeting_form(before, **{"starts_at": typed, "starts_at-which": f"{typed}~{which}"})

    assert [value for value, _words in asked.fields["starts_at"].moments] == [
        f"{typed}~earlier",
        f"{typed}~later",
    ]
    assert list(asked.errors) == ["starts_at"]
    assert chosen.cleaned_data["starts_at"] == meant


def test_typed_offset_counts_and_a_day_is_not_guessed():
    before = datetime(2027, 1, 1, 12, tzinfo=UTC)

    assert meeting_form(before, starts_at="2027-10-31T02:30+01:00").cleaned_data[
        "starts_at"
    ] == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert list(meeting_form(before, starts_at="01/02/2027 10:00").errors) == ["starts_at"]
