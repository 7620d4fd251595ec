"""POST score/"""

import pytest

from setframework.web.api.throttles import ScoreThrottle
from tests.factories import make_responses

SET = {"questionnaire": "set-framework"}


@pytest.fixture
def responses(set_version):
    return make_responses(set_version, 3)


def test_body_is_the_whole_profile(anyone, questionnaire, set_version):
    responses = make_responses(set_version, 3, tough_feedback=1, team_trust=4)
    responses |= {item.key: "no-opportunity" for item in questionnaire.scales[1].items[:2]}
    responses |= {item.key: None for item in questionnaire.scales[2].items[:3]}

    response = anyone.post("score/", {**SET, "version": 1, "responses": responses})

    first, second, third = questionnaire.scales
    strengths = [i.key for i in questionnaire.items if responses[i.key] == 3]
    tough = questionnaire.item("tough-feedback")
    assert response.status_code == 200
    assert response.json() == {
        "questionnaire": "set-framework",
        "version": 1,
        "digest": questionnaire.digest,
        "level": None,
        "path": "technologist",
        "scales": [
            {
                "key": first.key,
                "score": 72.2,  # 26 of 36
                "mean": 2.9,
                "answered": 9,
                "items": 9,
                "yes": 8,
                "all_yes": False,
                "on_target": None,
            },
            {
                "key": second.key,
                "score": 75.0,
                "mean": 3.0,
                "answered": 5,
                "items": 7,
                "yes": 5,
                "all_yes": False,
                "on_target": None,
            },
            {
                "key": third.key,
                "score": None,
                "mean": None,
                "answered": 4,
                "items": 7,
                "yes": 4,
                "all_yes": False,
                "on_target": None,
            },
        ],
        "strengths": ["team-trust", *strengths],
        "focus": [
            {
                "item": "tough-feedback",
                "value": 1,
                "aim": 3,
                "gap": 2,
                "convert": [action.key for action in tough.actions_by_effort],
                "balance": response.json()["focus"][0]["balance"],
            }
        ],
    }
    assert response.json()["focus"][0]["balance"] in response.json()["strengths"]


def test_level_and_path_are_echoed_and_set_the_targets(anyone, questionnaire, responses):
    body = {**SET, "level": "staff", "path": "people-manager", "responses": responses}

    answer = anyone.post("score/", body).json()

    assert (answer["level"], answer["path"]) == ("staff", "people-manager")
    assert [scale["on_target"] for scale in answer["scales"]] == [
        sum(
            responses[item.key] >= min(item.targets[2], {"technical": 2}.get(scale.key, 4))
            for item in scale.items
        )
        for scale in questionnaire.scales
    ]


@pytest.mark.parametrize("absent", ["version", "level", "path"])
def test_null_is_the_same_as_leaving_out(anyone, responses, absent):
    without = anyone.post("score/", {**SET, "responses": responses})

    assert without.status_code == 200
    assert anyone.post("score/", {**SET, "responses": responses, absent: None}).json() == (
        without.json()
    )


def test_missing_item_is_skipped(anyone, responses):
    given = {**responses, "team-trust": None}
    fewer = {key: value for key, value in given.items() if key != "team-trust"}

    assert anyone.post("score/", {**SET, "responses": fewer}).json() == (
        anyone.post("score/", {**SET, "responses": given}).json()
    )


def test_other_questionnaire_goes_through_unchanged(anyone, grid):
    responses = {"design": 4, "delivery": 1, "testing": 2, "reach": None, "scope": 0}

    answer = anyone.post(
        "score/", {"questionnaire": "craft-grid", "level": "third", "responses": responses}
    ).json()

    assert (answer["questionnaire"], answer["version"]) == ("craft-grid", grid.version)
    assert answer["path"] == "single-track"
    assert [(s["key"], s["score"], s["on_target"]) for s in answer["scales"]] == [
        ("craft", 58.3, 1),
        ("impact", 0.0, 0),
    ]
    assert answer["strengths"] == ["design"]
    assert [focus["item"] for focus in answer["focus"]] == ["scope", "testing", "delivery"]


@pytest.mark.parametrize(
    ("change", "mistakes"),
    [
        (
            {"questionnaire": "other"},
            {"questionnaire": ["No such questionnaire is published."]},
        ),
        (
            {"questionnaire": "other", "version": 1},
            {"questionnaire": ["No such questionnaire is published."]},
        ),
        ({"version": 2}, {"version": ["No such questionnaire is published."]}),
        ({"level": "king"}, {"level": ["This questionnaire has no level king."]}),
        ({"path": "up"}, {"path": ["This questionnaire has no path up."]}),
        ({"level": ""}, {"level": ["This field may not be blank."]}),
        ({"responses": {"nope": 3}}, {"responses": {"nope": ["There is no item with this key."]}}),
        ({"answers": {}}, {"answers": ["Unknown field."]}),
        (
            {"level": "king", "path": "up", "responses": {"nope": 1}},
            {
                "level": ["This questionnaire has no level king."],
                "path": ["This questionnaire has no path up."],
                "responses": {"nope": ["There is no item with this key."]},
            },
        ),
    ],
)
def test_mistake_is_named_under_its_field(anyone, responses, change, mistakes):
    response = anyone.post("score/", {**SET, "responses": responses} | change)

    assert response.status_code == 400
    assert response.json() == mistakes


def test_required_fields_are_named(anyone):
    response = anyone.post("score/", {})

    assert response.status_code == 400
    assert response.json() == {
        "questionnaire": ["This field is required."],
        "responses": ["This field is required."],
    }


def test_scoring_takes_one_query_and_stores_nothing(anyone, responses, django_assert_num_queries):
    anyone.post("score/", {**SET, "responses": responses})

    with django_assert_num_queries(1) as queries:
        anyone.post("score/", {**SET, "level": "staff", "responses": responses})

    assert queries.captured_queries[0]["sql"].startswith("SELECT")


def test_a_session_needs_no_csrf_token_to_score(in_adas_browser, responses):
    assert in_adas_browser.post("score/", {**SET, "responses": responses}).status_code == 200


def test_limit_counts_by_address_and_says_when_to_come_back(anyone, as_ada, responses, monkeypatch):
    monkeypatch.setattr(ScoreThrottle, "rate", "2/min", raising=False)
    body = {**SET, "responses": responses}

    assert [api.post("score/", body).status_code for api in (anyone, as_ada)] == [200, 200]
    refused = anyone.post("score/", body)

    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused.json()["detail"].startswith("Request was throttled.")
    assert anyone.get("questionnaires/").status_code == 200


def test_limit_counts_a_network_of_the_new_internet_as_one(rf):
    def counted(address):
        return ScoreThrottle().get_ident(rf.get("/", REMOTE_ADDR=address))

    assert counted("2001:db8:1:2::1") == counted("2001:db8:1:2:ffff::9")
    assert counted("2001:db8:1:2::1") != counted("2001:db8:1:3::1")
    assert counted("192.0.2.1") != counted("192.0.2.2")


def test_limit_follows_the_factor(settings):
    assert settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["score"] == (
        f"{round(600 * settings.RATE_LIMIT_FACTOR)}/min"
    )
