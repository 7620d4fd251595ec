"""The page about where one is and wants to be, and technologies of one's own."""

from datetime import date, timedelta

import pytest

from assessments.models.direction import Direction
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.scoring.parse.document import read_file
from assessments.selectors.direction import find_direction, list_directions
from assessments.services import direction
from assessments.services.questionnaires import publish_questionnaire
from tests.assessments.taking import START, tags, text
from tests.factories import NOW, make_assessment
from tests.scoring.questionnaires import GRID

pytestmark = pytest.mark.django_db

WHOLE = {
    "level": "staff",
    "aims_at": "principal",
    "by_on": "2027-12-31",
    "path": "technologist",
    "brings": "feeling-stagnant",
    "holds_back": ["time", "confidence"],
    "note": "More room to design.",
}
URL = "/direction/"


def test_whole_direction_is_kept_and_answered_with_what_may_help(ada, ada_client, questionnaire):
    response = ada_client.post(URL, WHOLE, follow=True)

    assert response.redirect_chain == [(URL, 302)]
    kept = find_direction(ada)
    assert kept.by_on == date(2027, 12, 31)
    assert (kept.level, kept.aims_at, kept.path) == ("staff", "principal", "technologist")
    assert (kept.brings, kept.holds_back) == ("feeling-stagnant", ["time", "confidence"])
    page = response.content.decode()
    texts = {each.key: each.text for each in questionnaire.direction.holds_back}
    assert 'data-counsel="feeling-stagnant"' in page
    assert texts["time"] in page
    assert texts["confidence"] in page
    assert texts["place"] not in page


def test_money_gives_its_counsel_and_is_stored_nowhere(ada, ada_client, questionnaire):
    response = ada_client.post(URL, WHOLE | {"holds_back": ["money", "time"]})

    texts = {each.key: each.text for each in questionnaire.direction.holds_back}
    assert texts["money"] in response.content.decode()
    assert find_direction(ada).holds_back == ["time"]
    later = ada_client.get(URL).content.decode()
    assert texts["money"] not in later
    assert texts["time"] in later


def test_same_direction_twice_is_one_row(ada, ada_client):
    for _ in range(2):
        ada_client.post(URL, WHOLE)

    assert Direction.objects.filter(person=ada).count() == 1


def test_a_change_of_aim_keeps_the_earlier_one(ada):
    direction.set_direction(person=ada, at=NOW, aims_at="staff", note="First")
    direction.set_direction(person=ada, at=NOW + timedelta(days=90), aims_at="principal")

    assert [(each.aims_at, each.note) for each in list_directions(ada)] == [
        ("staff", "First"),
        ("principal", "First"),
    ]


def test_account_page_changes_only_what_it_shows(ada, ada_client):
    ada_client.post(URL, WHOLE)

    ada_client.post(
        "/account/direction/", {"level": "principal", "aims_at": "", "path": "technologist"}
    )

    kept = find_direction(ada)
    assert (kept.level, kept.aims_at) == ("principal", "")
    assert (kept.brings, kept.note) == ("feeling-stagnant", "More room to design.")


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "boss"), ("brings", "x"), ("holds_back", ["x"]), ("by_on", "31.12.2027")],
)
def test_wrong_value_is_said_beside_its_field_and_nothing_is_lost(ada, ada_client, field, value):
    response = ada_client.post(URL, WHOLE | {field: value})

    page = response.content.decode()
    assert "There is a problem" in page
    assert "<title>Error:" in page.replace("\n", "")
    assert "More room to design." in page
    assert find_direction(ada) is None


def test_another_persons_direction_is_not_shown(ada, ada_client, mallory_client):
    ada_client.post(URL, WHOLE)

    assert "More room to design." not in mallory_client.get(URL).content.decode()


def test_money_is_not_ticked_after_it_was_answered(ada_client):
    response = ada_client.post(URL, WHOLE | {"holds_back": ["money"]})

    ticked = [box["value"] for box in tags(response, "input", type="checkbox") if "checked" in box]
    assert ticked == []
    assert "Your direction is saved." in text(response)
    assert "You see this once" in text(response)
    assert "You see this once" not in text(ada_client.get(URL))


def test_result_and_start_lead_to_the_direction(ada, ada_client):
    result = f"/assessments/{make_assessment(ada).code}/result/"
    assert tags(ada_client.get(result), "a", href=URL)
    assert "Say where you are and where you want to be" in text(ada_client.get(START))

    direction.set_direction(person=ada, at=NOW, aims_at="principal")

    with_level = make_assessment(ada, level="principal", at=NOW + timedelta(days=1))
    page = ada_client.get(f"/assessments/{with_level.code}/result/")
    assert tags(page, "a", href=URL)
    assert "As you said on" in text(ada_client.get(START))


def test_visitor_is_not_asked_for_a_direction_they_could_not_keep(client, set_version):
    assert not tags(client.get(START), "a", href=URL)


def test_new_assessment_starts_from_the_newest_direction(ada, ada_client):
    direction.set_direction(person=ada, at=NOW, aims_at="staff", path="technologist")
    direction.set_direction(person=ada, at=NOW, aims_at="principal", path="people-manager")
    page = ada_client.get(START)
    chosen = [each["value"] for each in tags(page, "option", selected="")]

    ada_client.post(START, dict(zip(("level", "path"), chosen, strict=True)))

    draft = Assessment.objects.get()
    assert (draft.level, draft.path) == ("principal", "people-manager")


@pytest.fixture
def grid(settings):
    settings.QUESTIONNAIRE = "craft-grid"
    publish_questionnaire(document=read_file(GRID), at=NOW)


def test_grid_asks_for_level_and_aim_only(ada, ada_client, grid):
    page = ada_client.get(URL)

    assert list(page.context["form"].fields) == ["level", "aims_at", "by_on", "note", "shown"]
    assert "Key technologies" not in text(page)
    response = ada_client.post(URL, {"level": "first", "aims_at": "third"}, follow=True)
    assert "What may help" not in text(response)
    assert (find_direction(ada).level, find_direction(ada).aims_at) == ("first", "third")
    assert ada_client.post("/direction/technologies/", {"name": "Go"}).status_code == 404


def test_grid_asks_for_no_reflections(ada, ada_client, grid):
    assessment = make_assessment(ada)

    page = ada_client.get(f"/assessments/{assessment.code}/result/")

    assert "Write your reflections" not in text(page)
    assert ada_client.get(f"/assessments/{assessment.code}/reflections/").status_code == 404


def test_without_a_questionnaire_there_is_no_page(ada_client, set_version):
    QuestionnaireVersion.objects.all()._raw_delete("default")

    assert ada_client.get(URL).status_code == 404
    assert ada_client.post(URL, WHOLE).status_code == 404
