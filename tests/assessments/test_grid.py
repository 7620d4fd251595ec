"""A questionnaire of another shape goes through all pages; nothing in code knows SET's content."""

import json

import pytest

from assessments.models.taking import Assessment
from assessments.services.questionnaires import publish_questionnaire
from tests.assessments.taking import START, address, checked, tags, text
from tests.factories import NOW
from tests.scoring.questionnaires import GRID, read_file

pytestmark = pytest.mark.django_db

ORDER = ["design", "delivery", "testing", "reach", "scope"]


@pytest.fixture
def grid(settings):
    settings.QUESTIONNAIRE = "craft-grid"
    version, _ = publish_questionnaire(document=read_file(GRID), at=NOW)
    return version


def test_start_offers_the_levels_and_asks_no_path_where_there_is_one(client, grid):
    response = client.get(START)

    assert "5 questions, one a page. It takes about 2 minutes." in text(response)
    levels = [option["value"] for option in tags(response, "option")]
    assert levels == ["", "first", "second", "third"]
    assert not tags(response, "select", name="path")


def test_grid_is_taken_from_start_to_result(ada_client, grid):
    url = ada_client.post(START, {"level": "second"}).url
    draft = Assessment.objects.get()
    assert (draft.version, draft.level, draft.path) == (grid, "second", "")

    for number, item in enumerate(ORDER, start=1):
        assert url == address(draft, "question", item)
        page = ada_client.get(url)
        assert f"Question {number} of 5" in text(page)
        radios = tags(page, "input", type="radio", name="value")
        assert [radio["value"] for radio in radios] == [
            "0", "1", "2", "4", "no-opportunity", "skip"
        ]  # fmt: skip
        assert "There is a problem" in text(ada_client.post(url, {"value": "3"}))
        sent = {"value": "skip" if item == "reach" else "4"}
        response = ada_client.post(url, sent)
        assert checked(ada_client.get(url)) == [sent["value"]]
        url = response.url

    assert url == address(draft, "check")
    assert "Skipped" in text(ada_client.get(url))
    assert ada_client.post(url).url == address(draft, "result")
    assert ada_client.get(address(draft, "result")).status_code == 200
    assert Assessment.objects.get().responses == {
        "design": 4, "delivery": 4, "testing": 4, "reach": None, "scope": 4
    }  # fmt: skip


@pytest.mark.parametrize("key", ["check", "check-in", "items", "result", "share", "unclear"])
def test_item_may_be_called_like_a_page(ada_client, settings, key):
    settings.QUESTIONNAIRE = "craft-grid"
    document = json.loads(json.dumps(read_file(GRID)).replace('"design"', f'"{key}"'))
    publish_questionnaire(document=document, at=NOW)
    url = ada_client.post(START, {"level": "second"}).url
    draft = Assessment.objects.get()
    assert url == f"/assessments/{draft.code}/items/{key}/"

    assert "Question 1 of 5" in text(ada_client.get(url))
    assert ada_client.post(f"{url}unclear/").url == url
    assert ada_client.post(url, {"value": "4"}).url == address(draft, "question", "delivery")

    check = ada_client.get(address(draft, "check"))
    assert [tag["href"] for tag in tags(check, "a") if tag["href"].startswith(url)] != []
    assert checked(ada_client.get(url)) == ["4"]
    ada_client.post(address(draft, "check"))
    assert ada_client.get(address(draft, "result")).status_code == 200
    assert Assessment.objects.get().responses[key] == 4


def test_grid_asks_where_its_own_items_can_be_gained(ada_client, grid):
    ada_client.post(START)
    draft = Assessment.objects.get()

    asked = [
        item
        for item in ORDER
        if tags(ada_client.get(address(draft, "question", item)), "input", name="can_gain")
    ]

    assert asked == ["design"]
