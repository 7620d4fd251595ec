"""GET questionnaires/ and GET questionnaires/<key>/<version>/"""

import pytest
from django.utils import timezone

from assessments.scoring.score import aim


def test_list_names_each_published_version(anyone, questionnaire, set_version):
    response = anyone.get("questionnaires/")

    published_at = set_version.published_at.isoformat().replace("+00:00", "Z")
    assert response.status_code == 200
    assert response.json() == {
        "results": [
            {
                "key": "set-framework",
                "version": 1,
                "digest": questionnaire.digest,
                "name": questionnaire.name,
                "published_at": published_at,
            }
        ],
        "next": None,
        "previous": None,
    }


def test_list_has_other_questionnaires_by_key(anyone, grid):
    found = [row["key"] for row in anyone.get("questionnaires/").json()["results"]]

    assert found == ["craft-grid", "set-framework"]


def test_version_shows_items_in_order_with_their_options(anyone, questionnaire):
    body = anyone.get("questionnaires/set-framework/1/").json()

    assert (body["key"], body["version"], body["digest"]) == (
        "set-framework",
        1,
        questionnaire.digest,
    )
    assert [item["key"] for item in body["items"]] == [item.key for item in questionnaire.items]
    first = questionnaire.items[0]
    assert body["items"][0]["question"] == first.question
    assert body["items"][0]["options"] == [
        {
            "key": option.key,
            "value": option.value,
            "label": option.label,
            "description": option.description,
        }
        for option in first.answer_scale.options
    ]
    assert body["items"][0]["actions"][0] == {
        "key": first.actions[0].key,
        "effort": {"amount": first.actions[0].effort.amount, "unit": first.actions[0].effort.unit},
        "text": first.actions[0].text,
    }


def test_version_shows_scales_levels_and_paths(anyone, questionnaire):
    body = anyone.get("questionnaires/set-framework/1/").json()

    assert [(scale["key"], scale["items"]) for scale in body["scales"]] == [
        (scale.key, [item.key for item in scale.items]) for scale in questionnaire.scales
    ]
    assert [level["key"] for level in body["levels"]] == [lv.key for lv in questionnaire.levels]
    assert [(path["key"], path["caps"]) for path in body["paths"]] == [
        (path.key, dict(path.caps)) for path in questionnaire.paths
    ]


def test_targets_capped_by_the_path_are_the_aims_of_the_score(anyone, questionnaire):
    body = anyone.get("questionnaires/set-framework/1/").json()
    scale_of = {item["key"]: item["scale"] for item in body["items"]}

    for path in body["paths"]:
        for level, targets in body["targets"].items():
            for item, target in targets.items():
                capped = min(target, path["caps"].get(scale_of[item], 4))
                assert capped == aim(questionnaire, item, level, path["key"])


def test_texts_follow_the_language_of_the_request(anyone, grid, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    anyone.headers["Accept-Language"] = "de"

    body = anyone.get(f"questionnaires/craft-grid/{grid.version}/").json()

    assert body["language"] == "de"


@pytest.mark.parametrize(
    "address",
    [
        "set-framework/2/",
        "other/1/",
        "set-framework/0/",
        "set-framework/-1/",
        "set-framework/one/",
        f"set-framework/{'9' * 30}/",
        f"set-framework/{'9' * 5000}/",
        "%FF%FE/1/",
    ],
)
def test_what_is_not_published_is_not_found(anyone, address):
    response = anyone.get(f"questionnaires/{address}")

    assert response.status_code == 404
    assert response.json() == {"detail": "Not found."}


def test_reading_takes_one_query_once_parsed(anyone, set_version, django_assert_num_queries):
    anyone.get("questionnaires/set-framework/1/")

    with django_assert_num_queries(1):
        anyone.get("questionnaires/set-framework/1/")
    with django_assert_num_queries(1):
        anyone.get("questionnaires/")


def test_address_without_slash_says_what_is_missing(anyone):
    response = anyone.get("questionnaires")

    assert response.status_code == 404
    assert response.json() == {"detail": "Not found. Addresses end in a slash."}


def test_only_reading_is_possible(as_ada):
    response = as_ada.post("questionnaires/", {})

    assert response.status_code == 405
    assert response.json() == {"detail": 'Method "POST" not allowed.'}


def test_times_end_in_z_whatever_zone_is_active(anyone):
    with timezone.override("Asia/Tokyo"):
        [row] = anyone.get("questionnaires/").json()["results"]

    assert row["published_at"].endswith("Z")
